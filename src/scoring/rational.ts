/**
 * An exact fraction in lowest terms with a positive denominator, so that equal numbers have equal parts. A frozen value
 * object: every operation returns a new one.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Zero. */
export const ZERO: Rational = Object.freeze({ numerator: 0n, denominator: 1n });

/** One. */
export const ONE: Rational = Object.freeze({ numerator: 1n, denominator: 1n });

/** Makes a fraction of two whole numbers, reduced. Throws a RangeError when the denominator is zero. */
export function fraction(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 0n) {
    throw new RangeError('A fraction cannot have the denominator zero');
  }
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return Object.freeze({ numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor });
}

/** The sum of two fractions. */
export function add(left: Rational, right: Rational): Rational {
  return fraction(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/** The sum of any number of fractions; zero of none. */
export function sum(values: Iterable<Rational>): Rational {
  let total = ZERO;
  for (const value of values) {
    total = add(total, value);
  }
  return total;
}

/** The difference of two fractions. */
export function subtract(left: Rational, right: Rational): Rational {
  return add(left, negate(right));
}

/** The fraction with the opposite sign. */
export function negate(value: Rational): Rational {
  return fraction(-value.numerator, value.denominator);
}

/** The product of two fractions. */
export function multiply(left: Rational, right: Rational): Rational {
  return fraction(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** The quotient of two fractions. Throws a RangeError when the divisor is zero: the caller has to look first. */
export function divide(dividend: Rational, divisor: Rational): Rational {
  if (divisor.numerator === 0n) {
    throw new RangeError('Division by zero');
  }
  return fraction(dividend.numerator * divisor.denominator, dividend.denominator * divisor.numerator);
}

/** The order of two fractions: -1, 0 or 1. */
export function compare(left: Rational, right: Rational): -1 | 0 | 1 {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

/** Whether two fractions are the same number. */
export function equals(left: Rational, right: Rational): boolean {
  return compare(left, right) === 0;
}

/** The lesser of two fractions. */
export function minimum(left: Rational, right: Rational): Rational {
  return compare(left, right) <= 0 ? left : right;
}

/** The greater of two fractions. */
export function maximum(left: Rational, right: Rational): Rational {
  return compare(left, right) >= 0 ? left : right;
}

/** The value held between two bounds, `low <= high`. */
export function clamp(value: Rational, low: Rational, high: Rational): Rational {
  return maximum(low, minimum(value, high));
}

/** The greatest whole number that is not greater than the fraction, also below zero. */
export function floor(value: Rational): bigint {
  const quotient = value.numerator / value.denominator;
  // BigInt division cuts towards zero, which is upwards for a negative fraction.
  return value.numerator < 0n && quotient * value.denominator !== value.numerator ? quotient - 1n : quotient;
}

/** Whether the fraction is a whole number. */
export function isWhole(value: Rational): boolean {
  return value.denominator === 1n;
}

/** The greatest common divisor of two whole numbers, never negative; that of zero and zero is 1 here. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right < 0n ? -right : right;
  while (b !== 0n) {
    [a, b] = [b, a % b];
  }
  return a === 0n ? 1n : a;
}
