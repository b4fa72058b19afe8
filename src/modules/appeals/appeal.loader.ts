import { type RawBuilder, type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { appealTermEndColumn, type Evaluation, type RatingCycleState } from '../cycles/index.js';
import { seesAllAppeals } from './appeal.policy.js';

/** An appeal as plain rows see it, with what decides who may see and do what. */
export type AppealRow = Selectable<Tables['appeal']> & {
  readonly council_id: string;
  readonly council_snapshot: Evaluation['councilSnapshot'];
  readonly cycle_id: string;
  readonly cycle_state: RatingCycleState;
  readonly term_end: Date | null;
  readonly is_term_over: boolean;
  readonly panel_ids: readonly string[];
};

/** The newest first. */
export const appealOrdering = defineOrdering([{ column: 'appeal.id', type: 'uuid', direction: 'desc' }]);

/** The accounts of the panel of an appeal, in an order that tells nothing. */
export const panelColumn = sql<string[]>`array(
  select m.account_id::text from appeal_panelist m where m.appeal_id = appeal.id order by m.account_id)`;

/** Appeals with whom they are open to, at the same instant. */
export function appealRows(database: Database) {
  return database
    .selectFrom('appeal')
    .innerJoin('evaluation', 'evaluation.id', 'appeal.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .selectAll('appeal')
    .select(['evaluation.council_id', 'evaluation.council_snapshot', 'evaluation.cycle_id', 'rating_cycle.state as cycle_state'])
    .select([
      appealTermEndColumn.as('term_end'),
      sql<boolean>`coalesce(${appealTermEndColumn} <= now(), false)`.as('is_term_over'),
      panelColumn.as('panel_ids'),
    ]);
}

/** The rule of `mayReadAppeal` as a condition on `appeal` and `evaluation`, for lists; a test holds the two together. */
export function appealVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!isSignedIn(viewer)) {
    return sql<boolean>`false`;
  }
  if (seesAllAppeals(viewer)) {
    return sql<boolean>`true`;
  }
  return sql<boolean>`(
    evaluation.council_id = any(${[...viewer.councils.keys()]}::uuid[])
    or exists (select 1 from appeal_panelist m where m.appeal_id = appeal.id and m.account_id = ${viewer.accountId}))`;
}

/** Appeals by id, whoever asks: visibility is for the caller. */
export const appealById = defineLoader<string, AppealRow | null>(async (database, ids) => {
  const rows = await appealRows(database).where('appeal.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** An item of an appeal as plain rows see it, with its indicator, what was settled, and what was decided. */
export type AppealItemRow = Selectable<Tables['appeal_item']> & {
  readonly indicator_code: string;
  readonly settled_points: string | null;
  /** The accounts that have said what they think of it: for the rule alone, never shown. */
  readonly spoken_ids: readonly string[];
};

/** The items of appeals, in their order. */
export const itemsOfAppeal = defineLoader<string, AppealItemRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('appeal_item')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'appeal_item.item_id')
    .selectAll('appeal_item')
    .select(['evaluation_item.indicator_code', 'evaluation_item.official_points as settled_points'])
    .select(
      sql<string[]>`array(
        select v.account_id::text from appeal_voice v where v.appeal_item_id = appeal_item.id)`.as('spoken_ids'),
    )
    .where('appeal_item.appeal_id', 'in', ids)
    .orderBy('appeal_item.ordinal')
    .execute();
  return grouped(ids, rows, (row) => row.appeal_id);
});

/** What was decided of items, as plain rows see it. */
export type AppealRulingRow = Selectable<Tables['appeal_ruling']>;

/** The rulings on items of appeals. */
export const rulingOfItem = defineLoader<string, AppealRulingRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('appeal_ruling').selectAll().where('appeal_item_id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.appeal_item_id);
});

/** A piece of evidence that an item names. */
export type AppealEvidenceRow = Selectable<Tables['appeal_evidence']>;

/** The evidence that items of appeals name, in the order in which they name it. */
export const evidenceOfAppealItem = defineLoader<string, AppealEvidenceRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('appeal_evidence')
    .selectAll()
    .where('appeal_item_id', 'in', ids)
    .orderBy('id')
    .execute();
  return grouped(ids, rows, (row) => row.appeal_item_id);
});
