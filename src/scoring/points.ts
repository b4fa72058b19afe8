import { isAdmissible } from './admissible.js';
import type { IndicatorRules } from './methodology-rules.js';
import { rational } from './rational-text.js';
import { type ItemOutcome, type MarkValue, notScored, scored } from './values.js';

/**
 * What one mark amounts to: a level's points, or the points given (rating methodology, value to points). A value that
 * the indicator does not take is NOT_SCORED, so that it blocks instead of counting for something.
 */
export function markOutcome(indicator: IndicatorRules, value: MarkValue): ItemOutcome {
  if (!isAdmissible(indicator, value)) {
    return notScored('NOT_ADMISSIBLE');
  }
  switch (value.kind) {
    case 'NOT_APPLICABLE':
    case 'NO_EVIDENCE':
      return { kind: value.kind };
    case 'POINTS':
      return scored(rational(value.points));
    case 'LEVEL': {
      const level = indicator.kind === 'LEVELS' ? indicator.levels.find(({ code }) => code === value.level) : undefined;
      return level ? scored(rational(level.points)) : notScored('NOT_ADMISSIBLE');
    }
  }
}
