/** Why a statistic has no value. The codes are stable: callers store and translate them. */
export type NoValueReason =
  /** Nothing was given at all. */
  | 'NOTHING_GIVEN'
  /** Fewer raters, targets, values or categories than the statistic needs. */
  | 'TOO_FEW'
  /** The rows, or the two lists, differ in length. */
  | 'RAGGED'
  /** An empty cell where the table has to be complete. */
  | 'MISSING'
  /** Something that is not a finite number, or a result too large for one. */
  | 'NOT_FINITE'
  /** A count or frequency that is negative, or not whole where it has to be. */
  | 'NOT_COUNTS'
  /** The subjects were not all rated by the same number of raters. */
  | 'UNEQUAL_RATERS'
  /** A rating that is none of the declared categories. */
  | 'UNKNOWN_CATEGORY'
  /** A scale without width, or one that declares a category twice. */
  | 'BAD_SCALE'
  /** Weights that are not a symmetric table from 0 to 1 with ones on the diagonal, as large as the scale. */
  | 'BAD_WEIGHTS'
  /** A number outside of what the statistic takes. */
  | 'OUT_OF_RANGE'
  /** No unit with two values, so nothing to compare. */
  | 'NO_PAIRS'
  /** Everything is the same, so agreement by chance would be complete as well. */
  | 'NO_VARIATION'
  /** The estimate of the whole variance is not positive, so there is nothing to take a share of. */
  | 'NEGATIVE_VARIANCE';

/** A statistic that may have no value: then `value` is null and `reason` says why, else `reason` is null. */
export interface Statistic<Value = number> {
  readonly value: Value | null;
  readonly reason: NoValueReason | null;
}

/** A statistic with a value. One that is not finite becomes NOT_FINITE, so that no NaN ever leaves. */
export function known(value: number): Statistic {
  // The sum turns -0 into 0.
  return Number.isFinite(value) ? { value: value + 0, reason: null } : unknown('NOT_FINITE');
}

/** A statistic without a value. */
export function unknown(reason: NoValueReason): { readonly value: null; readonly reason: NoValueReason } {
  return { value: null, reason };
}

/** A figure beside the value: null instead of what is not finite. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/**
 * Whether a deviation is no more than what rounding leaves of numbers of this size, so counts as zero: the means of
 * 0.1, 0.2, 0.3 in two orders differ by 1e-17, which is no variation.
 */
export function isNegligible(deviation: number, size: number): boolean {
  return Math.abs(deviation) <= 1e-12 * Math.abs(size);
}

/** The sum of the values; 0 of none. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) {
    total += value;
  }
  return total;
}

/** The arithmetic mean; NaN of none. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
