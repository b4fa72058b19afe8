import { type Rational, compare, divide, floor, fraction, greatestCommonDivisor, sum, ZERO } from './rational.js';

/** A factor > 0 and its weight > 0; the weights need not sum to one. */
export interface WeightedFactor {
  readonly value: Rational;
  readonly weight: Rational;
}

/** How many decimals of a geometric mean are kept. */
export const GEOMETRIC_DECIMALS = 20;

/**
 * 100 times the weighted geometric mean, cut (not rounded) to 20 decimals.
 *
 * The mean is a root and mostly no fraction, so it cannot be kept exactly. With the weights as w_i / W = a_i / N in
 * whole numbers, 100^N * prod(value_i^a_i) is an exact fraction, and the whole-number N-th root of it, scaled by
 * 10^(20 N), is found by bisection: the same digits on every machine, no floating point. Cutting keeps the order to
 * every number of at most 20 decimals, so the rounded figure (whose borders are halves of its last decimal) and the
 * category are those of the true mean.
 *
 * Throws a RangeError for no factors or a factor or weight that is not positive: floors have to be declared before.
 */
export function hundredTimesGeometricMean(factors: readonly WeightedFactor[]): Rational {
  if (factors.length === 0 || factors.some(({ value, weight }) => !isPositive(value) || !isPositive(weight))) {
    throw new RangeError('A geometric mean needs positive factors and weights');
  }
  const total = sum(factors.map(({ weight }) => weight));
  const exponents = factors.map(({ weight }) => divide(weight, total));
  const degree = exponents.reduce((least, { denominator }) => leastCommonMultiple(least, denominator), 1n);
  const unit = 10n ** BigInt(GEOMETRIC_DECIMALS);
  let numerator = (100n * unit) ** degree;
  let denominator = 1n;
  for (const [index, { value }] of factors.entries()) {
    const exponent = exponents[index] ?? ZERO;
    const power = (exponent.numerator * degree) / exponent.denominator;
    numerator *= value.numerator ** power;
    denominator *= value.denominator ** power;
  }
  return fraction(wholeRoot(floor(fraction(numerator, denominator)), degree), unit);
}

/** The greatest whole number whose `degree`-th power is not greater than `radicand` (>= 0), by bisection. */
export function wholeRoot(radicand: bigint, degree: bigint): bigint {
  const bits = BigInt(radicand.toString(2).length);
  let low = 0n;
  let high = 1n << (bits / degree + 1n);
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= radicand) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

function isPositive(value: Rational): boolean {
  return compare(value, ZERO) > 0;
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}
