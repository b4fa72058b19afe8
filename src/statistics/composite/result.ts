/**
 * What a calculation gives: a value, or null and why there is none. An undefined figure is never 0, 1 or NaN, so that
 * nobody reads a lack of data as a measurement.
 */
export type Result<Value, Reason extends string> =
  { readonly value: Value; readonly reason: null } | { readonly value: null; readonly reason: Reason };

/** A result that is defined. */
export function result<Value>(value: Value): { readonly value: Value; readonly reason: null } {
  return { value, reason: null };
}

/** No result, and why. */
export function noResult<Reason extends string>(reason: Reason): { readonly value: null; readonly reason: Reason } {
  return { value: null, reason };
}
