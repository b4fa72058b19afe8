import { sql } from 'kysely';
import pino from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendEvents, currentPosition, type StoredAppend } from '../../src/realtime/append.js';
import { encodeCursor } from '../../src/realtime/cursor.js';
import type { DeliveredEvent } from '../../src/realtime/frame.js';
import type { ResetReason } from '../../src/realtime/position.js';
import { StreamEngine, type StreamEnginePorts } from '../../src/realtime/stream-engine.js';
import { createLogDatabase, type LogDatabase } from './support/database.js';
import { listen, request } from './support/listener.js';

const nobody = { actorId: null, mutationId: null };

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function failingSnapshot(): Promise<never> {
  throw new Error('a mistake');
}

describe('the stream engine', () => {
  let log: LogDatabase;
  let names = 0;
  const engines: StreamEngine[] = [];
  beforeAll(async () => {
    log = await createLogDatabase();
  });
  afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));
  afterAll(() => log.drop());

  function start(more: Partial<StreamEnginePorts> = {}): StreamEngine {
    const { database, readSnapshot } = log;
    const engine = new StreamEngine({ database, readSnapshot, log: pino({ level: 'silent' }), pollInterval: 50, ...more });
    engines.push(engine);
    engine.start();
    return engine;
  }

  const newStream = (): string => `stream:${(names += 1)}`;

  function append(stream: string, count = 1, type = 'noted'): Promise<StoredAppend> {
    const events = Array.from({ length: count }, (_, n) => ({ stream, type, entityType: 'Note', entityId: '1', body: { n } }));
    return log.database.transaction().execute((tx) => appendEvents(tx, events, nobody));
  }

  /** The cursor of where a stream stands, with something changed. */
  async function at(stream: string, change: object): Promise<string> {
    const position = (await currentPosition(log.database, [stream])).get(stream);
    return position ? encodeCursor({ ...position, ...change }) : '';
  }

  it('begins with Ready and Snapshot and goes on with what is committed', async () => {
    const engine = start();
    const stream = newStream();
    await append(stream, 2);
    const listener = listen(engine, request(stream, { snapshot: async () => 'state' }));
    await listener.until(({ frames }) => frames.length === 2);
    expect(listener.frames).toMatchObject([
      { kind: 'Ready', recovered: false, replayed: 0 },
      { kind: 'Snapshot', state: 'state' },
    ]);
    engine.committed(await append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    expect(listener.frames[2]).toMatchObject({ kind: 'Events', events: [{ seq: 3, prev: 2 }, { seq: 4, prev: 3 }] });
    expect(listener.cursor()).toBe(listener.events[1]?.cursor);
  });

  it('finds by its poll what another process committed', async () => {
    const engine = start();
    const stream = newStream();
    const listener = listen(engine, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    await append(stream, 3);
    await listener.until(({ events }) => events.length === 3);
    expect(listener.events.map((event) => event.seq)).toEqual([1, 2, 3]);
  });

  it('gives a slow reader whole transactions, in order, from the log', async () => {
    const engine = start({ limits: { ring: 4, page: 3 } });
    const stream = newStream();
    const iterator = engine.subscribe(request(stream));
    await iterator.next();
    await iterator.next();
    for (const size of [2, 5, 1, 4, 2]) {
      engine.committed(await append(stream, size));
    }
    const told: DeliveredEvent[][] = [];
    while (told.flat().length < 14) {
      const next = await iterator.next();
      if (!next.done && next.value.kind === 'Events') {
        told.push([...next.value.events]);
      }
    }
    expect(told.flat().map((event) => event.seq)).toEqual(range(1, 14));
    expect(told.every((events) => events[0]?.transactionIndex === 0)).toBe(true);
    await iterator.return?.();
  });

  it('takes state and position from one snapshot of the database while writers go on', async () => {
    await sql`create table if not exists tally (n int not null)`.execute(log.database);
    const engine = start();
    const stream = newStream();
    const run = { isWriting: true };
    const count = async (db: typeof log.database): Promise<number> =>
      Number((await sql<{ n: string }>`select count(*)::text as n from tally`.execute(db)).rows[0]?.n);
    const write = async (): Promise<void> => {
      while (run.isWriting) {
        const appended = await log.database.transaction().execute(async (tx) => {
          await sql`insert into tally values (1)`.execute(tx);
          return appendEvents(tx, [{ stream, type: 'tallied', entityType: 'Tally', entityId: '1', body: {} }], nobody);
        });
        engine.committed(appended);
      }
    };
    const writers = [write(), write(), write()];
    const listeners = [];
    for (let n = 0; n < 20; n += 1) {
      listeners.push(
        listen(
          engine,
          request(stream, {
            snapshot: async (db) => {
              await sleep(2);
              return count(db as typeof log.database);
            },
          }),
        ),
      );
      await sleep(5);
    }
    run.isWriting = false;
    await Promise.all(writers);
    const total = await count(log.database);
    for (const listener of listeners) {
      await listener.until(({ events }) => events.at(-1)?.seq === total);
      const snapshot = listener.frames[1];
      const state = snapshot?.kind === 'Snapshot' ? (snapshot.state as number) : NaN;
      expect(listener.events.map((event) => event.seq)).toEqual(range(state + 1, total));
    }
  });

  it('goes on from a cursor after the socket dropped and after the server was replaced', async () => {
    const stream = newStream();
    const first = start();
    const listener = listen(first, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    first.committed(await append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    listener.leave();
    expect(await listener.ended).toEqual({ code: 'CLOSED' });
    await append(stream, 3);
    const again = listen(first, request(stream, { after: listener.cursor() }));
    await again.until(({ events }) => events.length === 3);
    expect(again.frames[0]).toMatchObject({ kind: 'Ready', recovered: true, replayed: 3, cursor: listener.cursor() });
    await first.stop();
    expect(await again.ended).toEqual({ code: 'STOPPED' });
    await append(stream, 1);
    const second = start();
    const later = listen(second, request(stream, { after: again.cursor() }));
    await later.until(({ events }) => events.length === 1);
    expect(later.frames[0]).toMatchObject({ kind: 'Ready', recovered: true, replayed: 1 });
    expect([...listener.events, ...again.events, ...later.events].map((event) => event.seq)).toEqual(range(1, 6));
  });

  it('leaves no hole between a query of the position and a subscription from there', async () => {
    const engine = start();
    const stream = newStream();
    const after = await at(stream, {});
    await append(stream, 2);
    const listener = listen(engine, request(stream, { after }));
    await listener.until(({ events }) => events.length === 2);
    expect(listener.frames[0]).toMatchObject({ recovered: true, replayed: 2 });
  });

  describe('given a cursor that cannot be continued', () => {
    const cases: readonly [ResetReason, (stream: string) => Promise<string>][] = [
      ['INVALID', async () => 'garbled'],
      ['INVALID', async (stream) => `${(await at(stream, {})).slice(0, -2)}AA`],
      ['OTHER_STREAM', async () => encodeCursor({ streamKey: 'another', epoch: '0'.repeat(16), generation: 1, seq: 1 })],
      ['EPOCH_CHANGED', (stream) => at(stream, { epoch: '0123456789abcdef' })],
      ['EPOCH_CHANGED', (stream) => at(stream, { generation: 2 })],
      ['FUTURE', (stream) => at(stream, { seq: 12 })],
      ['TOO_FAR_BEHIND', (stream) => at(stream, { seq: 5 })],
      [
        'RETENTION',
        async (stream) => {
          await sql`update rt_stream set floor = 9 where key = ${stream}`.execute(log.database);
          return at(stream, { seq: 8 });
        },
      ],
    ];

    it.each(cases)('answers %s with a reset and a snapshot, or with an error', async (reason, cursorOf) => {
      const engine = start({ limits: { replay: 5 } });
      const stream = newStream();
      await append(stream, 11);
      const after = await cursorOf(stream);
      const here = await at(stream, {});
      const listener = listen(engine, request(stream, { after }));
      await listener.until(({ frames }) => frames.length === 3);
      expect(listener.frames).toEqual([
        { kind: 'Ready', recovered: false, replayed: 0, cursor: here, serverTime: expect.any(Date) },
        { kind: 'Reset', reason, cursor: here },
        { kind: 'Snapshot', cursor: here, state: null },
      ]);
      const strict = listen(engine, request(stream, { after, onGap: 'ERROR' }));
      expect(await strict.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason });
      expect(strict.frames.map((frame) => frame.kind)).toEqual(['Ready', 'Reset']);
    });
  });

  it('takes a cursor at the floor, at the head, and inside a transaction', async () => {
    const engine = start();
    const stream = newStream();
    const { events, positions } = await append(stream, 4);
    await sql`update rt_stream set floor = 1 where key = ${stream}`.execute(log.database);
    const [position] = positions;
    for (const { seq } of events) {
      const listener = listen(engine, request(stream, { after: position ? encodeCursor({ ...position, seq }) : '' }));
      await listener.until((told) => told.events.length === 4 - seq && told.frames.length > 0);
      expect(listener.frames[0]).toMatchObject({ recovered: true, replayed: 4 - seq });
      listener.leave();
    }
  });

  it('resets live subscribers when the history changes under them', async () => {
    const engine = start();
    const stream = newStream();
    const gentle = listen(engine, request(stream));
    const strict = listen(engine, request(stream, { onGap: 'ERROR' }));
    await Promise.all([gentle, strict].map((listener) => listener.until(({ frames }) => frames.length === 2)));
    await sql`update rt_stream set epoch = 'feedfeedfeedfeed' where key = ${stream}`.execute(log.database);
    await gentle.until(({ frames }) => frames.length === 4);
    expect(gentle.frames.slice(2)).toMatchObject([{ kind: 'Reset', reason: 'EPOCH_CHANGED' }, { kind: 'Snapshot' }]);
    expect(await strict.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason: 'EPOCH_CHANGED' });
    engine.committed(await append(stream));
    await gentle.until(({ events }) => events.length === 1);
  });

  it('tells nothing to who may not listen, and makes nothing active', async () => {
    const engine = start();
    const stream = newStream();
    const listener = listen(engine, request(stream, { authorise: async () => false }));
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.frames).toEqual([]);
    const { rows } = await sql`select 1 from rt_stream where key = ${stream}`.execute(log.database);
    expect(rows).toEqual([]);
    expect(engine.health()).toMatchObject({ streams: 0, subscribers: 0 });
  });

  it('tells nothing from the event on that took the right away', async () => {
    const engine = start();
    const stream = newStream();
    let allowed = true;
    const listener = listen(engine, request(stream, { authorise: async () => allowed, reauthoriseOn: ['revoked'] }));
    await listener.until(({ frames }) => frames.length === 2);
    engine.committed(await append(stream, 1, 'revoked'));
    await listener.until(({ events }) => events.length === 1);
    allowed = false;
    engine.committed(await append(stream));
    await listener.until(({ events }) => events.length === 2);
    engine.committed(await append(stream, 1, 'revoked'));
    engine.committed(await append(stream));
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.events.map((event) => event.seq)).toEqual([1, 2]);
  });

  it('gives no snapshot when the right went while it was read', async () => {
    const engine = start();
    let allowed = true;
    const listener = listen(
      engine,
      request(newStream(), {
        authorise: async () => allowed,
        snapshot: async () => {
          allowed = false;
          return 'secret';
        },
      }),
    );
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.frames).toEqual([]);
  });

  it('sends checkpoints to the quiet, with the time of the database', async () => {
    const engine = start({ limits: { checkpoint: 60 } });
    const listener = listen(engine, request(newStream()));
    await listener.until(({ frames }) => frames.filter(({ kind }) => kind === 'Checkpoint').length === 2);
    const checkpoint = listener.frames.find((frame) => frame.kind === 'Checkpoint');
    const { rows } = await sql<{ now: string }>`
      select (extract(epoch from clock_timestamp()) * 1000)::text as now`.execute(log.database);
    const told = checkpoint?.kind === 'Checkpoint' ? checkpoint.serverTime.getTime() : 0;
    expect(Math.abs(told - Number(rows[0]?.now))).toBeLessThan(5_000);
  });

  it('keeps subscriptions while the database is away, and loses nothing', async () => {
    const lines: string[] = [];
    const proxied = await log.behindProxy();
    const { database, readSnapshot } = proxied;
    const engine = start({
      database,
      readSnapshot,
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    });
    const stream = newStream();
    const listener = listen(engine, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    engine.committed(await append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    const back = proxied.cut(1_200);
    await sleep(400);
    expect(engine.health().healthy).toBe(false);
    const during = listen(engine, request(stream, { after: listener.cursor() }));
    await back;
    await append(stream, 3);
    await Promise.all([
      listener.until(({ events }) => events.length === 5),
      during.until(({ events }) => events.length === 3),
    ]);
    expect(listener.events.map((event) => event.seq)).toEqual(range(1, 5));
    expect(during.frames[0]).toMatchObject({ kind: 'Ready', recovered: true });
    expect(listener.frames.filter(({ kind }) => kind === 'Reset')).toEqual([]);
    expect(engine.health().healthy).toBe(true);
    const polls = lines.filter((line) => line.includes('"purpose":"poll"'));
    expect(polls).toHaveLength(2);
    await engine.stop();
    await proxied.close();
  });

  it('ends with what the caller throws', async () => {
    const engine = start();
    const asked = request(newStream(), { snapshot: failingSnapshot });
    await expect(listen(engine, asked).ended).rejects.toThrow('a mistake');
    expect(engine.health()).toMatchObject({ streams: 0, subscribers: 0 });
  });

  it('keeps nothing of subscriptions that were left at any moment', async () => {
    const engine = start();
    const stream = newStream();
    await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const leaving = new AbortController();
        const iterator = engine.subscribe(request(stream, { signal: leaving.signal }));
        const pulls = Array.from({ length: n % 4 }, () => iterator.next());
        await sleep(n % 7);
        if (n % 2) {
          leaving.abort();
        } else {
          await iterator.return?.();
        }
        await Promise.all(pulls);
        expect(await iterator.next()).toMatchObject({ done: true });
      }),
    );
    expect(engine.health()).toMatchObject({ streams: 0, subscribers: 0 });
  });
});
