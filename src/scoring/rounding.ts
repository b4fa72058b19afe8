import { type Rational, floor, fraction } from './rational.js';

/**
 * Rounds half up, which is towards plus infinity at exactly one half: R = floor((2 * T * 10^d + 1) / 2) / 10^d, all in
 * whole numbers. It is applied once, to the exact total. `digits` is the number of decimals, a whole number from 0.
 */
export function roundHalfUp(value: Rational, digits: number): Rational {
  const scale = 10n ** BigInt(digits);
  const doubled = fraction(2n * value.numerator * scale + value.denominator, 2n * value.denominator);
  return fraction(floor(doubled), scale);
}
