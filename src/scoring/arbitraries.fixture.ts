import * as fc from 'fast-check';
import { type Rational, fraction } from './rational.js';

/** Any fraction of moderate size, negative ones too. */
export const rationals: fc.Arbitrary<Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([numerator, denominator]) => fraction(numerator, denominator));

/** Points between 0 and a maximum, in steps of a seventh of a hundredth of it, so that fractions occur. */
export function pointsUpTo(maximum: bigint): fc.Arbitrary<Rational> {
  return fc.bigInt({ min: 0n, max: 700n }).map((steps) => fraction(steps * maximum, 700n));
}
