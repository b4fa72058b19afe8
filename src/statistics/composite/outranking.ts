import { noResult, type Result, result } from './result.js';
import { type IndicatorMatrix, matrixFault, type MatrixReason } from './weighted-rows.js';

/** Who outranks whom by how much of the weight. */
export interface Outranking {
  /**
   * Row i, column k: the share of the weight by which i beats k, half of it where they are equal; 0 on the diagonal.
   */
  readonly matrix: readonly (readonly number[])[];
  /** Wins minus losses of each council, a win being more than half of the weight (Copeland 1951). */
  readonly copeland: readonly number[];
  /** Pairs of which one is better in every indicator, and which share of all pairs they are; null without a pair. */
  readonly dominantPairs: number;
  readonly dominantShare: number | null;
}

/**
 * The outranking matrix (Munda & Nardo 2005, as in the R package COINr): o_ik = sum of the weights, of one in all, of
 * the indicators in which i beats k, plus half of those in which they are equal; so o_ik + o_ki = 1. Where an indicator
 * does not apply to one of the two, it is left out for this pair; a pair without a common indicator counts as equal. A
 * tie at half of the weight is recognised within 10^-12, because decimal weights have no exact binary sums.
 */
export function outranking(matrix: IndicatorMatrix, weights: readonly number[]): Result<Outranking, MatrixReason> {
  const fault = matrixFault(matrix, weights);
  if (fault !== null) {
    return noResult(fault);
  }
  const shares = matrix.map((upper, row) =>
    matrix.map((lower, column) => (row === column ? 0 : shareOfWins(upper, lower, weights))),
  );
  const copeland = shares.map((row, position) =>
    row.reduce((score, share, column) => score + (column === position ? 0 : winOrLoss(share)), 0),
  );
  const dominantPairs = shares.reduce((count, row) => count + row.filter((share) => share === 1).length, 0);
  const pairs = (matrix.length * (matrix.length - 1)) / 2;
  return result({ matrix: shares, copeland, dominantPairs, dominantShare: pairs === 0 ? null : dominantPairs / pairs });
}

function winOrLoss(share: number): number {
  return Math.abs(share - 0.5) <= 1e-12 ? 0 : Math.sign(share - 0.5);
}

function shareOfWins(
  upper: readonly (number | null)[],
  lower: readonly (number | null)[],
  weights: readonly number[],
): number {
  let wins = 0;
  let total = 0;
  for (const [column, weight] of weights.entries()) {
    const left = upper[column] ?? null;
    const right = lower[column] ?? null;
    if (left !== null && right !== null) {
      total += weight;
      wins += left === right ? weight / 2 : left > right ? weight : 0;
    }
  }
  return total === 0 ? 0.5 : wins / total;
}
