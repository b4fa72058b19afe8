import type { IndicatorRules } from './methodology-rules.js';
import { type Rational, compare, divide, equals, fraction, isWhole, multiply, subtract, ZERO } from './rational.js';
import { parseDecimal, rational } from './rational-text.js';
import type { MarkValue } from './values.js';

/** Why a mark may not be given for an indicator. */
export type InadmissibleReason =
  /** The indicator is measured: nobody marks it. */
  | 'MEASURED'
  /** Points where a level is asked, or the other way round. */
  | 'WRONG_KIND'
  /** Not a level of this indicator. */
  | 'UNKNOWN_LEVEL'
  /** Not a decimal. */
  | 'NOT_A_NUMBER'
  /** Below the least or above the greatest points. */
  | 'OUT_OF_RANGE'
  /** Between two steps of the scale. */
  | 'OFF_THE_STEPS'
  /** The indicator applies to every council. */
  | 'NOT_APPLICABLE_NOT_ALLOWED';

/** Whether a rater may give this value for this indicator: null when so, else the reason. Never throws on a value. */
export function whyInadmissible(indicator: IndicatorRules, value: MarkValue): InadmissibleReason | null {
  if (indicator.kind === 'MEASURED') {
    return 'MEASURED';
  }
  switch (value.kind) {
    case 'NO_EVIDENCE':
      return null;
    case 'NOT_APPLICABLE':
      return indicator.allowNotApplicable ? null : 'NOT_APPLICABLE_NOT_ALLOWED';
    case 'LEVEL':
      if (indicator.kind !== 'LEVELS') {
        return 'WRONG_KIND';
      }
      return indicator.levels.some(({ code }) => code === value.level) ? null : 'UNKNOWN_LEVEL';
    case 'POINTS':
      if (indicator.kind === 'LEVELS') {
        return 'WRONG_KIND';
      }
      return whyOffScale(indicator, value.points);
  }
}

/** Whether a rater may give this value for this indicator. */
export function isAdmissible(indicator: IndicatorRules, value: MarkValue): boolean {
  return whyInadmissible(indicator, value) === null;
}

/** RANGE: a step of the scale. BINARY: none or all of the points. TERNARY: none, half or all of them. */
function whyOffScale(
  indicator: Extract<IndicatorRules, { kind: 'RANGE' | 'BINARY' | 'TERNARY' }>,
  text: string,
): InadmissibleReason | null {
  const points = parseDecimal(text);
  if (points === null) {
    return 'NOT_A_NUMBER';
  }
  const scale = stepsOf(indicator);
  if (compare(points, scale.low) < 0 || compare(points, scale.high) > 0) {
    return 'OUT_OF_RANGE';
  }
  if (equals(scale.step, ZERO)) {
    return null;
  }
  return isWhole(divide(subtract(points, scale.low), scale.step)) ? null : 'OFF_THE_STEPS';
}

/** The ends and the step of a scale of points; a step of zero means that every value between the ends will do. */
function stepsOf(indicator: Extract<IndicatorRules, { kind: 'RANGE' | 'BINARY' | 'TERNARY' }>): {
  readonly low: Rational;
  readonly high: Rational;
  readonly step: Rational;
} {
  if (indicator.kind === 'RANGE') {
    return { low: rational(indicator.min), high: rational(indicator.max), step: rational(indicator.step) };
  }
  const high = rational(indicator.maxPoints);
  return { low: ZERO, high, step: indicator.kind === 'BINARY' ? high : multiply(high, fraction(1n, 2n)) };
}
