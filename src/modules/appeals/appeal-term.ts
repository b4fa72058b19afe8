import { sql } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import { appealTermEndColumn, type RatingCycleState } from '../cycles/index.js';

/** Where a cycle stands with the term for appeals, by the database's clock. */
export interface CycleTerm {
  readonly cycleState: RatingCycleState;
  readonly isTermOver: boolean;
}

/** The terms of cycles. */
export const termOfCycle = defineLoader<string, CycleTerm | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('rating_cycle')
    .select(['id', 'state', sql<boolean>`coalesce(${appealTermEndColumn} <= now(), false)`.as('is_term_over')])
    .where('id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.id).map((row) => row && { cycleState: row.state, isTermOver: row.is_term_over });
});
