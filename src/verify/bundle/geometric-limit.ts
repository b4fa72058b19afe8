import { compare, fraction, type MethodologyRules, multiply, rational, sum } from '../../scoring/index.js';
import { greatestCommonDivisor } from '../../scoring/rational.js';
import { refuse } from '../fault.js';

/** The greatest degree of the root that a geometric mean takes; beyond, one bundle would occupy a machine for hours. */
const greatestDegree = fraction(200_000n);

/**
 * Refuses a methodology with geometric criteria whose weights, as whole numbers, add up to more than can be computed in
 * reasonable time: the mean is an exact root of that degree. A methodology of 100 points in hundredths comes to 20,000.
 */
export function refuseTooFine({ criteria, indicators }: MethodologyRules, place: string): void {
  if (!criteria.some(({ aggregator }) => aggregator.kind === 'GEOMETRIC')) {
    return;
  }
  const weights = [...criteria, ...indicators].map(({ maxPoints }) => rational(maxPoints));
  const scale = weights.reduce((least, { denominator }) => (least / greatestCommonDivisor(least, denominator)) * denominator, 1n);
  if (compare(multiply(sum(weights), fraction(scale)), greatestDegree) > 0) {
    refuse('METHODOLOGY_TOO_FINE', place, 'The weights of the geometric criteria are finer than can be computed.');
  }
}
