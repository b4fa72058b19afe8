import { type RawBuilder, type Selectable, sql } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import type { Evaluation, RatingCycleState } from '../cycles/index.js';
import { panelColumn } from './appeal.loader.js';
import { seesAllAppeals } from './appeal.policy.js';

/** A check as plain rows see it, with what it is about and what decides who may see and do what. */
export type EqualTreatmentRow = Selectable<Tables['equal_treatment_task']> & {
  readonly appeal_id: string;
  readonly indicator_code: string;
  /** The council that is checked. */
  readonly council_snapshot: Evaluation['councilSnapshot'];
  readonly cycle_id: string;
  readonly cycle_state: RatingCycleState;
  readonly panel_ids: readonly string[];
  readonly rater_ids: readonly string[];
};

/** In the order in which they came up. */
export const equalTreatmentOrdering = defineOrdering([{ column: 'equal_treatment_task.id', type: 'uuid', direction: 'asc' }]);

/** Checks with whom they are open to, at the same instant. */
export function equalTreatmentRows(database: Database) {
  return database
    .selectFrom('equal_treatment_task')
    .innerJoin('appeal_item', 'appeal_item.id', 'equal_treatment_task.appeal_item_id')
    .innerJoin('appeal', 'appeal.id', 'appeal_item.appeal_id')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'equal_treatment_task.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .selectAll('equal_treatment_task')
    .select([
      'appeal_item.appeal_id',
      'evaluation_item.indicator_code',
      'evaluation.council_snapshot',
      'evaluation.cycle_id',
      'rating_cycle.state as cycle_state',
    ])
    .select([
      panelColumn.as('panel_ids'),
      sql<string[]>`array(
        select a.rater_id::text from rater_assignment a where a.evaluation_id = evaluation.id)`.as('rater_ids'),
    ]);
}

/** The rule of `mayReadTask` as a condition on `appeal`, for lists; a test holds the two together. */
export function taskVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!isSignedIn(viewer)) {
    return sql<boolean>`false`;
  }
  return seesAllAppeals(viewer)
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from appeal_panelist m where m.appeal_id = appeal.id and m.account_id = ${viewer.accountId})`;
}

/** Checks by id, whoever asks: visibility is for the caller. */
export const equalTreatmentById = defineLoader<string, EqualTreatmentRow | null>(async (database, ids) => {
  const rows = await equalTreatmentRows(database).where('equal_treatment_task.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});
