/** Why rows cannot be weighted. */
export type MatrixReason =
  /** No council, or no indicator. */
  | 'NOTHING_GIVEN'
  /** The rows are not as long as the list of weights. */
  | 'RAGGED'
  /** A weight is negative, NaN or infinite, or all of them are zero. */
  | 'BAD_WEIGHTS'
  /** A cell is NaN or infinite, or a result would be. */
  | 'NOT_FINITE';

/** One row for each council, one column for each indicator; null where an indicator does not apply. */
export type IndicatorMatrix = readonly (readonly (number | null)[])[];

/** Why a matrix and its weights do not go together; null when they do. */
export function matrixFault(matrix: IndicatorMatrix, weights: readonly number[]): MatrixReason | null {
  if (matrix.length === 0 || weights.length === 0) {
    return 'NOTHING_GIVEN';
  }
  if (matrix.some((row) => row.length !== weights.length)) {
    return 'RAGGED';
  }
  if (!weights.every((weight) => Number.isFinite(weight) && weight >= 0) || weights.every((weight) => weight === 0)) {
    return 'BAD_WEIGHTS';
  }
  return matrix.every((row) => row.every((cell) => cell === null || Number.isFinite(cell))) ? null : 'NOT_FINITE';
}

/** A value that applies, with its weight > 0. */
export interface WeightedValue {
  readonly value: number;
  readonly weight: number;
}

/** The cells of a row that apply and have a weight. */
export function weightedValues(row: readonly (number | null)[], weights: readonly number[]): readonly WeightedValue[] {
  return row.flatMap((value, column) => {
    const weight = weights[column] ?? 0;
    return value === null || weight === 0 ? [] : [{ value, weight }];
  });
}
