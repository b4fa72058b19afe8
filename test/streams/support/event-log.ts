import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';
import { decodeNodeIdOf } from '../../../src/relay/nodes/node-id.js';

/** A line of a council's stream as the database holds it. */
export interface LoggedEvent {
  readonly seq: number;
  readonly mutationId: string | null;
}

/** Reads the whole log of a council's stream, in order. */
export async function readLog(database: Database, councilId: string): Promise<readonly LoggedEvent[]> {
  const key = `council:${decodeNodeIdOf('Council', councilId)}`;
  const { rows } = await sql<{ seq: string; mutation_id: string | null }>`
    select event.seq, event.mutation_id from rt_event event join rt_stream stream on stream.id = event.stream_id
    where stream.key = ${key} order by event.seq`.execute(database);
  return rows.map(({ seq, mutation_id }) => ({ seq: Number(seq), mutationId: mutation_id }));
}
