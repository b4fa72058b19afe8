import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import './tables.js';

/**
 * Compares the database with the one that the log was last read in, by the system, the database, the table and the
 * timeline of its WAL, as far as this role may see them. Where one of them has become another, the database is a copy,
 * was restored or has failed over, and events that clients hold may be missing: the generation is raised, by whoever
 * notices it first and once, so that no cursor of before is continued.
 * @returns the generation that holds from now on, when this call raised it; null when it did not
 */
export async function recognise(database: Database): Promise<number | null> {
  const { rows } = await sql<{ generation: number; is_raised: boolean }>`
    update rt_cluster c
    set incarnation = c.incarnation || found.incarnation,
      generation = c.generation + exists (
        select from jsonb_each(found.incarnation) part where c.incarnation -> part.key <> part.value)::int
    from (select rt_incarnation() as incarnation, generation as before from rt_cluster) found
    where not c.incarnation @> found.incarnation and c.generation = found.before
    returning c.generation, c.generation > found.before as is_raised
  `.execute(database);
  return rows[0]?.is_raised ? rows[0].generation : null;
}

/** Makes every cursor that is held now unusable, after a return to an older state that cannot be noticed. */
export async function raiseGeneration(database: Database): Promise<number> {
  const { rows } = await sql<{ generation: number }>`
    update rt_cluster set generation = generation + 1 returning generation
  `.execute(database);
  return rows[0]?.generation ?? 0;
}
