import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { StoredEvent } from '../event.js';
import { headColumns, headOf, type Recognised } from './heads.js';
import type { LogPage } from '../stream-log.js';
import './tables.js';

interface PageRow {
  readonly now: string;
  readonly unborn_epoch: string;
  readonly generation: number;
  readonly is_recognised: boolean;
  readonly key: string | null;
  readonly epoch: string | null;
  readonly head: string | null;
  readonly floor: string | null;
  readonly seq: string | null;
  readonly event_id: string;
  readonly type: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly body: string;
  readonly actor_id: string | null;
  readonly mutation_id: string | null;
  readonly transaction_index: number;
  readonly transaction_size: number;
  readonly at: string;
}

function eventOf(row: PageRow, stream: string): StoredEvent {
  return {
    stream,
    type: row.type,
    entityType: row.entity_type,
    entityId: row.entity_id,
    body: JSON.parse(row.body) as StoredEvent['body'],
    seq: Number(row.seq),
    eventId: row.event_id,
    at: new Date(Number(row.at)),
    actorId: row.actor_id,
    mutationId: row.mutation_id,
    transactionIndex: row.transaction_index,
    transactionSize: row.transaction_size,
  };
}

/**
 * Reads the events after a sequence with the head of the same instant: about `size` of them, then on to the end of the
 * last one's transaction. Nothing at or below the floor is read, whether its table is dropped already or not: a page
 * that does not begin with the next sequence tells of a gap, and there is none within a page.
 */
export async function readPage(
  database: Database,
  key: string,
  after: number,
  size: number,
): Promise<LogPage & Recognised> {
  // `offset 0` keeps the reads apart from the joins, so that each table of the log is looked into by its index.
  const { rows } = await sql<PageRow>`
    select ${headColumns}, e.seq::text as seq, e.event_id, e.type, e.entity_type, e.entity_id, e.body::text as body,
      e.actor_id, e.mutation_id, e.transaction_index, e.transaction_size,
      floor(extract(epoch from e.created_at) * 1000)::bigint::text as at
    from rt_cluster c
      left join rt_stream s on s.key = ${key}
      left join lateral (
        select r.* from rt_event r
        where r.stream_id = s.id and r.seq > greatest(${after}::bigint, s.floor) and r.seq <= (
          select l.seq + l.transaction_size - 1 - l.transaction_index
          from rt_event l where l.stream_id = s.id and l.seq = least(${after}::bigint + ${size}::bigint, s.head) limit 1)
        order by r.seq offset 0) e on true
    order by e.seq
  `.execute(database);
  const [first] = rows;
  if (!first) {
    throw new Error('rt_cluster is empty: the migrations have not run');
  }
  return {
    head: headOf(first),
    isRecognised: first.is_recognised,
    events: rows.filter((row) => row.seq !== null).map((row) => eventOf(row, key)),
  };
}

/** Reads the sequence of the last event of any of the types up to a sequence; 0 when none is kept. */
export async function readLastOf(
  database: Database,
  key: string,
  types: readonly string[],
  upTo: number,
): Promise<number> {
  const { rows } = await sql<{ seq: string | null }>`
    select (
      select e.seq from rt_event e
      where e.stream_id = s.id and e.seq <= ${upTo}::bigint and e.type = any(${types}::text[])
      order by e.seq desc limit 1)::text as seq
    from rt_stream s where s.key = ${key}
  `.execute(database);
  return Number(rows[0]?.seq ?? 0);
}
