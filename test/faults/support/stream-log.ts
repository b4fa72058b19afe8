import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';
import { eventHash, type StreamEvidence } from './evidence.js';

interface Row {
  readonly key: string;
  readonly epoch: string;
  /** Null for a stream without events. */
  readonly seq: string | null;
  readonly type: string;
  readonly mutation_id: string | null;
  readonly written: string;
}

/** Reads streams whole, as the database holds them. */
export async function readStreams(database: Database, keys: readonly string[]): Promise<readonly StreamEvidence[]> {
  // A long drill writes more than may be read within the time of a statement of the server.
  const { rows } = await database.transaction().execute(async (transaction) => {
    await sql`set local statement_timeout = 0`.execute(transaction);
    return sql<Row>`
    select stream.key, stream.epoch || '/' || cluster.generation as epoch, event.seq, event.type, event.mutation_id,
      floor(extract(epoch from event.created_at) * 1000)::bigint::text as written
    from rt_stream stream cross join rt_cluster cluster left join rt_event event on event.stream_id = stream.id
    where stream.key = any(${keys}) order by stream.key, event.seq`.execute(transaction);
  });
  return [...Map.groupBy(rows, ({ key }) => key)].map(([stream, events]) => ({
    stream,
    epoch: events[0]?.epoch ?? '',
    events: events.flatMap(({ seq, type, mutation_id, written }) =>
      seq === null
        ? []
        : [
            {
              seq: Number(seq),
              hash: eventHash({ type, mutationId: mutation_id, written: Number(written) }),
              mutationId: mutation_id,
            },
          ],
    ),
  }));
}

/** The head of each stream, by key. */
export function headsOf(streams: readonly StreamEvidence[]): ReadonlyMap<string, number> {
  return new Map(streams.map(({ stream, events }) => [stream, events.length]));
}
