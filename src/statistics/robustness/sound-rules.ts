import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { type Rational, compare, equals, ONE, sum, ZERO } from '../../scoring/rational.js';
import { parseRational } from '../../scoring/rational-text.js';

/** Whether the rules can be computed with: what an approved version fulfils, so that nothing here throws. */
export function areRulesSound(rules: MethodologyRules): boolean {
  const codes = rules.indicators.map(({ code }) => code);
  const criteria = rules.criteria.map(({ code }) => code);
  const aggregators = rules.criteria.map(({ aggregator }) => aggregator);
  const threshold = parseRational(rules.dataThreshold);
  return (
    codes.length > 0 &&
    new Set(codes).size === codes.length &&
    new Set(criteria).size === criteria.length &&
    rules.indicators.every(
      ({ criterionCode, maxPoints }) => criteria.includes(criterionCode) && isPositive(maxPoints),
    ) &&
    rules.criteria.every((criterion) => isSumOfIndicators(rules, criterion)) &&
    new Set(aggregators.map(({ kind }) => kind)).size === 1 &&
    aggregators.every((aggregator) => aggregator.kind === 'LINEAR' || isShare(aggregator.floor)) &&
    threshold !== null &&
    compare(threshold, ONE) <= 0 &&
    rules.categories.every(({ lowerBound }) => parseRational(lowerBound) !== null)
  );
}

/** Whether a text is an exact number > 0 and < 1. */
export function isShare(text: string): boolean {
  const value = parseRational(text);
  return value !== null && compare(value, ZERO) > 0 && compare(value, ONE) < 0;
}

function isSumOfIndicators(rules: MethodologyRules, criterion: { readonly code: string; readonly maxPoints: string }) {
  const declared = parseRational(criterion.maxPoints);
  const parts = rules.indicators
    .filter(({ criterionCode }) => criterionCode === criterion.code)
    .map(({ maxPoints }): Rational => parseRational(maxPoints) ?? ZERO);
  return declared !== null && equals(declared, sum(parts));
}

function isPositive(text: string): boolean {
  const value = parseRational(text);
  return value !== null && compare(value, ZERO) > 0;
}
