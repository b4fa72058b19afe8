import { compare, divide, fraction, type IndicatorRules, maximum, type Rational, rational, subtract, ZERO } from '../../../scoring/index.js';
import type { AuditIndicator } from './audit-mark.js';

/** The values of a scale that has few of them, least first; null of a range, and of what is measured. */
function valuesOf(indicator: IndicatorRules): readonly Rational[] | null {
  const most = rational(indicator.maxPoints);
  switch (indicator.kind) {
    case 'LEVELS':
      return indicator.levels.map(({ points }) => rational(points)).toSorted(compare);
    case 'BINARY':
      return [ZERO, most];
    case 'TERNARY':
      return [ZERO, divide(most, fraction(2n)), most];
    default:
      return null;
  }
}

/** The next lower value of an indicator that raters judge; null at its lower end, and of what is measured. */
export function stepBelow(indicator: IndicatorRules, points: Rational): Rational | null {
  if (indicator.kind === 'RANGE') {
    const least = rational(indicator.min);
    return compare(points, least) > 0 ? maximum(least, subtract(points, rational(indicator.step))) : null;
  }
  return valuesOf(indicator)?.findLast((value) => compare(value, points) < 0) ?? null;
}

/**
 * The place of points on the scale of an indicator as a fraction of it, from "0" to "1": levels and other values by their
 * rank, since their points rise unevenly, ranges by the points. Null for what does not lie on the scale.
 */
export function placeOn(indicator: IndicatorRules, points: Rational): Rational | null {
  if (indicator.kind === 'RANGE') {
    const [least, most] = [rational(indicator.min), rational(indicator.max)];
    return divide(subtract(points, least), subtract(most, least));
  }
  const values = valuesOf(indicator) ?? [];
  const rank = values.findIndex((value) => compare(value, points) === 0);
  return rank < 0 || values.length < 2 ? null : fraction(BigInt(rank), BigInt(values.length - 1));
}

/** An indicator as the signals look at it; null for a measured one, which nobody judges. */
export function auditIndicator(indicator: IndicatorRules): AuditIndicator | null {
  if (indicator.kind === 'MEASURED') {
    return null;
  }
  const { code, kind: family } = indicator;
  const most = rational(indicator.maxPoints);
  const shareOf = (points: Rational): number => toNumber(divide(points, most));
  if (indicator.kind === 'RANGE') {
    const width = shareOf(subtract(rational(indicator.max), rational(indicator.min)));
    return { code, family, step: shareOf(rational(indicator.step)), width };
  }
  const values = valuesOf(indicator) ?? [];
  const steps = values.slice(1).map((value, at) => subtract(value, values[at] ?? ZERO));
  return {
    code,
    family,
    step: shareOf(steps.toSorted(compare).at(-1) ?? ZERO),
    width: shareOf(subtract(values.at(-1) ?? ZERO, values[0] ?? ZERO)),
  };
}

/** The nearest double of a fraction: for statistics, never for points. */
export const toNumber = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
