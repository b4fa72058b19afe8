import { upperIncompleteGamma } from './incomplete-gamma.js';

/**
 * P(Z > z) of the standard normal distribution; small tails keep their digits. NaN for NaN. By the incomplete gamma
 * function of one half (Abramowitz & Stegun, 1964, 26.2.29 with 6.5.17).
 */
export function normalUpperTail(z: number): number {
  const tail = upperIncompleteGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? 1 - tail : tail;
}
