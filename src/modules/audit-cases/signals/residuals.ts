import { type AuditMark, individualPoints, itemKey, type PointedMark } from './audit-mark.js';
import { panelsOf } from './panels.js';

/** What is left of the marks of an item once it, and the raters' severities, are taken out; by rater. */
export type Residuals = ReadonlyMap<string, number>;

/**
 * The residuals of the individual marks, item by item: x - t - b_k, with an effect t of the item in place of t_i + d_j of
 * the severity model, since what a council did on an indicator is common to all who judge it and tells nothing of two of
 * them. In units of their root mean square on the indicator, so that no coarse scale outweighs the others. Items that
 * fewer than three have marked, or on which all said the same, have none.
 */
export function itemResiduals(marks: readonly AuditMark[]): readonly Residuals[] {
  const pointed = individualPoints(marks);
  const panels = panelsOf(pointed, (mark) => ({ council: itemKey(mark), rater: mark.rater, value: mark.share }));
  const severities = new Map(panels.flatMap(({ severity }) => severity.raters.map(({ rater, severity: effect }) => [rater, effect])));
  const items = [...Map.groupBy(pointed, itemKey).values()].filter(isTelling);
  return [...Map.groupBy(items, ([first]) => first?.indicator).values()].flatMap((ofIndicator) => {
    const residuals = ofIndicator.map((item) => residualsOf(item, severities));
    const unit = rootMeanSquare(residuals.flatMap((item) => [...item.values()]));
    return residuals.map((item) => new Map([...item].map(([rater, residual]) => [rater, residual / unit])));
  });
}

const isTelling = (marks: readonly PointedMark[]): boolean => marks.length >= 3 && marks.some(({ share }) => share !== marks[0]?.share);

function residualsOf(marks: readonly PointedMark[], severities: ReadonlyMap<string, number>): Map<string, number> {
  const values = marks.map(({ rater, share }) => share - (severities.get(rater) ?? 0));
  const mean = values.reduce((left, right) => left + right, 0) / values.length;
  return new Map(marks.map(({ rater }, at) => [rater, (values[at] ?? 0) - mean]));
}

/** One where nothing is left: there is nothing to compare then. */
function rootMeanSquare(values: readonly number[]): number {
  const squares = values.reduce((total, value) => total + value * value, 0) / values.length;
  return squares < 1e-20 ? 1 : Math.sqrt(squares);
}
