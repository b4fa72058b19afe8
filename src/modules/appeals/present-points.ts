import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { PresentPoints } from './appeal-points.js';

/** An item with its official points as they stand. */
export interface PresentItem extends PresentPoints {
  readonly id: string;
  readonly evaluationId: string;
  readonly indicatorCode: string;
}

/** Items with their official points as they stand: all of an evaluation, or one. */
export async function presentItems(
  database: Database,
  of: { readonly evaluationId: string } | { readonly itemId: string },
): Promise<readonly PresentItem[]> {
  const query = database
    .selectFrom('evaluation_item')
    .select(['id', 'evaluation_id', 'indicator_code', 'official_points', 'official_basis'])
    .select(
      sql<PresentPoints | null>`(
        select jsonb_build_object('points', a.points, 'basis', a.basis)
        from score_adjustment a where a.item_id = evaluation_item.id order by a.id desc limit 1)`.as('adjustment'),
    );
  const rows = await ('itemId' in of ? query.where('id', '=', of.itemId) : query.where('evaluation_id', '=', of.evaluationId)).execute();
  return rows.map((row) => ({
    id: row.id,
    evaluationId: row.evaluation_id,
    indicatorCode: row.indicator_code,
    ...(row.adjustment ?? { points: row.official_points, basis: row.official_basis }),
  }));
}
