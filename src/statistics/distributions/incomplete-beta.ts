import { continuedFraction } from './continued-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * The regularised incomplete beta function I_x(a, b) for 0 <= x <= 1 and a, b > 0; NaN for anything else.
 * `complement` is 1 - x: whoever knows it without subtracting keeps its digits when x is close to 1.
 * Continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22, on the side of the mean where it
 * settles fast; the other side by I_x(a, b) = 1 - I_(1-x)(b, a).
 */
export function incompleteBeta(x: number, a: number, b: number, complement: number = 1 - x): number {
  if (!(x >= 0 && complement >= 0 && a > 0 && b > 0)) {
    return Number.NaN;
  }
  if (x === 0 || complement === 0) {
    return x === 0 ? 0 : 1;
  }
  return x <= (a + 1) / (a + b + 2) ? leftPart(x, complement, a, b) : 1 - leftPart(complement, x, b, a);
}

function leftPart(x: number, complement: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const fraction = continuedFraction(1, (n) => ({ numerator: coefficient(n, x, a, b), denominator: 1 }));
  return Math.exp(a * Math.log(x) + b * Math.log(complement) - logBeta) / (a * fraction);
}

function coefficient(n: number, x: number, a: number, b: number): number {
  const m = Math.floor(n / 2);
  return n % 2 === 0
    ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    : -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}
