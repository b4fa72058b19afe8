import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { StoredEvent } from '../event.js';
import { headColumns, headOf } from './heads.js';
import type { LogPage } from '../stream-log.js';
import './tables.js';

interface PageRow {
  readonly now: string;
  readonly unborn_epoch: string;
  readonly generation: number;
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
 * last one's transaction.
 */
export async function readPage(database: Database, key: string, after: number, size: number): Promise<LogPage> {
  const { rows } = await sql<PageRow>`
    select ${headColumns}, e.seq::text as seq, e.event_id, e.type, e.entity_type, e.entity_id, e.body::text as body,
      e.actor_id, e.mutation_id, e.transaction_index, e.transaction_size,
      floor(extract(epoch from e.created_at) * 1000)::bigint::text as at
    from rt_cluster c
      left join rt_stream s on s.key = ${key}
      left join rt_event e on e.stream_id = s.id and e.seq > ${after}::bigint and e.seq <= (
        select l.seq + l.transaction_size - 1 - l.transaction_index
        from rt_event l where l.stream_id = s.id and l.seq = least(${after}::bigint + ${size}::bigint, s.head))
    order by e.seq
  `.execute(database);
  const [first] = rows;
  if (!first) {
    throw new Error('rt_cluster is empty: the migrations have not run');
  }
  return {
    head: headOf(first),
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
  const { rows } = await sql<{ seq: string }>`
    select coalesce(max(e.seq), 0)::text as seq
    from rt_stream s join rt_event e on e.stream_id = s.id
    where s.key = ${key} and e.seq <= ${upTo}::bigint and e.type = any(${types}::text[])
  `.execute(database);
  return Number(rows[0]?.seq ?? 0);
}
