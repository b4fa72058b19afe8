import type { Fault } from '../../errors.js';
import { compare, type IndicatorRules, parseDecimal, rational, whyNotOfficial } from '../../scoring/index.js';
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
  const reason = whyNotOfficial(indicator, text);
  if (points === null || reason !== null) {
    return [{ code: reason === 'OFF_THE_STEPS' ? reason : 'NOT_ADMISSIBLE', path }];
  }
  const minimum = leastPoints(present, indicator);
  return compare(points, rational(minimum)) < 0 ? [{ code: 'APPEAL_LOWERS_POINTS', path, parameters: { minimum } }] : [];
}
