import { midranks, tieSizes } from '../ranks/midranks.js';
import { known, type Statistic, sum, unknown } from './statistic.js';
import { completeTable } from './tables.js';

/** A correlation of two orders. */
export interface RankCorrelation extends Statistic {
  /** How many pairs of values were compared. */
  readonly pairs: number;
}

/**
 * Spearman's rank correlation of two lists of equal length, ties included: Pearson's correlation of the midranks. 1 for
 * the same order, -1 for the reverse.
 *
 * No value: NO_VARIATION when one list is all the same; TOO_FEW with fewer than two pairs; NOTHING_GIVEN, RAGGED,
 * NOT_FINITE, MISSING for what is no two lists of numbers.
 *
 * Spearman (1904), American Journal of Psychology 15:72-101; ties as in Kendall (1948), Rank Correlation Methods.
 */
export function spearman(x: readonly number[], y: readonly number[]): RankCorrelation {
  return correlation(x, y, () => {
    const [left, right] = [deviations(x), deviations(y)];
    return {
      numerator: sumOfProducts(left, right),
      first: sumOfProducts(left, left),
      second: sumOfProducts(right, right),
    };
  });
}

/**
 * Kendall's tau-b of two lists of equal length: the pairs in the same order less those in the reverse one, over the
 * geometric mean of the pairs that the lists do not tie. No value in the same cases as `spearman`.
 *
 * Kendall (1945), Biometrika 33:239-251.
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): RankCorrelation {
  return correlation(x, y, () => ({ numerator: orderedAlike(x, y), first: untiedPairs(x), second: untiedPairs(y) }));
}

/** Numerator over the geometric mean of two parts, each of which is zero when its list is all the same. */
function correlation(
  x: readonly number[],
  y: readonly number[],
  parts: () => { readonly numerator: number; readonly first: number; readonly second: number },
): RankCorrelation {
  const { reason } = completeTable([x, y]);
  if (reason !== null || x.length < 2) {
    return { ...unknown(reason ?? 'TOO_FEW'), pairs: reason === null ? x.length : 0 };
  }
  const { numerator, first, second } = parts();
  if (first === 0 || second === 0) {
    return { ...unknown('NO_VARIATION'), pairs: x.length };
  }
  // The parts are whole numbers; only the root is rounded, which must not carry the quotient past one.
  const value = Math.max(-1, Math.min(1, numerator / Math.sqrt(first * second)));
  return { ...known(value), pairs: x.length };
}

/** Twice the deviations of the midranks from their mean: whole numbers, so that their sums are exact. */
function deviations(values: readonly number[]): number[] {
  return midranks(values).map((rank) => 2 * rank - (values.length + 1));
}

function sumOfProducts(left: readonly number[], right: readonly number[]): number {
  return sum(left.map((value, index) => value * (right[index] ?? Number.NaN)));
}

function orderedAlike(x: readonly number[], y: readonly number[]): number {
  let total = 0;
  for (const [index, first] of x.entries()) {
    for (let other = 0; other < index; other += 1) {
      total += Math.sign(first - (x[other] ?? 0)) * Math.sign((y[index] ?? 0) - (y[other] ?? 0));
    }
  }
  return total;
}

function untiedPairs(values: readonly number[]): number {
  return pairsOf(values.length) - sum(tieSizes(values).map(pairsOf));
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2;
}
