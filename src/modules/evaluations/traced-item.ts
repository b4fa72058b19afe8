import type { SettledMark } from '../../publication/settled.js';
import type { ReplacedPoints, TracedItem } from '../../publication/trace.js';
import type { Context } from '../accounts/index.js';
import { adjustmentsOfItem } from './explain.loader.js';
import { type ItemRow, measurementOfItem, type ScoreRow, scoresOfItem } from './item.loader.js';
import { factsOfMark } from './item.type.js';
import { type ItemFacts, mayReadMark, mayReadRevealed } from './mark.policy.js';
import { markValueOf } from './mark-value.js';

/** An item of which the viewer may see the official points, with what they rest on as far as the viewer may see that. */
export async function tracedItem(row: ItemRow, item: ItemFacts, context: Context): Promise<TracedItem> {
  const [marks, measured, replaced] = await Promise.all([
    readableMarks(row, item, context),
    context.loaders.of(measurementOfItem).load(row.id),
    replacedPoints(row, context),
  ]);
  const { points, basis } = row.adjustment ?? { points: row.official_points, basis: row.official_basis };
  return { indicatorCode: row.indicator_code, officialPoints: points, officialBasis: basis, marks, measured, replaced };
}

/** The marks that count, where the viewer may see them; of others none is read. */
async function readableMarks({ id: itemId }: ItemRow, item: ItemFacts, { loaders, viewer }: Context): Promise<readonly SettledMark[]> {
  if (!mayReadRevealed(viewer, item)) {
    return [];
  }
  const scores = await loaders.of(scoresOfItem).load({ itemId, raterId: viewer.accountId });
  return scores.filter((score) => counts.has(score.state) && mayReadMark(viewer, item, factsOfMark(score))).flatMap(toMark);
}

/** The states of a mark that counts, once all of its round were revealed. */
const counts: ReadonlySet<ScoreRow['state']> = new Set(['REVEALED', 'LOCKED']);

function toMark({ pseudonym: rater, round, value_kind: valueKind, value_points: valuePoints, value_level: valueLevel }: ScoreRow): readonly SettledMark[] {
  return valueKind === null ? [] : [{ rater, round, value: markValueOf({ valueKind, valuePoints, valueLevel }) }];
}

async function replacedPoints({ id, adjustment, official_points: points, official_basis: basis }: ItemRow, { loaders }: Context): Promise<readonly ReplacedPoints[]> {
  return adjustment === null ? [] : [{ points, basis }, ...(await loaders.of(adjustmentsOfItem).load(id))].slice(0, -1);
}
