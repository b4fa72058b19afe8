import { parseRational, type Rational, toDecimalString } from '../../../scoring/index.js';

/** Decimals that are looked for before a fraction counts as endless: more than points of any methodology have. */
const mostDecimals = 12;

/**
 * An exact number as a decimal, where it has one: "25/2" as "12.5", "80" as it is. Null for a fraction that never ends,
 * for one with more than twelve decimals, and for what is no number.
 */
export function decimalOf(exact: string): string | null {
  const value = parseRational(exact);
  const decimals = value && decimalsOf(value);
  return value === null || decimals === null ? null : toDecimalString(value, decimals);
}

/** The exact number rounded half up to at most so many decimals, without trailing zeros; as it is where it is no number. */
export function roundedFigure(exact: string, decimals: number): string {
  const value = parseRational(exact);
  if (value === null) {
    return exact;
  }
  const text = toDecimalString(value, decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, '');
}

/** The nearest double; null for what is no number. For drawing and for the cached results of formulas. */
export function doubleOf(exact: string): number | null {
  const value = parseRational(exact);
  return value && Number(value.numerator) / Number(value.denominator);
}

function decimalsOf({ denominator }: Rational): number | null {
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1) {
    if (10n ** BigInt(decimals) % denominator === 0n) {
      return decimals;
    }
  }
  return null;
}
