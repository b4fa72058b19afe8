import type { CategoryRules, MethodologyRules } from './methodology-rules.js';
import { type Rational, compare } from './rational.js';
import { rational } from './rational-text.js';
import { roundHalfUp } from './rounding.js';

/** The code of the category with the greatest lower bound <= value; null below every bound. */
export function categoryOf(categories: readonly CategoryRules[], value: Rational): string | null {
  let reached: { readonly code: string; readonly bound: Rational } | null = null;
  for (const { code, lowerBound } of categories) {
    const bound = rational(lowerBound);
    if (compare(bound, value) <= 0 && (reached === null || compare(bound, reached.bound) > 0)) {
      reached = { code, bound };
    }
  }
  return reached?.code ?? null;
}

/** The category of a total, read from the published number or from the exact one, as the methodology declares. */
export function categoryOfTotal(
  rules: Pick<MethodologyRules, 'categories' | 'categoryBasis' | 'publishedDecimals'>,
  total: Rational,
): string | null {
  const basis = rules.categoryBasis === 'ROUNDED' ? roundHalfUp(total, rules.publishedDecimals) : total;
  return categoryOf(rules.categories, basis);
}
