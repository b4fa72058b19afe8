import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { StreamHead } from '../position.js';
import type { Heads } from '../stream-log.js';
import './tables.js';

/** The columns of a head. Numbers of 64 bits travel as text so that no driver's setting can change them. */
interface HeadRow {
  readonly now: string;
  readonly unborn_epoch: string;
  readonly generation: number;
  readonly is_recognised: boolean;
  readonly key: string | null;
  readonly epoch: string | null;
  readonly head: string | null;
  readonly floor: string | null;
}

/** What was read, and whether it is of the database that the log is known to be in: see `recognise`. */
export interface Recognised {
  readonly isRecognised: boolean;
}

/** SQL of the retention class of a stream that is born under a key. */
export function classOf(key: RawBuilder<unknown>): RawBuilder<number> {
  return sql`coalesce((select f.class from rt_stream_family f where f.family = split_part(${key}, ':', 1)), 0)`;
}

/** SQL of the columns that `headOf` reads, from `rt_cluster c left join rt_stream s`. */
export const headColumns = sql`
  (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now,
  left(replace(c.installation_id::text, '-', ''), 16) as unborn_epoch,
  c.generation, c.incarnation @> (select rt_incarnation()) as is_recognised, s.key, s.epoch, s.head::text as head, s.floor::text as floor`;

/** Reads the head out of a row; null when the stream has none yet. */
export function headOf(row: HeadRow): StreamHead | null {
  if (row.key === null || row.epoch === null) {
    return null;
  }
  return {
    key: row.key,
    epoch: row.epoch,
    generation: row.generation,
    unbornEpoch: row.unborn_epoch,
    head: Number(row.head),
    floor: Number(row.floor),
  };
}

/** Reads the heads of the streams with one statement. */
export async function readHeads(database: Database, keys: readonly string[]): Promise<Heads & Recognised> {
  const { rows } = await sql<HeadRow>`
    select ${headColumns} from rt_cluster c left join rt_stream s on s.key = any(${keys}::text[])
  `.execute(database);
  const [first] = rows;
  if (!first) {
    throw new Error('rt_cluster is empty: the migrations have not run');
  }
  const found = rows.map(headOf).filter((head) => head !== null);
  return {
    at: new Date(Number(first.now)),
    unbornEpoch: first.unborn_epoch,
    generation: first.generation,
    isRecognised: first.is_recognised,
    heads: new Map(found.map((head) => [head.key, head])),
  };
}

/** Makes the counter rows of streams that have none, so that they have an epoch before their first event. */
export async function createStreams(database: Database, keys: readonly string[]): Promise<void> {
  await sql`
    insert into rt_stream (key, class) select k, ${classOf(sql`k`)} from unnest(${keys}::text[]) as k order by k collate "C"
    on conflict (key) do nothing
  `.execute(database);
}

/** Reads the heads and first gives a counter row to each stream without one; every key is in the answer. */
export async function settleHeads(database: Database, keys: readonly string[]): Promise<Heads & Recognised> {
  const found = await readHeads(database, keys);
  const missing = keys.filter((key) => !found.heads.has(key));
  if (missing.length === 0) {
    return found;
  }
  await createStreams(database, missing);
  return readHeads(database, keys);
}

/** The id of this installation, made when its database was. */
export async function readInstallationId(database: Database): Promise<string> {
  const { installation_id } = await database
    .selectFrom('rt_cluster')
    .select('installation_id')
    .executeTakeFirstOrThrow();
  return installation_id;
}
