import type { IndicatorRules } from './methodology-rules.js';
import { compare, type Rational, ZERO } from './rational.js';
import { rational } from './rational-text.js';

/** The ends of the scale of an indicator that raters judge. */
export function scaleOf(indicator: IndicatorRules): { readonly low: Rational; readonly high: Rational } {
  switch (indicator.kind) {
    case 'LEVELS': {
      const points = indicator.levels.map((level) => rational(level.points)).toSorted(compare);
      return { low: points[0] ?? ZERO, high: points.at(-1) ?? ZERO };
    }
    case 'RANGE':
      return { low: rational(indicator.min), high: rational(indicator.max) };
    default:
      return { low: ZERO, high: rational(indicator.maxPoints) };
  }
}
