import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { fault, ok } from '../../src/errors.js';
import type { NewEvent, StoredEvent } from '../../src/realtime/event.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { readPage } from '../../src/realtime/postgres/log-page.js';
import { StreamEngine } from '../../src/realtime/stream-engine.js';
import { readSnapshot } from '../../src/database/orm.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Random, withSeed } from '../support/random.js';
import { listen, request } from './support/listener.js';

const streams = ['writers:a', 'writers:b', 'user:c', 'writers:d'];

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let engine: StreamEngine;

const event = (stream: string, command: string, n: number): NewEvent => ({
  stream,
  type: 'noted',
  entityType: 'Note',
  entityId: command,
  body: { n },
});

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 40 });
  engine = new StreamEngine({
    database: test.database,
    readSnapshot: (work) => readSnapshot(test.orm, work),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    pollInterval: 10,
  });
  engine.start();
  // Half of what is committed is told at once, the rest is left to the poll, as if another node had written it.
  let count = 0;
  unitOfWork = new UnitOfWork(test.orm, (append) => void ((count += 1) % 2 === 0 && engine.committed(append)));
});

afterAll(async () => {
  await engine.stop();
  await test.close();
});

/** What a command that was acknowledged has left: its events by stream, in their order. */
type Kept = ReadonlyMap<string, readonly number[]>;

/** Writes to some streams, sleeps before and after, takes back a part or the whole; answers what was kept, or null. */
async function write(random: Random, command: string): Promise<Kept | null> {
  const kept = new Map<string, number[]>();
  const chosen = Array.from({ length: 1 + random.below(4) }, () => streams[random.below(streams.length)] ?? '');
  const fate = random.next();
  const outcome = await unitOfWork.run({ operation: 'write', actorId: null }, async (transaction) => {
    await sleep(random.below(4));
    for (const [n, stream] of chosen.entries()) {
      const isTakenBack = random.next() < 0.2;
      await transaction.nested(async (part) => {
        part.publish(event(stream, command, n));
        await sleep(random.below(2));
        return isTakenBack ? fault('FORBIDDEN') : ok({});
      });
      if (!isTakenBack) {
        kept.set(stream, [...(kept.get(stream) ?? []), n]);
      }
    }
    await sleep(random.below(4));
    if (fate < 0.1) {
      throw new RangeError('rolled back');
    }
    return fate < 0.2 ? fault('FORBIDDEN') : ok({});
  }).catch((error: unknown) => {
    if (error instanceof RangeError) {
      return { ok: false } as const;
    }
    throw error;
  });
  return outcome.ok ? kept : null;
}

/** The events of each transaction stand together, and tell how many they are. */
function expectWhole(events: readonly StoredEvent[]): void {
  events.forEach((each, index) => {
    const first = events[index - each.transactionIndex];
    expect([first?.entityId, first?.transactionIndex, first?.transactionSize]).toEqual([each.entityId, 0, each.transactionSize]);
  });
  expect(events.at(-1)?.transactionIndex).toBe((events.at(-1)?.transactionSize ?? 0) - 1);
}

describe('a log under many writers', () => {
  it('shows 1, 2, 3 at every instant, whole transactions, and exactly what was acknowledged', { timeout: 120_000 }, () =>
    withSeed(async (random) => {
      const stopping = new AbortController();
      const listeners = streams.map((stream) => listen(engine, request(stream)));
      await Promise.all(listeners.map((listener) => listener.until(({ frames }) => frames.length >= 2)));
      const read = new Map(streams.map((stream) => [stream, [] as StoredEvent[]]));
      const reader = async (stream: string): Promise<void> => {
        const seen = read.get(stream) ?? [];
        for (let isLast = false; ; ) {
          const { head, events } = await readPage(test.database, stream, seen.length, 5);
          events.forEach(({ seq }, index) => expect(seq).toBe(seen.length + index + 1));
          if (events.length > 0) {
            expectWhole(events);
          }
          seen.push(...events);
          // The head never promises what cannot be read.
          if (seen.length === (head?.head ?? 0)) {
            if (isLast) {
              return;
            }
            isLast = stopping.signal.aborted;
          }
        }
      };
      const readers = streams.map(reader);
      const acknowledged = new Map<string, Kept>();
      await Promise.all(
        Array.from({ length: 32 }, async (_, writer) => {
          for (let round = 0; round < 6; round += 1) {
            const command = `${writer}/${round}`;
            const kept = await write(random, command);
            if (kept) {
              acknowledged.set(command, kept);
            }
          }
        }),
      );
      stopping.abort();
      await Promise.all(readers);
      for (const [index, stream] of streams.entries()) {
        const seen = read.get(stream) ?? [];
        const found = new Map<string, number[]>();
        seen.forEach(({ entityId, body }) => found.set(entityId, [...(found.get(entityId) ?? []), Number(body.n)]));
        const expected = [...acknowledged].flatMap(([command, kept]) => (kept.has(stream) ? [[command, kept.get(stream)] as const] : []));
        expect(found).toEqual(new Map(expected));
        // Time follows the sequence: the order is that in which the counter was had, which is the order of the commits.
        expect(seen.every(({ at }, n) => n === 0 || at >= (seen[n - 1]?.at ?? at))).toBe(true);
        await listeners[index]?.until(({ events }) => events.length >= seen.length);
        expect(listeners[index]?.events.map(({ eventId }) => eventId)).toEqual(seen.map(({ eventId }) => eventId));
        listeners[index]?.leave();
      }
    }),
  );

  it('does not let a transaction that stays open on one stream hinder another stream', async () => {
    const order: string[] = [];
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const { promise: isOpen, resolve: opened } = Promise.withResolvers<void>();
    const slow = test.database.transaction().execute(async (transaction) => {
      await appendEvents(transaction, [event('late:s', 'slow', 0)], { actorId: null, mutationId: null });
      opened();
      await mayEnd;
      order.push('slow');
    });
    await isOpen;
    const behind = unitOfWork
      .run({ operation: 'behind', actorId: null }, async (transaction) => {
        transaction.publish(event('late:s', 'behind', 0));
        return ok({});
      })
      .then(() => order.push('behind'));
    const other = listen(engine, request('late:t'));
    for (let n = 0; n < 20; n += 1) {
      await unitOfWork.run({ operation: 'other', actorId: null }, async (transaction) => {
        transaction.publish(event('late:t', `${n}`, n));
        return ok({});
      });
    }
    // All of them were written and heard while the first one was still open.
    await other.until(({ events }) => events.at(-1)?.seq === 20);
    expect(order).toEqual([]);
    expect((await readPage(test.database, 'late:s', 0, 10)).events).toEqual([]);
    end();
    await Promise.all([slow, behind]);
    expect(order).toEqual(['slow', 'behind']);
    expect((await readPage(test.database, 'late:s', 0, 10)).events.map(({ entityId }) => entityId)).toEqual(['slow', 'behind']);
    other.leave();
  });
});
