import { type Rational, fraction } from './rational.js';
import { roundHalfUp } from './rounding.js';

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?$/;
const fractionForm = /^(-?\d+)\/(\d+)$/;
const longestText = 2000;

/**
 * Reads a decimal ("12", "-0.5", "007.10"): digits, a point with digits on both sides, no plus, no exponent, no blanks.
 * Null for anything else, also for a text of more than 2000 characters.
 */
export function parseDecimal(text: string): Rational | null {
  const match = text.length > longestText ? null : decimalForm.exec(text);
  if (!match) {
    return null;
  }
  const [, sign = '', whole = '', decimals = ''] = match;
  const digits = BigInt(whole + decimals);
  return fraction(sign === '-' ? -digits : digits, 10n ** BigInt(decimals.length));
}

/** Reads a decimal or a fraction of whole numbers ("638/7"); null for anything else and for a denominator of zero. */
export function parseRational(text: string): Rational | null {
  const match = text.length > longestText ? null : fractionForm.exec(text);
  if (!match) {
    return parseDecimal(text);
  }
  const [, numerator = '', denominator = ''] = match;
  return BigInt(denominator) === 0n ? null : fraction(BigInt(numerator), BigInt(denominator));
}

/**
 * Reads a number that has been checked before: a rule of an approved methodology, a figure from the database. Throws a
 * RangeError when it cannot be read, because then the check is missing.
 */
export function rational(text: string): Rational {
  const value = parseRational(text);
  if (value === null) {
    throw new RangeError('Not an exact number');
  }
  return value;
}

/** The exact number as text, a whole number or a fraction in lowest terms: "80", "638/7", "-1/2". */
export function toExactString(value: Rational): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`;
}

/** The number rounded half up to exactly so many decimals, trailing zeros kept: "91", "91.14", "80.00". */
export function toDecimalString(value: Rational, digits: number): string {
  const rounded = roundHalfUp(value, digits);
  const scaled = (rounded.numerator * 10n ** BigInt(digits)) / rounded.denominator;
  const sign = scaled < 0n ? '-' : '';
  const padded = `${scaled < 0n ? -scaled : scaled}`.padStart(digits + 1, '0');
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
