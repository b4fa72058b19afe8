import type { BandRules, ExactText, IndicatorRules, Normaliser } from './methodology-rules.js';
import { type Rational, clamp, compare, divide, equals, fraction, multiply, ONE, subtract, ZERO } from './rational.js';
import { parseRational, rational } from './rational-text.js';
import { type ItemOutcome, notScored, scored } from './values.js';

/** A measured value as it was recorded: a percentage keeps its two counts, because 1/3 is not 33.33 %. */
export interface Measured {
  readonly numerator: ExactText;
  readonly denominator: ExactText;
}

/** A measured indicator. */
export type MeasuredIndicator = Extract<IndicatorRules, { kind: 'MEASURED' }>;

/**
 * What a measurement amounts to (rating methodology, value to points), on the exact value:
 * - GOALPOST: M * clamp((v - low) / (high - low), 0, 1), or (high - v) where less is better;
 * - TARGET: the same from the floor, which gives nothing, to the target, which gives all;
 * - BANDS: the points of the greatest lower bound <= v, in either direction, never rounded before;
 * - COMPARE_PREVIOUS: `notLess` when it is no worse than the last period's, else `less`; NOT_APPLICABLE without one.
 * NOT_SCORED without a measurement, with one that cannot be read, and where the rule gives no answer.
 */
export function measuredOutcome(
  indicator: MeasuredIndicator,
  current: Measured | null,
  previous: Measured | null = null,
): ItemOutcome {
  if (current === null) {
    return notScored('NOTHING_GIVEN');
  }
  const value = measuredValue(indicator, current);
  if (value === null) {
    return notScored('NOT_ADMISSIBLE');
  }
  const { normaliser } = indicator;
  switch (normaliser.kind) {
    case 'BANDS':
      return bandOutcome(normaliser.bands, value);
    case 'COMPARE_PREVIOUS':
      return compareOutcome(indicator, normaliser, value, previous);
    case 'GOALPOST':
      return indicator.direction === 1
        ? shareOutcome(indicator, value, rational(normaliser.low), rational(normaliser.high))
        : shareOutcome(indicator, value, rational(normaliser.high), rational(normaliser.low));
    case 'TARGET':
      return shareOutcome(indicator, value, rational(normaliser.floor), rational(normaliser.target));
  }
}

/** The value that the normaliser speaks of: the quotient, or 100 times it. Null when it cannot be read. */
export function measuredValue(indicator: MeasuredIndicator, measured: Measured): Rational | null {
  const numerator = parseRational(measured.numerator);
  const denominator = parseRational(measured.denominator);
  if (numerator === null || denominator === null || equals(denominator, ZERO)) {
    return null;
  }
  const quotient = divide(numerator, denominator);
  return indicator.scale === 'PERCENT' ? multiply(quotient, fraction(100n)) : quotient;
}

/** The share of the way from the worst to the best value. `(h - v) / (h - l)` is `(v - h) / (l - h)`: one formula. */
function shareOutcome(indicator: MeasuredIndicator, value: Rational, worst: Rational, best: Rational): ItemOutcome {
  if (equals(worst, best)) {
    return notScored('RULE_UNDEFINED');
  }
  const share = clamp(divide(subtract(value, worst), subtract(best, worst)), ZERO, ONE);
  return scored(multiply(rational(indicator.maxPoints), share));
}

function bandOutcome(bands: readonly BandRules[], value: Rational): ItemOutcome {
  let reached: { readonly bound: Rational; readonly points: string } | null = null;
  for (const { lowerBound, points } of bands) {
    const bound = rational(lowerBound);
    if (compare(bound, value) <= 0 && (reached === null || compare(bound, reached.bound) > 0)) {
      reached = { bound, points };
    }
  }
  return reached === null ? notScored('RULE_UNDEFINED') : scored(rational(reached.points));
}

function compareOutcome(
  indicator: MeasuredIndicator,
  normaliser: Extract<Normaliser, { kind: 'COMPARE_PREVIOUS' }>,
  value: Rational,
  previous: Measured | null,
): ItemOutcome {
  if (previous === null) {
    return { kind: 'NOT_APPLICABLE' };
  }
  const before = measuredValue(indicator, previous);
  if (before === null) {
    return notScored('NOT_ADMISSIBLE');
  }
  const noWorse = compare(value, before) * indicator.direction >= 0;
  return scored(rational(noWorse ? normaliser.notLess : normaliser.less));
}
