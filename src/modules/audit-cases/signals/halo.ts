import { median } from '../../../statistics/index.js';
import { type AuditMark, individualPoints, type PointedMark } from './audit-mark.js';
import { byCode } from './by-code.js';
import { type Finding, finding } from './finding.js';
import { type Thresholds, thresholds } from './thresholds.js';

interface Spread {
  readonly rater: string;
  readonly spread: number;
  readonly evaluations: number;
  readonly marks: number;
}

/**
 * Raters who tell the indicators of a council less apart than the others do (halo, Thorndike 1920): the spread h_k of
 * their individual marks within evaluations is less than half of the median of the other raters' spreads. The means of
 * the indicators are taken out first; h_k is the mean over evaluations of the standard deviation across indicators, in
 * shares of the greatest points.
 *
 * Figure: h_k over that median. Evaluations with fewer than five marks tell nothing, raters with fewer than ten marks in
 * the others neither. None where fewer than two others can be compared, or where the others do not spread at all.
 */
export function haloSignals(marks: readonly AuditMark[], limits: Thresholds = thresholds): Finding[] {
  const pointed = individualPoints(marks);
  const means = new Map([...Map.groupBy(pointed, ({ indicator }) => indicator)].map(([code, of]) => [code, mean(of.map(({ share }) => share))]));
  const spreads = [...Map.groupBy(pointed, ({ rater }) => rater)]
    .toSorted(([left], [right]) => byCode(left, right))
    .map(([rater, own]) => spreadOf(rater, own, means, limits))
    .filter((spread) => spread !== null);
  return spreads.flatMap(({ rater, spread, ...counts }) => {
    const others = spreads.filter((other) => other.rater !== rater).map((other) => other.spread);
    const usual = others.length < 2 ? 0 : median(others);
    if (usual === 0 || spread >= limits.HALO_RATIO * usual) {
      return [];
    }
    const detail = { spread, medianOfOthers: usual, ...counts };
    return [finding({ kind: 'HALO', rater, figure: spread / usual, threshold: limits.HALO_RATIO, detail })];
  });
}

function spreadOf(
  rater: string,
  own: readonly PointedMark[],
  means: ReadonlyMap<string, number>,
  limits: Thresholds,
): Spread | null {
  const evaluations = [...Map.groupBy(own, ({ council }) => council).values()].filter((of) => of.length >= limits.HALO_LEAST_ITEMS);
  const marks = evaluations.flat().length;
  if (marks < limits.HALO_LEAST_MARKS) {
    return null;
  }
  const deviations = evaluations.map((of) => standardDeviation(of.map(({ share, indicator }) => share - (means.get(indicator) ?? 0))));
  return { rater, spread: mean(deviations), evaluations: evaluations.length, marks };
}

const mean = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0) / values.length;

/** Of a sample of two and more. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((total, value) => total + (value - centre) ** 2, 0);
  // What rounding leaves of equal values is no spread.
  return squares < 1e-20 ? 0 : Math.sqrt(squares / (values.length - 1));
}
