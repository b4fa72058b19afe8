import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEvents, currentPosition } from '../../src/realtime/postgres/append.js';
import type { NewEvent } from '../../src/realtime/event.js';
import { readPage } from '../../src/realtime/postgres/log-page.js';
import { createLogDatabase, type LogDatabase, statementsOf } from './support/database.js';

const nobody = { actorId: null, mutationId: null };

function event(stream: string, body: Record<string, unknown> = {}, type = 'noted'): NewEvent {
  return { stream, type, entityType: 'Note', entityId: '1', body };
}

describe('the event log', () => {
  let log: LogDatabase;
  beforeAll(async () => {
    log = await createLogDatabase();
  });
  afterAll(() => log.drop());

  it('numbers the events of each stream from one and tells each its place in its transaction', async () => {
    const by = { actorId: '01890000-0000-7000-8000-000000000001', mutationId: '01890000-0000-7000-8000-000000000002' };
    const first = await appendEvents(log.database, [event('b', { n: 1 }), event('a'), event('b', { n: 2 })], by);
    expect(first.events.map((e) => [e.stream, e.seq, e.transactionIndex, e.transactionSize])).toEqual([
      ['b', 1, 0, 2],
      ['a', 1, 0, 1],
      ['b', 2, 1, 2],
    ]);
    expect(first.positions.map((p) => [p.streamKey, p.seq])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
    const second = await appendEvents(log.database, [event('b')], nobody);
    expect(second.events[0]?.seq).toBe(3);
    expect(second.positions[0]?.epoch).toBe(first.positions[0]?.epoch);
    expect(second.positions[0]?.epoch).toMatch(/^[0-9a-f]{16}$/);
  });

  it('gives back what it wrote', async () => {
    const { events } = await appendEvents(
      log.database,
      [event('same', { at: new Date(0), text: 'оʻzbek', gone: undefined, deep: [{ a: 1.5 }] }), event('same')],
      nobody,
    );
    const page = await readPage(log.database, 'same', 0, 10);
    expect(page.events).toEqual(events);
    expect(events[0]?.body).toEqual({ at: '1970-01-01T00:00:00.000Z', text: 'оʻzbek', deep: [{ a: 1.5 }] });
  });

  it('writes nothing for no events', async () => {
    expect(await appendEvents(log.database, [], nobody)).toEqual({ events: [], positions: [] });
  });

  it('reads pages that end with a transaction', async () => {
    for (const size of [2, 3, 1]) {
      await appendEvents(log.database, Array.from({ length: size }, () => event('paged')), nobody);
    }
    const seqs = async (after: number, size: number) =>
      (await readPage(log.database, 'paged', after, size)).events.map((e) => e.seq);
    expect(await seqs(0, 1)).toEqual([1, 2]);
    expect(await seqs(0, 3)).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs(3, 1)).toEqual([4, 5]);
    expect(await seqs(5, 500)).toEqual([6]);
    expect(await seqs(6, 500)).toEqual([]);
    expect(await readPage(log.database, 'never', 0, 5)).toMatchObject({ head: null, events: [] });
  });

  it('names a position of a stream that was never used', async () => {
    const positions = await currentPosition(log.database, ['unused', 'a']);
    expect(positions.get('unused')).toMatchObject({ streamKey: 'unused', generation: 1, seq: 0 });
    expect(positions.get('a')?.seq).toBe(1);
  });

  it('refuses a change of an event and the loss of a stream', async () => {
    await appendEvents(log.database, [event('kept')], nobody);
    await expect(sql`update rt_event set type = 'other'`.execute(log.database)).rejects.toThrow(/refused/);
    await expect(sql`delete from rt_stream where key = 'kept'`.execute(log.database)).rejects.toThrow(/refused/);
  });

  it('refuses a body above 64 KiB and leaves no trace of it', async () => {
    const large = event('large', { text: 'x'.repeat(65_536) });
    await expect(appendEvents(log.database, [event('large'), large], nobody)).rejects.toThrow(/rt_event_body_size/);
    expect((await currentPosition(log.database, ['large'])).get('large')?.seq).toBe(0);
  });

  it('does not deadlock when transactions touch the same streams in opposite orders', async () => {
    const run = (keys: readonly string[]) =>
      log.database.transaction().execute((tx) => appendEvents(tx, keys.map((key) => event(key)), nobody));
    await Promise.all(Array.from({ length: 60 }, (_, n) => run(n % 2 ? ['x1', 'x2', 'x3'] : ['x3', 'x2', 'x1'])));
    const positions = await currentPosition(log.database, ['x1', 'x2', 'x3']);
    expect([...positions.values()].map((p) => p.seq)).toEqual([60, 60, 60]);
  });

  it('is taken back whole by its migration and can be made again', async () => {
    const other = await createLogDatabase({ alone: true });
    for (const direction of ['down', 'up', 'down', 'up'] as const) {
      for (const statement of await statementsOf(direction)) {
        await sql.raw(statement).execute(other.database);
      }
    }
    expect((await appendEvents(other.database, [event('a')], nobody)).events[0]?.seq).toBe(1);
    await other.drop();
  });
});
