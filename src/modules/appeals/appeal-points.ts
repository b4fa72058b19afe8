import type { ErrorCode, Fault } from '../../errors.js';
import { compare, equals, type IndicatorRules, parseDecimal, rational, type Rational, whyInadmissible, ZERO } from '../../scoring/index.js';
import type { OfficialBasis } from '../evaluations/index.js';

/** The official points of an item as they stand: what was settled, or what has taken its place since. */
export interface PresentPoints {
  /** Exact; null for what has no number. */
  readonly points: string | null;
  readonly basis: OfficialBasis | null;
}

/**
 * The least points that lower nothing. Of an indicator that was found not to apply, and so is out of the council's total,
 * only the greatest ones do not, whatever the rest of the total is.
 */
export function leastPoints({ points, basis }: PresentPoints, { maxPoints }: IndicatorRules): string {
  if (points !== null) {
    return points;
  }
  return basis === 'NOT_APPLICABLE' ? maxPoints : '0';
}

/** Why an appeal may not lead to such points; none where it may: they are admissible by the methodology, and lower nothing. */
export function pointsFaults(
  indicator: IndicatorRules,
  present: PresentPoints,
  text: string,
  path: readonly string[],
): readonly Fault[] {
  const points = parseDecimal(text);
  const code = points === null ? 'NOT_ADMISSIBLE' : whyOffScale(indicator, text, points);
  if (points === null || code !== null) {
    return [{ code: code ?? 'NOT_ADMISSIBLE', path }];
  }
  const minimum = leastPoints(present, indicator);
  return compare(points, rational(minimum)) < 0 ? [{ code: 'APPEAL_LOWERS_POINTS', path, parameters: { minimum } }] : [];
}

/** Points that a mark, a level or a measured value of the indicator can come to. */
function whyOffScale(indicator: IndicatorRules, text: string, points: Rational): ErrorCode | null {
  if (indicator.kind === 'LEVELS' || indicator.kind === 'MEASURED') {
    if (compare(points, ZERO) < 0 || compare(points, rational(indicator.maxPoints)) > 0) {
      return 'NOT_ADMISSIBLE';
    }
    const steps = stepsOf(indicator);
    return steps === null || steps.some((step) => equals(rational(step), points)) ? null : 'OFF_THE_STEPS';
  }
  const reason = whyInadmissible(indicator, { kind: 'POINTS', points: text });
  return reason === null || reason === 'OFF_THE_STEPS' ? reason : 'NOT_ADMISSIBLE';
}

/** The points that levels or rules of measurement give; null where these give any between none and all. */
function stepsOf(indicator: Extract<IndicatorRules, { kind: 'LEVELS' | 'MEASURED' }>): readonly string[] | null {
  if (indicator.kind === 'LEVELS') {
    return indicator.levels.map(({ points }) => points);
  }
  const { normaliser } = indicator;
  if (normaliser.kind === 'BANDS') {
    return normaliser.bands.map(({ points }) => points);
  }
  return normaliser.kind === 'COMPARE_PREVIOUS' ? [normaliser.notLess, normaliser.less] : null;
}
