import { sql } from 'kysely';
import { defineLoader, grouped } from '../../database/loaders.js';
import type { RatingCycleState } from '../cycles/index.js';
import type { EvaluationItemState, OfficialBasis } from './evaluation-item.entity.js';

/** What took the place of official points, in its turn. */
export interface AdjustmentRow {
  readonly item_id: string;
  readonly points: string | null;
  readonly basis: OfficialBasis;
}

/** The adjustments of items, in the order in which they were made. */
export const adjustmentsOfItem = defineLoader<string, AdjustmentRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('score_adjustment')
    .select(['item_id', 'points', 'basis'])
    .where('item_id', 'in', ids)
    .orderBy('id')
    .execute();
  return grouped(ids, rows, (row) => row.item_id);
});

/** A council of a cycle by the official points that it has now, with what decides who sees them. */
export interface CouncilPointsRow {
  readonly evaluation_id: string;
  readonly council_id: string;
  readonly cycle_id: string;
  readonly cycle_state: RatingCycleState;
  readonly code: string;
  readonly rater_ids: readonly string[];
  readonly items: readonly {
    readonly indicatorCode: string;
    readonly state: EvaluationItemState;
    readonly officialPoints: string | null;
    readonly officialBasis: OfficialBasis | null;
  }[];
}

/** The councils of cycles with their official points, by their names; visibility is for the caller. */
export const pointsOfCycle = defineLoader<string, CouncilPointsRow[]>(async (database, cycleIds) => {
  const rows = await database
    .selectFrom('evaluation')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .select(['evaluation.id as evaluation_id', 'evaluation.council_id', 'evaluation.cycle_id', 'rating_cycle.state as cycle_state'])
    .select([
      sql<string>`evaluation.council_snapshot ->> 'code'`.as('code'),
      sql<string[]>`array(
        select r.rater_id::text from rater_assignment r
        where r.evaluation_id = evaluation.id and r.state in ('ACTIVE', 'COMPLETED'))`.as('rater_ids'),
      sql<CouncilPointsRow['items']>`(
        select coalesce(jsonb_agg(jsonb_build_object(
          'indicatorCode', i.indicator_code, 'state', i.state,
          'officialPoints', case when a.id is null then i.official_points else a.points end,
          'officialBasis', coalesce(a.basis, i.official_basis)) order by i.ordinal), '[]')
        from evaluation_item i
        left join lateral (
          select s.id, s.points, s.basis from score_adjustment s where s.item_id = i.id order by s.id desc limit 1) a on true
        where i.evaluation_id = evaluation.id)`.as('items'),
    ])
    .where('evaluation.cycle_id', 'in', cycleIds)
    .orderBy('evaluation.sort_key')
    .orderBy('evaluation.id')
    .execute();
  return grouped(cycleIds, rows, (row) => row.cycle_id);
});
