import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { NewEvent, StoredEvent } from '../event.js';
import { classOf, readHeads } from './heads.js';
import { type Position, positionOf } from '../position.js';
import type { StoredAppend } from '../stream-log.js';
import './tables.js';

interface AppendedRow {
  readonly nth: number;
  readonly key: string;
  readonly epoch: string;
  readonly generation: number;
  readonly seq: string;
  readonly event_id: string;
  readonly at: string;
}

/** An event with its place: overall, and among those of the same stream. */
interface PlacedEvent {
  readonly nth: number;
  readonly index: number;
  readonly size: number;
  readonly event: NewEvent;
}

function place(events: readonly NewEvent[]): readonly PlacedEvent[] {
  const sizes = new Map<string, number>();
  const placed = events.map((event, nth) => {
    const index = sizes.get(event.stream) ?? 0;
    sizes.set(event.stream, index + 1);
    return { nth, index, event };
  });
  return placed.map((line) => ({ ...line, size: sizes.get(line.event.stream) ?? 1 }));
}

/**
 * Appends the events to their streams, with one statement. To be called inside the business transaction, READ
 * COMMITTED, as its last statement: the counter rows that it raises stay locked until COMMIT, which makes the order of
 * the sequence the order of the commits, and a rollback takes the counters back, so there is never a gap. Streams are
 * locked in the order of their keys, so appends do not deadlock. A second append in the same transaction would be a
 * transaction of its own to readers. The events of a stream are of the moment at which its counter was locked: time
 * follows the sequence, and a transaction is never parted by midnight.
 * Throws the driver's error: a body above 64 KiB or a key above 200 characters violates a constraint.
 */
export async function appendEvents(
  db: Database,
  events: readonly NewEvent[],
  by: { readonly actorId: string | null; readonly mutationId: string | null },
): Promise<StoredAppend> {
  if (events.length === 0) {
    return { events: [], positions: [] };
  }
  const placed = place(events);
  const given = JSON.stringify(
    placed.map(({ nth, index, size, event }) => ({
      nth,
      index,
      size,
      key: event.stream,
      type: event.type,
      entity_type: event.entityType,
      entity_id: event.entityId,
      body: event.body,
      attributed: event.unattributed !== true,
    })),
  );
  const { rows } = await sql<AppendedRow>`
    with given as materialized (
      select * from jsonb_to_recordset(${given}::jsonb) as g(
        nth int, index smallint, size smallint, key text, type text, entity_type text, entity_id text, body jsonb,
        attributed boolean)
    ), raised as (
      insert into rt_stream as s (key, head, class)
      select g.key, g.size, ${classOf(sql`g.key`)} from given g where g.index = 0 order by g.key collate "C"
      on conflict (key) do update set head = s.head + excluded.head, updated_at = clock_timestamp()
      returning s.id, s.key, s.epoch, s.head, s.class, s.updated_at
    ), written as (
      insert into rt_event (stream_id, seq, type, entity_type, entity_id, body, actor_id, mutation_id,
        transaction_index, transaction_size, created_at, class)
      select r.id, r.head - g.size + g.index + 1, g.type, g.entity_type, g.entity_id, g.body,
        case when g.attributed then ${by.actorId}::uuid end, case when g.attributed then ${by.mutationId}::uuid end,
        g.index, g.size, r.updated_at, r.class
      from given g join raised r on r.key = g.key collate "C"
      order by g.nth
      returning stream_id, seq, transaction_index, event_id, created_at
    )
    select g.nth, r.key, r.epoch, c.generation, w.seq::text as seq, w.event_id,
      floor(extract(epoch from w.created_at) * 1000)::bigint::text as at
    from written w
      join raised r on r.id = w.stream_id
      join given g on g.key = r.key and g.index = w.transaction_index
      cross join rt_cluster c
    order by g.nth
  `.execute(db);
  return answer(placed, JSON.parse(given) as readonly { body: StoredEvent['body'] }[], rows, by);
}

/** Puts the rows beside the events that were given; bodies as JSON keeps them, so that live and replay are alike. */
function answer(
  placed: readonly PlacedEvent[],
  given: readonly { readonly body: StoredEvent['body'] }[],
  rows: readonly AppendedRow[],
  by: { readonly actorId: string | null; readonly mutationId: string | null },
): StoredAppend {
  if (rows.length !== placed.length) {
    throw new Error(`${placed.length} events were given, ${rows.length} written`);
  }
  const positions = new Map<string, Position>();
  const events = placed.map(({ nth, index, size, event }): StoredEvent => {
    const row = rows[nth];
    const body = given[nth]?.body;
    if (!row || !body) {
      throw new Error(`event ${nth} has no row`);
    }
    const seq = Number(row.seq);
    positions.set(row.key, { streamKey: row.key, epoch: row.epoch, generation: row.generation, seq });
    return {
      stream: event.stream,
      type: event.type,
      entityType: event.entityType,
      entityId: event.entityId,
      body,
      seq,
      eventId: row.event_id,
      at: new Date(Number(row.at)),
      actorId: event.unattributed ? null : by.actorId,
      mutationId: event.unattributed ? null : by.mutationId,
      transactionIndex: index,
      transactionSize: size,
    };
  });
  return { events, positions: [...positions.values()] };
}

/**
 * The positions of the streams now, by key. To be read before the data that it goes with, or in the same REPEATABLE
 * READ transaction: then a subscription from there misses nothing. A stream that was never used has a position too,
 * from which it can be continued once it is.
 */
export async function currentPosition(
  db: Database,
  streamKeys: readonly string[],
): Promise<Map<string, Position>> {
  const { heads, unbornEpoch, generation } = await readHeads(db, streamKeys);
  return new Map(
    streamKeys.map((streamKey) => {
      const head = heads.get(streamKey);
      return [streamKey, head ? positionOf(head) : { streamKey, epoch: unbornEpoch, generation, seq: 0 }];
    }),
  );
}
