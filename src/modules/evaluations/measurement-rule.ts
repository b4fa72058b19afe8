import type { Fault } from '../../errors.js';
import { compare, fraction, parseDecimal, type Rational, ZERO } from '../../scoring/index.js';
import type { IndicatorBody } from '../methodologies/index.js';

/** The two counts of a measured value, as they were sent. */
export interface MeasuredCounts {
  readonly numerator: string;
  readonly denominator: string;
}

type Measured = Extract<IndicatorBody['scoring'], { kind: 'MEASURED' }>;

/** More than is counted anywhere; what is larger is a slip of the keyboard. */
const greatest = fraction(10n ** 18n);
const least = fraction(1n, 10n ** 6n);
const [greatestText, leastText] = ['10¹⁸', '0.000001'];

/** A sign, digits, and at most six decimals. */
const form = /^-?\d+(\.\d{1,6})?$/;

const isBetween = (value: Rational, low: Rational, high: Rational): boolean =>
  compare(value, low) >= 0 && compare(value, high) <= 0;

/** What is wrong with the counts of a measured value, whatever is measured. */
export function countFaults({ numerator, denominator }: MeasuredCounts): Fault[] {
  const counts = [
    { path: ['numerator'], text: numerator, low: fraction(-(10n ** 18n)), minimum: `−${greatestText}` },
    { path: ['denominator'], text: denominator, low: least, minimum: leastText },
  ];
  return counts.flatMap(({ path, text, low, minimum }): Fault[] => {
    const value = parseDecimal(text);
    if (!value || !isBetween(value, low, greatest)) {
      return [{ code: 'OUT_OF_RANGE', path, parameters: { minimum, maximum: greatestText } }];
    }
    return form.test(text) ? [] : [{ code: 'INVALID_FORMAT', path }];
  });
}

/** The values that a normaliser speaks of, in the unit of the indicator. */
function boundsOf(normaliser: Measured['normaliser']): readonly string[] {
  switch (normaliser.kind) {
    case 'GOALPOST':
      return [normaliser.low, normaliser.high];
    case 'TARGET':
      return [normaliser.floor, normaliser.target];
    case 'BANDS':
      return normaliser.bands.map((band) => band.lowerBound);
    case 'COMPARE_PREVIOUS':
      return [];
  }
}

/** Whether the rule of the methodology itself speaks of more than the whole, as a plan that is overfulfilled. */
function reachesBeyondWhole({ normaliser }: Measured): boolean {
  return boundsOf(normaliser).some((bound) => compare(parseDecimal(bound) ?? ZERO, fraction(100n)) > 0);
}

/** What is wrong with counts under a rule: a share lies between nothing and the whole, and bands begin at zero. */
export function shareFaults(scoring: Measured, { numerator, denominator }: MeasuredCounts): Fault[] {
  const [part, whole] = [parseDecimal(numerator) ?? ZERO, parseDecimal(denominator) ?? ZERO];
  const isShare = scoring.scale === 'PERCENT' && !reachesBeyondWhole(scoring);
  const isPositive = scoring.scale === 'PERCENT' || scoring.normaliser.kind === 'BANDS';
  const isWithin = (!isPositive || compare(part, ZERO) >= 0) && (!isShare || compare(part, whole) <= 0);
  const maximum = isShare ? denominator : greatestText;
  return isWithin ? [] : [{ code: 'OUT_OF_RANGE', path: ['numerator'], parameters: { minimum: 0, maximum } }];
}
