import type { Transaction } from '../../database/unit-of-work.js';
import type { MarkValue } from '../../scoring/index.js';
import { markValueOf } from './mark-value.js';

/** The marks of the last revealed round of items that count: of raters who are still raters. */
export async function lastMarks(
  { database }: Transaction,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MarkValue[]>> {
  const rows =
    itemIds.length === 0
      ? []
      : await database
          .selectFrom('score')
          .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
          .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
          .innerJoin('evaluation_item', 'evaluation_item.id', 'score.item_id')
          .select(['score.item_id', 'value_kind', 'value_points', 'value_level'])
          .where('score.item_id', 'in', itemIds)
          .where('score.state', 'in', ['REVEALED', 'LOCKED'])
          .whereRef('score.round', '=', 'evaluation_item.revealed_round')
          .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
          .execute();
  const values = new Map<string, MarkValue[]>(itemIds.map((id) => [id, []]));
  for (const row of rows) {
    values.get(row.item_id)?.push(markValueOf({ valueKind: row.value_kind, valuePoints: row.value_points, valueLevel: row.value_level }));
  }
  return values;
}
