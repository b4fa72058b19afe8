import { incompleteBeta } from './incomplete-beta.js';

/**
 * P(F <= x) of the F distribution with df1 and df2 degrees of freedom, which need not be whole. 0 below zero; NaN when
 * a degree of freedom is not positive (Abramowitz & Stegun, 1964, 26.6.2).
 */
export function fCumulative(x: number, df1: number, df2: number): number {
  const { below, above } = shares(x, df1, df2);
  return incompleteBeta(below, df1 / 2, df2 / 2, above);
}

/** P(F > x), calculated by itself, so that a small p value keeps its digits. Else as `fCumulative`. */
export function fUpperTail(x: number, df1: number, df2: number): number {
  const { below, above } = shares(x, df1, df2);
  return incompleteBeta(above, df2 / 2, df1 / 2, below);
}

/**
 * The x with P(F <= x) = probability, by bisection down to neighbouring numbers: good to about 1e-13 of its size.
 * 0 for the probability 0 and infinity for 1; NaN when the probability is outside 0 to 1 or a degree of freedom is not
 * positive.
 */
export function fQuantile(probability: number, df1: number, df2: number): number {
  if (!(probability >= 0 && probability <= 1 && df1 > 0 && df2 > 0)) {
    return Number.NaN;
  }
  if (probability === 0 || probability === 1) {
    return probability === 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  // In the upper half the tail is compared, because the cumulative probability has no digits left close to 1.
  const isBelow =
    probability <= 0.5
      ? (x: number) => fCumulative(x, df1, df2) < probability
      : (x: number) => fUpperTail(x, df1, df2) > 1 - probability;
  let high = 1;
  while (isBelow(high)) {
    high *= 2;
  }
  let low = 0;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (isBelow(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

/** The argument of the beta function and its complement, neither of them by subtraction. */
function shares(x: number, df1: number, df2: number): { readonly below: number; readonly above: number } {
  if (!(df1 > 0 && df2 > 0) || Number.isNaN(x)) {
    return { below: Number.NaN, above: Number.NaN };
  }
  if (x <= 0 || x === Number.POSITIVE_INFINITY) {
    return x <= 0 ? { below: 0, above: 1 } : { below: 1, above: 0 };
  }
  const total = df1 * x + df2;
  return { below: (df1 * x) / total, above: df2 / total };
}
