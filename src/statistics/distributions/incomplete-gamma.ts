import { continuedFraction } from './continued-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * The regularised upper incomplete gamma function Q(a, x) for a > 0 and x >= 0; NaN for anything else. Below a + 1 it
 * is one less the power series of the lower part, above it a continued fraction (NIST Digital Library of Mathematical
 * Functions, 8.7.1 and 8.9.2).
 */
export function upperIncompleteGamma(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) {
    return Number.NaN;
  }
  if (x === 0 || x === Number.POSITIVE_INFINITY) {
    return x === 0 ? 1 : 0;
  }
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    return 1 - scale * lowerSeries(a, x);
  }
  return scale / continuedFraction(x + 1 - a, (n) => ({ numerator: -n * (n - a), denominator: x + 2 * n + 1 - a }));
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}
