import { upperIncompleteGamma } from './incomplete-gamma.js';

/**
 * P(X > x) of the chi-square distribution with `df` degrees of freedom. 1 at and below zero; NaN when the degrees of
 * freedom are not positive (Abramowitz & Stegun, 1964, 26.4.19).
 */
export function chiSquareUpperTail(x: number, df: number): number {
  return upperIncompleteGamma(df / 2, Math.max(x, 0) / 2);
}
