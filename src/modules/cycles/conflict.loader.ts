import type { Selectable } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Tables } from '../../database/tables.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** A declaration on conflicts of interest as plain rows see it. */
export type ConflictRow = Selectable<Tables['conflict_declaration']>;

/** A rater in an evaluation. */
export interface RaterKey {
  readonly evaluationId: string;
  readonly raterId: string;
}

/** What raters have declared about evaluations, oldest first; whoever asks: visibility is for the caller. */
export const conflictsOf = defineLoader<RaterKey, ConflictRow[]>(
  async (database, keys) => {
    const rows = await database
      .selectFrom('conflict_declaration')
      .selectAll()
      .where('evaluation_id', 'in', [...new Set(keys.map((key) => key.evaluationId))])
      .where('rater_id', 'in', [...new Set(keys.map((key) => key.raterId))])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    const byKey = Map.groupBy(rows, (row) => `${row.evaluation_id} ${row.rater_id}`);
    return keys.map((key) => byKey.get(`${key.evaluationId} ${key.raterId}`) ?? []);
  },
  (key) => `${key.evaluationId} ${key.raterId}`,
);

/** The cycle of evaluations and where it stands, as the rules on assignments ask for it. */
export const cycleOfEvaluation = defineLoader<string, { readonly cycleId: string; readonly state: RatingCycleState } | null>(
  async (database, ids) => {
    const rows = await database
      .selectFrom('evaluation')
      .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
      .select(['evaluation.id', 'evaluation.cycle_id', 'rating_cycle.state'])
      .where('evaluation.id', 'in', ids)
      .execute();
    return inOrder(ids, rows, (row) => row.id).map((row) => row && { cycleId: row.cycle_id, state: row.state });
  },
);
