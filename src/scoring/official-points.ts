import { whyInadmissible, type InadmissibleReason } from './admissible.js';
import type { IndicatorRules } from './methodology-rules.js';
import { compare, equals, ZERO } from './rational.js';
import { parseDecimal, rational } from './rational-text.js';

/**
 * Why somebody who decides on official points directly (an appeal's panel, a correction) may not give these: null when
 * they are what a mark, a level or a measured value of the indicator can come to. Never throws on a text.
 */
export function whyNotOfficial(indicator: IndicatorRules, text: string): InadmissibleReason | null {
  if (indicator.kind !== 'LEVELS' && indicator.kind !== 'MEASURED') {
    return whyInadmissible(indicator, { kind: 'POINTS', points: text });
  }
  const points = parseDecimal(text);
  if (points === null) {
    return 'NOT_A_NUMBER';
  }
  if (compare(points, ZERO) < 0 || compare(points, rational(indicator.maxPoints)) > 0) {
    return 'OUT_OF_RANGE';
  }
  const steps = stepsOf(indicator);
  return steps === null || steps.some((step) => equals(rational(step), points)) ? null : 'OFF_THE_STEPS';
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
