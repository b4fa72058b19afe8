import { noResult, type Result, result } from './result.js';

/** A mean with how far it can be trusted. */
export interface MeanWithError {
  readonly mean: number;
  /** The standard deviation with n - 1, divided by the root of n; null with `errorReason`. */
  readonly standardError: number | null;
  /** Mean -+ 1.645 standard errors: 90 % for normal errors. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly errorReason:
    | null
    /** One value shows no spread. */
    | 'TOO_FEW'
    /** All values are the same, which says that they coincide, not that the mean is certain. */
    | 'NO_VARIATION';
}

/** Why there is no mean. */
export type MeanReason =
  /** There is no value. */
  | 'NOTHING_GIVEN'
  /** A value is NaN or infinite, or a result would be. */
  | 'NOT_FINITE';

const normalQuantile95 = 1.645;

/**
 * The mean of several sources with its standard error and 90 % interval, as Transparency International publishes them
 * with the Corruption Perceptions Index (method note 2015). The order of the values does not matter beyond the last
 * bits.
 */
export function meanWithError(values: readonly number[]): Result<MeanWithError, MeanReason> {
  if (values.length === 0) {
    return noResult('NOTHING_GIVEN');
  }
  const mean = values.reduce((left, right) => left + right, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  if (!Number.isFinite(mean) || !Number.isFinite(squares)) {
    return noResult('NOT_FINITE');
  }
  if (values.every((value) => value === values[0])) {
    const errorReason = values.length === 1 ? 'TOO_FEW' : 'NO_VARIATION';
    return result({ mean, standardError: null, interval: null, errorReason });
  }
  const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
  const margin = normalQuantile95 * standardError;
  return result({ mean, standardError, interval: { low: mean - margin, high: mean + margin }, errorReason: null });
}
