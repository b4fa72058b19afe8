import { type RawBuilder, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/realtime/clock.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { Janitor } from '../../src/realtime/postgres/janitor.js';
import { readPage } from '../../src/realtime/postgres/log-page.js';
import { expiredPartitions, raiseFloors } from '../../src/realtime/postgres/partitions.js';
import { createLogDatabase, type LogDatabase, statementsOf } from './support/database.js';

const nobody = { actorId: null, mutationId: null };
let log: LogDatabase;
let warnings: unknown[];
let missing: number;

const rows = async <T>(query: RawBuilder<T>) => (await query.execute(log.database)).rows;
const append = (...streams: readonly string[]) =>
  appendEvents(log.database, streams.map((stream) => ({ stream, type: 'noted', entityType: 'Note', entityId: '1', body: {} })), nobody);
const seqs = async (key: string, after = 0) => (await readPage(log.database, key, after, 500)).events.map(({ seq }) => seq);
const floorOf = async (key: string) => (await rows(sql<{ floor: string }>`select floor from rt_stream where key = ${key}`))[0]?.floor;
/** The tables of a class that hold events of time, and how many events each has; the DEFAULT one under its name. */
const tables = async (name: 'season' | 'short') => {
  const found = await rows(sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = ${`rt_event_${name}`}::regclass order by 1`);
  return found.map((table) => table.name.replace(`rt_event_${name}_`, ''));
};
const tableOf = async (key: string, seq: number) =>
  (await rows(sql<{ name: string }>`select e.tableoid::regclass::text as name from rt_event e
    join rt_stream s on s.id = e.stream_id where s.key = ${key} and e.seq = ${seq}`))[0]?.name;

/** Lets time pass for the events of a stream: they are so many days older, wherever that puts them. */
async function age(key: string, days: number): Promise<void> {
  await sql`with taken as (
      delete from rt_event e using rt_stream s where s.id = e.stream_id and s.key = ${key} returning e.*
    ) insert into rt_event (stream_id, seq, event_id, type, schema_version, entity_type, entity_id, body, actor_id,
        mutation_id, transaction_index, transaction_size, created_at, class)
      select stream_id, seq, event_id, type, schema_version, entity_type, entity_id, body, actor_id, mutation_id,
        transaction_index, transaction_size, created_at - make_interval(days => ${days}), class from taken`.execute(log.database);
}

const janitor = () =>
  new Janitor({
    database: log.database,
    log: { info: () => {}, warn: (fields: unknown) => void warnings.push(fields), error: () => {} },
    metrics: { partitionMissing: () => void (missing += 1) },
  });

beforeEach(async () => {
  log = await createLogDatabase();
  warnings = [];
  missing = 0;
  await sql`insert into rt_stream_family values ('live', 2)`.execute(log.database);
});
afterEach(() => log.drop());

describe('the tables of the log', () => {
  it('keep each stream by the class of its family, and one without a class for ever', async () => {
    await append('user:1', 'live:1', 'council:1', 'alone');
    expect(await Promise.all(['user:1', 'live:1', 'council:1', 'alone'].map((key) => tableOf(key, 1)))).toEqual([
      expect.stringMatching(/^rt_event_season_\d{8}$/),
      expect.stringMatching(/^rt_event_short_\d{8}$/),
      'rt_event_kept',
      'rt_event_kept',
    ]);
    expect(await seqs('user:1')).toEqual([1]);
  });

  it('are made two days ahead, once, however many janitors sweep at a time', async () => {
    await sql.raw(`do $$ declare t text; begin for t in select inhrelid::regclass::text from pg_inherits
      where inhparent = 'rt_event_short'::regclass and inhrelid::regclass::text !~ 'default' loop
      execute 'drop table ' || t; end loop; end $$`).execute(log.database);
    expect(await tables('short')).toEqual(['default']);
    await Promise.all([janitor().sweep(), janitor().sweep(), janitor().sweep()]);
    const days = await rows(sql<{ day: string }>`
      select to_char(now() at time zone 'UTC' + make_interval(days => d), 'YYYYMMDD') as day from generate_series(0, 2) d`);
    expect(await tables('short')).toEqual([...days.map(({ day }) => day), 'default']);
    expect([warnings, missing]).toEqual([[], 0]);
  });

  it('take a write whose day has no table, without an error, and put it where it belongs with an alarm', async () => {
    // As after midnight when nobody has made the table of the new day.
    await sql.raw(`do $$ declare t text; begin for t in select inhrelid::regclass::text from pg_inherits
      where inhparent in ('rt_event_short'::regclass, 'rt_event_season'::regclass) and inhrelid::regclass::text !~ 'default' loop
      execute 'drop table ' || t; end loop; end $$`).execute(log.database);
    await append('live:1', 'live:1', 'user:1');
    await append('live:1');
    expect(await tableOf('live:1', 3)).toBe('rt_event_short_default');
    expect(await seqs('live:1')).toEqual([1, 2, 3]);
    await janitor().sweep();
    expect(await tableOf('live:1', 3)).toMatch(/^rt_event_short_\d{8}$/);
    expect(await seqs('live:1')).toEqual([1, 2, 3]);
    expect([warnings, missing]).toEqual([
      [expect.objectContaining({ class: 'season', events: 1 }), expect.objectContaining({ class: 'short', events: 3 })],
      2,
    ]);
    await janitor().sweep();
    expect(missing).toBe(2);
  });

  it('are made beside writers, none of whom is refused or loses an event', async () => {
    const stopping = new AbortController();
    let written = 0;
    const writer = async (stream: string): Promise<void> => {
      while (!stopping.signal.aborted) {
        await append(stream);
        written += 1;
      }
    };
    const writers = Array.from({ length: 6 }, (_, n) => writer(`live:${n % 3}`));
    for (let round = 0; round < 8; round += 1) {
      // As if nobody had made a table in time: what is there goes to the DEFAULT one.
      await sql.raw(`do $$ declare t text; begin lock table rt_event_short in access exclusive mode;
        for t in select inhrelid::regclass::text from pg_inherits
          where inhparent = 'rt_event_short'::regclass and inhrelid::regclass::text !~ 'default' loop
          execute 'alter table rt_event_short detach partition ' || t;
          execute 'insert into rt_event select * from ' || t;
          execute 'drop table ' || t;
        end loop; end $$`).execute(log.database);
      await janitor().sweep();
      expect(await tables('short')).toHaveLength(4);
    }
    stopping.abort();
    await Promise.all(writers);
    const read = await Promise.all([0, 1, 2].map((n) => seqs(`live:${n}`)));
    read.forEach((each) => expect(each).toEqual(each.map((_, index) => index + 1)));
    expect(read.flat()).toHaveLength(written);
    expect(missing).toBeGreaterThan(0);
  });

  it('carry a transaction over midnight whole', async () => {
    const { events } = await append('live:1', 'user:1', 'live:1', 'live:1');
    expect(new Set(events.filter(({ stream }) => stream === 'live:1').map(({ at }) => at.getTime())).size).toBe(1);
  });
});

describe('expired events', () => {
  it('go with their tables, and the floor of their streams was raised before', async () => {
    await append('live:old', 'live:both', 'user:old');
    await Promise.all([age('live:old', 9), age('live:both', 9), age('user:old', 100)]);
    await append('live:both', 'user:old', 'council:1');
    await janitor().sweep();
    expect(await Promise.all(['live:old', 'live:both', 'user:old', 'council:1'].map(floorOf))).toEqual(['1', '1', '1', '0']);
    expect(await Promise.all(['live:old', 'live:both', 'user:old', 'council:1'].map((key) => seqs(key)))).toEqual([[], [2], [2], [1]]);
    expect(await expiredPartitions(log.database)).toEqual([]);
  });

  it('are kept while one event of their table is young enough', async () => {
    await append('live:1', 'user:1');
    await Promise.all([age('live:1', 6), age('user:1', 89)]);
    await janitor().sweep();
    expect(await Promise.all(['live:1', 'user:1'].map((key) => seqs(key)))).toEqual([[1], [1]]);
  });

  it('are read no more once the floor is raised, though their table still stands', async () => {
    await append('live:1', 'live:1');
    await age('live:1', 9);
    await append('live:1');
    await rows(sql`select rt_make_partition(2::smallint, m) from rt_missing_partitions(2::smallint) m`);
    const [expired = ''] = await expiredPartitions(log.database);
    await raiseFloors(log.database, expired);
    // A janitor that is killed here has done no harm, and the next one goes on.
    expect([await seqs('live:1', 0), await seqs('live:1', 2)]).toEqual([[3], [3]]);
    expect((await readPage(log.database, 'live:1', 1, 1)).head?.floor).toBe(2);
    await janitor().sweep();
    expect(await expiredPartitions(log.database)).toEqual([]);
    expect([await seqs('live:1', 0), await seqs('live:1', 2)]).toEqual([[3], [3]]);
  });

  it('wait for a writer who is still at their table, who waits for nobody', async () => {
    await append('live:1');
    await age('live:1', 9);
    await janitor().sweep();
    await append('live:1');
    await age('live:1', 8);
    await log.database.transaction().execute(async (transaction) => {
      await sql`lock table rt_event_short in row exclusive mode`.execute(transaction);
      await Promise.all([janitor().sweep(), append('live:2'), append('user:1')]);
      expect(await seqs('live:2')).toEqual([1]);
    });
    await janitor().sweep();
    expect(await seqs('live:1')).toEqual([]);
    expect(await floorOf('live:1')).toBe('2');
  });

  it('are dropped from time to time once a janitor is started, and never after it has stopped', async () => {
    const timers: (() => void)[] = [];
    const started = new Janitor({
      database: log.database,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      clock: { ...systemClock, after: (_, run) => (timers.push(run), () => {}) },
    });
    started.start();
    await append('live:1');
    await age('live:1', 9);
    timers.shift()?.();
    await expect.poll(() => timers.length, { timeout: 10_000 }).toBe(1);
    expect(await floorOf('live:1')).toBe('1');
    await started.stop();
    timers.shift()?.();
    expect(timers).toEqual([]);
  });
});

describe('a log of before there were classes', () => {
  it('is carried over whole, each event to the class of its stream, and back', async () => {
    const old = await createLogDatabase({ alone: true });
    const run = async (statements: readonly string[]): Promise<void> => {
      for (const statement of statements) {
        await sql.raw(statement).execute(old.database);
      }
    };
    await run(await statementsOf('down', 1));
    await sql.raw(`insert into rt_stream (key, head) values ('user:1', 2), ('council:1', 1);
      insert into rt_event (stream_id, seq, type, entity_type, entity_id, body, transaction_index, transaction_size, created_at)
      select s.id, n, 'noted', 'Note', n::text, '{"a": 1}', 0, 1, now() - make_interval(days => 40 - n)
      from rt_stream s, generate_series(1, 2) n where n <= s.head`).execute(old.database);
    const read = async () => (await sql`select stream_id, seq, event_id, entity_id, body, created_at from rt_event order by 1, 2`.execute(old.database)).rows;
    const before = await read();
    await run(await statementsOf('up', 1));
    expect(await read()).toEqual(before);
    const { rows: found } = await sql`select tableoid::regclass::text ~ '^rt_event_season_\\d+$' as dated, class from rt_event order by stream_id`.execute(old.database);
    expect(found).toEqual([{ dated: true, class: 1 }, { dated: true, class: 1 }, { dated: false, class: 0 }]);
    await expect(sql`update rt_event set type = 'other'`.execute(old.database)).rejects.toThrow(/refused/);
    await run(await statementsOf('down', 1));
    expect(await read()).toEqual(before);
    await old.drop();
  });
});
