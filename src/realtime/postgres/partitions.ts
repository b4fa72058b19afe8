import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import './tables.js';

/** A span of time for which a class of streams has no table yet. */
export interface MissingPartition {
  readonly class: number;
  /** The class's name. */
  readonly name: string;
  /** When the span begins, as PostgreSQL writes it. */
  readonly starts: string;
}

/** Milliseconds for which a change of the tables waits for writers and readers, and lets others wait behind it. */
const patience = 250;

/** How many streams are looked at, and at most locked, at a time while floors are raised. */
const batch = 500;

/** The spans from now to two days ahead, and those of events that had to go to a DEFAULT table, without their tables. */
export async function missingPartitions(database: Database): Promise<readonly MissingPartition[]> {
  const { rows } = await sql<MissingPartition>`
    select r.class, r.name, m.starts::text as starts
    from rt_retention r cross join lateral (select rt_missing_partitions(r.class) as starts) m
    where r.days is not null order by r.class, m.starts
  `.execute(database);
  return rows;
}

/**
 * Makes the table of a span and moves into it what had to go to the DEFAULT table meanwhile. Answers how many events
 * that were. Throws the driver's error 55P03 when writers or readers did not make room in time; nothing is changed then.
 */
export async function makePartition(database: Database, missing: MissingPartition): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    await limitWaiting(transaction);
    const { rows } = await sql<{ moved: string }>`
      select rt_make_partition(${missing.class}::smallint, ${missing.starts}::timestamptz) as moved
    `.execute(transaction);
    return Number(rows[0]?.moved ?? 0);
  });
}

/** The names of the tables in which no event is young enough to be kept, by the database's clock. */
export async function expiredPartitions(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
    from rt_retention r
      join pg_inherits i on i.inhparent = to_regclass('rt_event_' || r.name)
      join pg_class c on c.oid = i.inhrelid
    where substring(pg_get_expr(c.relpartbound, c.oid) from $$TO [(]'([^']+)'[)]$$)::timestamptz
      <= now() - make_interval(days => r.days)
    order by name
  `.execute(database);
  return rows.map(({ name }) => name);
}

/**
 * Raises the floors of the streams that have events in a table above every one of them. To be done before the table is
 * dropped: from then on a cursor below is told that it is too old, whether it asks before, while or after that. Safe to
 * repeat, and to be left at any point.
 */
export async function raiseFloors(database: Database, partition: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await limitWaiting(transaction);
    // Waits until whoever was writing there is done, so that no event comes to light above the floor later.
    await sql`lock table ${sql.table(partition)} in share mode`.execute(transaction);
  });
  for (let last: string | null = ''; last !== null; ) {
    last = await raiseSomeFloors(database, partition, last);
  }
}

/** Looks at the next streams behind a key, and answers the last of them; null behind the end. */
async function raiseSomeFloors(database: Database, partition: string, behind: string): Promise<string | null> {
  // Counters are locked in the order of their keys, as appends lock them.
  const { rows } = await sql<{ last: string | null }>`
    with looked as (
      select max(key) as last from (select key from rt_stream where key > ${behind} order by key limit ${batch}) next
    ), due as (
      select s.id, e.seq
      from rt_stream s
        cross join lateral (select max(x.seq) as seq from ${sql.table(partition)} x where x.stream_id = s.id) e
      where s.key > ${behind} and s.key <= (select last from looked) and e.seq > s.floor
      order by s.key for update of s
    ), raised as (
      update rt_stream s set floor = due.seq from due where s.id = due.id
    )
    select last from looked
  `.execute(database);
  return rows[0]?.last ?? null;
}

/** Drops a table of expired events. Throws the driver's error 55P03 when writers or readers did not make room in time. */
export async function dropPartition(database: Database, partition: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await limitWaiting(transaction);
    await sql`drop table ${sql.table(partition)}`.execute(transaction);
  });
}

async function limitWaiting(transaction: Database): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(patience)}`.execute(transaction);
}
