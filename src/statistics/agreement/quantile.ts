/**
 * The quantile at `share` (0 to 1) of values in any order, by linear interpolation at h = (n - 1) * share between the
 * ordered values (Hyndman & Fan, 1996, The American Statistician 50, type 7). NaN of no values.
 */
export function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right);
  const exact = (ordered.length - 1) * share;
  // 0.7 * 90 is a little less than 63: what is meant is the value itself, not a point just below it.
  const place = Math.abs(exact - Math.round(exact)) < 1e-9 ? Math.round(exact) : exact;
  const low = ordered[Math.floor(place)] ?? Number.NaN;
  const high = ordered[Math.ceil(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * (high - low);
}

/** The middle value, of an even number the mean of the two middle ones. NaN of no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
