import { exponential, naturalLogarithm } from '../random/elementary.js';
import { outranking } from './outranking.js';
import { noResult, type Result, result } from './result.js';
import {
  type IndicatorMatrix,
  matrixFault,
  type MatrixReason,
  type WeightedValue,
  weightedValues,
} from './weighted-rows.js';

/** How the indicators of a council make one number. */
export type AggregatingMethod = 'arithmetic' | 'geometric' | 'harmonic' | 'Copeland';

/** Why nothing is aggregated. */
export type AggregatingReason =
  | MatrixReason
  /** A geometric or harmonic mean is of values > 0: a floor has to be declared before. */
  | 'NOT_POSITIVE';

/**
 * One number for each row of the matrix, from OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6, W
 * being the sum of the weights, which need not be one:
 * - 'arithmetic' sum w x / W;
 * - 'geometric' (prod x^w)^(1/W), where a weakness weighs more the deeper it is;
 * - 'harmonic' W / sum (w / x), still stricter;
 * - 'Copeland' wins minus losses against the other councils, see `outranking`: it uses the order alone, so nothing is
 *   made good by the size of a lead.
 * A null is left out with its weight; a row without any value that has a weight is null in the result, but Copeland's
 * 0, for it neither wins nor loses.
 */
export function aggregate(
  matrix: IndicatorMatrix,
  weights: readonly number[],
  method: AggregatingMethod,
): Result<readonly (number | null)[], AggregatingReason> {
  const fault = matrixFault(matrix, weights);
  if (fault !== null) {
    return noResult(fault);
  }
  if (method === 'Copeland') {
    const outranked = outranking(matrix, weights);
    return outranked.value ? result(outranked.value.copeland) : outranked;
  }
  const rows = matrix.map((row) => weightedValues(row, weights));
  if (method !== 'arithmetic' && rows.some((row) => row.some(({ value }) => value <= 0))) {
    return noResult('NOT_POSITIVE');
  }
  const means = rows.map((row) => (row.length === 0 ? null : meanOf(method, row)));
  return means.every((mean) => mean === null || Number.isFinite(mean)) ? result(means) : noResult('NOT_FINITE');
}

function meanOf(method: Exclude<AggregatingMethod, 'Copeland'>, row: readonly WeightedValue[]): number {
  const total = sumOf(row, ({ weight }) => weight);
  switch (method) {
    case 'arithmetic':
      return sumOf(row, ({ value, weight }) => weight * value) / total;
    case 'harmonic':
      return total / sumOf(row, ({ value, weight }) => weight / value);
    case 'geometric':
      // NaN where a logarithm or the result is beyond the range, which the caller takes for no result.
      return exponential(sumOf(row, ({ value, weight }) => (naturalLogarithm(value) ?? NaN) * (weight / total))) ?? NaN;
  }
}

function sumOf(row: readonly WeightedValue[], term: (cell: WeightedValue) => number): number {
  return row.reduce((sum, cell) => sum + term(cell), 0);
}
