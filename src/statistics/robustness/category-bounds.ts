import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { type Rational, compare, floor, fraction, multiply, negate } from '../../scoring/rational.js';
import { rational } from '../../scoring/rational-text.js';
import { nearestNumber } from '../composite/nearest-number.js';

/** Tells the category of a table's row as a position in `codes`; the last one, null, is below every bound. */
export interface CategoryBounds {
  readonly codes: readonly (string | null)[];
  /** By the published number in units of its last decimal, or by the exact total from 0 to 1, as the rules declare. */
  categoryOf(published: number, total: number): number;
}

const tolerance = 1e-9;

/**
 * The categories by their lower bounds, the greatest first. On the published number the comparison is one of whole
 * numbers; on the total a distance of 10^-9 below a bound, in units of the last published decimal, counts as reaching
 * it.
 */
export function categoryBounds(
  rules: Pick<MethodologyRules, 'categories' | 'categoryBasis' | 'publishedDecimals'>,
): CategoryBounds {
  const scale = fraction(10n ** BigInt(rules.publishedDecimals));
  const bounds = rules.categories
    .map(({ code, lowerBound }) => ({ code, bound: multiply(rational(lowerBound), scale) }))
    .toSorted((left, right) => compare(right.bound, left.bound));
  const wholeBounds = bounds.map(({ bound }) => Number(ceiling(bound)));
  const rawBounds = bounds.map(({ bound }) => nearestNumber(bound) - tolerance);
  const rawScale = 100 * 10 ** rules.publishedDecimals;
  return {
    codes: [...bounds.map(({ code }) => code), null],
    categoryOf: (published, total) =>
      rules.categoryBasis === 'ROUNDED'
        ? firstReached(wholeBounds, published)
        : firstReached(rawBounds, total * rawScale),
  };
}

function firstReached(limits: readonly number[], value: number): number {
  const found = limits.findIndex((limit) => value >= limit);
  return found === -1 ? limits.length : found;
}

function ceiling(value: Rational): bigint {
  return -floor(negate(value));
}
