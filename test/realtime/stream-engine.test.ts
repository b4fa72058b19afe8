import { sql } from 'kysely';
import pino from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import type { DeliveredEvent } from '../../src/realtime/frame.js';
import { listen, request } from './support/listener.js';
import { nobody, range, Stage } from './support/stage.js';

async function failingSnapshot(): Promise<never> {
  throw new Error('a mistake');
}

describe('the stream engine', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.close());

  it('begins with Ready and Snapshot and goes on with what is committed', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    await stage.append(stream, 2);
    const listener = listen(engine, request(stream, { snapshot: async () => 'state' }));
    await listener.until(({ frames }) => frames.length === 2);
    expect(listener.frames).toMatchObject([
      { kind: 'Ready', recovered: false, replayed: 0 },
      { kind: 'Snapshot', state: 'state' },
    ]);
    engine.committed(await stage.append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    expect(listener.frames[2]).toMatchObject({ kind: 'Events', events: [{ seq: 3, prev: 2 }, { seq: 4, prev: 3 }] });
    expect(listener.cursor()).toBe(listener.events[1]?.cursor);
  });

  it('finds by its poll what another process committed', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    const listener = listen(engine, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    await stage.append(stream, 3);
    await listener.until(({ events }) => events.length === 3);
    expect(listener.events.map((event) => event.seq)).toEqual([1, 2, 3]);
  });

  it('gives a slow reader whole transactions, in order, from the log', async () => {
    const engine = stage.start({ limits: { ring: 4, page: 3 } });
    const stream = stage.newStream();
    const iterator = engine.subscribe(request(stream));
    await iterator.next();
    await iterator.next();
    for (const size of [2, 5, 1, 4, 2]) {
      engine.committed(await stage.append(stream, size));
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
    await sql`create table if not exists tally (n int not null)`.execute(stage.log.database);
    const engine = stage.start();
    const stream = stage.newStream();
    const run = { isWriting: true };
    const count = async (db: typeof stage.log.database): Promise<number> =>
      Number((await sql<{ n: string }>`select count(*)::text as n from tally`.execute(db)).rows[0]?.n);
    const write = async (): Promise<void> => {
      while (run.isWriting) {
        const appended = await stage.log.database.transaction().execute(async (tx) => {
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
              return count(db as typeof stage.log.database);
            },
          }),
        ),
      );
      await sleep(5);
    }
    run.isWriting = false;
    await Promise.all(writers);
    const total = await count(stage.log.database);
    for (const listener of listeners) {
      await listener.until(({ frames }) => frames.length > 1);
      const snapshot = listener.frames[1];
      const state = snapshot?.kind === 'Snapshot' ? (snapshot.state as number) : NaN;
      // A snapshot of the last instant is followed by nothing.
      await listener.until(({ events }) => (events.at(-1)?.seq ?? state) === total);
      expect(listener.events.map((event) => event.seq)).toEqual(range(state + 1, total));
    }
  });

  it('resets live subscribers when the history changes under them', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    const gentle = listen(engine, request(stream));
    const strict = listen(engine, request(stream, { onGap: 'ERROR' }));
    await Promise.all([gentle, strict].map((listener) => listener.until(({ frames }) => frames.length === 2)));
    await sql`update rt_stream set epoch = 'feedfeedfeedfeed' where key = ${stream}`.execute(stage.log.database);
    await gentle.until(({ frames }) => frames.length === 4);
    expect(gentle.frames.slice(2)).toMatchObject([{ kind: 'Reset', reason: 'EPOCH_CHANGED' }, { kind: 'Snapshot' }]);
    expect(await strict.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason: 'EPOCH_CHANGED' });
    engine.committed(await stage.append(stream));
    await gentle.until(({ events }) => events.length === 1);
  });

  it('sends checkpoints to the quiet, with the time of the database', async () => {
    const engine = stage.start({ limits: { checkpoint: 60 } });
    const listener = listen(engine, request(stage.newStream()));
    await listener.until(({ frames }) => frames.filter(({ kind }) => kind === 'Checkpoint').length === 2);
    const checkpoint = listener.frames.find((frame) => frame.kind === 'Checkpoint');
    const { rows } = await sql<{ now: string }>`
      select (extract(epoch from clock_timestamp()) * 1000)::text as now`.execute(stage.log.database);
    const told = checkpoint?.kind === 'Checkpoint' ? checkpoint.serverTime.getTime() : 0;
    expect(Math.abs(told - Number(rows[0]?.now))).toBeLessThan(5_000);
  });

  it('keeps subscriptions while the database is away, and loses nothing', async () => {
    const lines: string[] = [];
    const proxied = await stage.log.behindProxy();
    const { database, readSnapshot } = proxied;
    const engine = stage.start({
      database,
      readSnapshot,
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    });
    const stream = stage.newStream();
    const listener = listen(engine, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    engine.committed(await stage.append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    const back = proxied.cut(1_200);
    await sleep(400);
    expect(engine.health().healthy).toBe(false);
    const during = listen(engine, request(stream, { after: listener.cursor() }));
    await back;
    await stage.append(stream, 3);
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
    const engine = stage.start();
    const asked = request(stage.newStream(), { snapshot: failingSnapshot });
    await expect(listen(engine, asked).ended).rejects.toThrow('a mistake');
    expect(engine.health()).toMatchObject({ streams: 0, subscribers: 0 });
  });

  it('keeps nothing of subscriptions that were left at any moment', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
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
