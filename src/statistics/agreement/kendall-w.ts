import { chiSquareUpperTail } from '../distributions/chi-square-distribution.js';
import { midranks, tieSizes } from '../ranks/midranks.js';
import { finiteOrNull, known, type NoValueReason, type Statistic, sum, unknown } from './statistic.js';
import { completeTable, type GivenTable, transpose } from './tables.js';

/** Kendall's W with its test against no agreement. */
export interface KendallW extends Statistic {
  /** The chi-square approximation k (n - 1) W with n - 1 degrees of freedom, and its upper tail. */
  readonly chiSquare: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly subjects: number;
  /** The raters who count. */
  readonly raters: number;
  /** The places of the raters left out because they ranked all subjects alike, which says nothing about the order. */
  readonly excluded: readonly number[];
}

/**
 * Kendall's coefficient of concordance W, corrected for ties, of a complete table with one array per rater over the
 * same subjects: 1 when all raters order the subjects alike, 0 when the sums of the ranks are all equal. Only the order
 * within a rater matters.
 *
 * No value: NO_VARIATION when every rater ties everything; TOO_FEW with fewer than two raters left or fewer than two
 * subjects; NOTHING_GIVEN, RAGGED, MISSING, NOT_FINITE for what is no complete table.
 *
 * Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10:275-287; ties as in Kendall (1948), Rank
 * Correlation Methods; Siegel & Castellan (1988), Nonparametric Statistics, chapter 9.
 */
export function kendallW(matrix: GivenTable): KendallW {
  const { table, reason } = completeTable(matrix);
  const subjects = matrix[0]?.length ?? 0;
  if (reason !== null) {
    return withoutValue(reason, subjects, 0, []);
  }
  const counted = table.filter((row) => !isFlat(row));
  const excluded = [...table.keys()].filter((rater) => isFlat(table[rater] ?? []));
  if (subjects < 2 || table.length < 2 || counted.length < 2) {
    const allTied = subjects >= 2 && table.length >= 2 && counted.length === 0;
    return withoutValue(allTied ? 'NO_VARIATION' : 'TOO_FEW', subjects, counted.length, excluded);
  }
  const raters = counted.length;
  const rankSums = transpose(counted.map(midranks)).map(sum);
  const spread = sum(rankSums.map((rankSum) => (rankSum - (raters * (subjects + 1)) / 2) ** 2));
  const ties = sum(counted.flatMap(tieSizes).map((size) => size ** 3 - size));
  const w = (12 * spread) / (raters ** 2 * (subjects ** 3 - subjects) - raters * ties);
  const chiSquare = raters * (subjects - 1) * w;
  return {
    ...known(w),
    chiSquare: finiteOrNull(chiSquare),
    df: subjects - 1,
    p: finiteOrNull(chiSquareUpperTail(chiSquare, subjects - 1)),
    subjects,
    raters,
    excluded,
  };
}

function isFlat(row: readonly number[]): boolean {
  return new Set(row).size === 1;
}

function withoutValue(reason: NoValueReason, subjects: number, raters: number, excluded: readonly number[]): KendallW {
  return { ...unknown(reason), chiSquare: null, df: null, p: null, subjects, raters, excluded };
}
