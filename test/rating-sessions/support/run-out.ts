import { sql } from 'kysely';
import type { TestDatabase } from '../../support/database.js';

/** A timer that has run out. */
export interface RunOut {
  readonly id: string;
  readonly objectId: string;
}

/** Lets the time of the running timers of a session be over, as if it had passed. Gives them; paused ones stay as they are. */
export async function letTimeRunOut({ database }: Pick<TestDatabase, 'database'>, sessionId: string): Promise<readonly RunOut[]> {
  const rows = await database
    .updateTable('timer')
    .set({ ends_at: sql<Date>`now() - interval '1 second'` })
    .where('subject_id', '=', sessionId)
    .where('ends_at', 'is not', null)
    .returning(['id', 'object_id'])
    .execute();
  return rows.map(({ id, object_id: objectId }) => ({ id, objectId }));
}
