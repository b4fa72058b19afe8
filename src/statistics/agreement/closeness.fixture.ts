/** A figure of published-tables.json: as its source prints it, and in full. */
export interface PublishedFigure {
  readonly published: number | null;
  readonly decimals: number | null;
  readonly computed: number;
}

/** How far a result is from what was expected, as a share of it; infinite for no result. */
export function relativeError(actual: number | null | undefined, expected: number): number {
  return Math.abs((actual ?? Number.POSITIVE_INFINITY) - expected) / (Math.abs(expected) || 1);
}

/** A number at the decimals of a figure that was published; the empty text where nothing was. */
export function printed(value: number | null | undefined, { decimals }: PublishedFigure): string {
  return decimals === null ? '' : (value ?? Number.NaN).toFixed(decimals);
}

/** How far two results are apart where no more than rounding may part them; infinite when one of them has no value. */
export function gap(left: number | null, right: number | null): number {
  if (left === null || right === null) {
    return left === right ? 0 : Number.POSITIVE_INFINITY;
  }
  return Math.abs(left - right) / (1 + Math.abs(left) + Math.abs(right));
}
