import { hundredTimesGeometricMean } from './geometric-mean.js';
import type { CriterionRules, MethodologyRules } from './methodology-rules.js';
import { type Rational, add, compare, divide, equals, fraction, maximum, multiply, sum, ZERO } from './rational.js';
import { rational } from './rational-text.js';
import type { ItemOutcome } from './values.js';

/** Why a council has no total. */
export type NotRatedReason =
  /** An item has no outcome yet. */
  | 'NOT_SCORED'
  /** Evidence is missing, and the methodology wants that resolved first. */
  | 'NO_EVIDENCE'
  /** Less than the declared share of the points is applicable, or nothing is. */
  | 'BELOW_DATA_THRESHOLD'
  /** The methodology mixes linear and geometric criteria: the mean is not defined. */
  | 'AGGREGATORS_MIXED';

/** What a criterion brings: points of so many. Null where none of its indicators applies. */
export interface CriterionResult {
  readonly code: string;
  /** WITHIN_CRITERION: on the criterion's whole scale. GLOBAL: the sum of the indicators' points. */
  readonly points: Rational | null;
  /** The points that count: the criterion's maximum, or under GLOBAL that of its applicable indicators. */
  readonly maxPoints: Rational | null;
  /** points / maxPoints: what enters a geometric mean. */
  readonly share: Rational | null;
}

/** The exact total of one council, 0 to 100, or why there is none. */
export type TotalResult =
  | { readonly rated: true; readonly total: Rational; readonly criteria: readonly CriterionResult[] }
  | { readonly rated: false; readonly reason: NotRatedReason; readonly indicatorCodes: readonly string[] };

/**
 * Items to total (rating methodology, items to total). J is what applies, NO_EVIDENCE in it with zero:
 * GLOBAL T = 100 * sum p / sum M over J; WITHIN_CRITERION f_c = sum p / sum M over J in c, T = 100 * sum M_c f_c /
 * sum M_c, a criterion without J leaves both sums; GEOMETRIC T = 100 * prod max(f_c, floor_c)^(w_c / sum w), w_c = M_c,
 * or the applicable points of c under GLOBAL. Outcomes of indicators that the rules do not have are not looked at.
 */
export function totalOf(rules: MethodologyRules, outcomes: ReadonlyMap<string, ItemOutcome>): TotalResult {
  const kinds = new Set(rules.criteria.map(({ aggregator }) => aggregator.kind));
  if (kinds.size > 1) {
    return notRated('AGGREGATORS_MIXED');
  }
  const unscored = rules.indicators.filter(({ code }) => (outcomes.get(code)?.kind ?? 'NOT_SCORED') === 'NOT_SCORED');
  if (unscored.length > 0) {
    return notRated(
      'NOT_SCORED',
      unscored.map(({ code }) => code),
    );
  }
  const withoutEvidence = rules.indicators.filter(({ code }) => outcomes.get(code)?.kind === 'NO_EVIDENCE');
  if (rules.noEvidenceRule === 'BLOCK' && withoutEvidence.length > 0) {
    return notRated(
      'NO_EVIDENCE',
      withoutEvidence.map(({ code }) => code),
    );
  }
  if (!reachesThreshold(rules, outcomes)) {
    return notRated(
      'BELOW_DATA_THRESHOLD',
      rules.indicators.filter(({ code }) => !applies(outcomes, code)).map(({ code }) => code),
    );
  }
  const criteria = rules.criteria
    .toSorted((left, right) => left.order - right.order)
    .map((criterion) => criterionResult(rules, criterion, outcomes));
  return { rated: true, total: combine(rules, criteria), criteria };
}

function notRated(reason: NotRatedReason, indicatorCodes: readonly string[] = []): TotalResult {
  return { rated: false, reason, indicatorCodes };
}

function applies(outcomes: ReadonlyMap<string, ItemOutcome>, indicatorCode: string): boolean {
  return outcomes.get(indicatorCode)?.kind !== 'NOT_APPLICABLE';
}

function reachesThreshold(rules: MethodologyRules, outcomes: ReadonlyMap<string, ItemOutcome>): boolean {
  const all = sum(rules.indicators.map(({ maxPoints }) => rational(maxPoints)));
  const applicable = sum(
    rules.indicators.filter(({ code }) => applies(outcomes, code)).map(({ maxPoints }) => rational(maxPoints)),
  );
  return compare(applicable, ZERO) > 0 && compare(applicable, multiply(all, rational(rules.dataThreshold))) >= 0;
}

function criterionResult(
  rules: MethodologyRules,
  criterion: CriterionRules,
  outcomes: ReadonlyMap<string, ItemOutcome>,
): CriterionResult {
  let earned = ZERO;
  let applicable = ZERO;
  for (const { code, criterionCode, maxPoints } of rules.indicators) {
    if (criterionCode === criterion.code && applies(outcomes, code)) {
      const outcome = outcomes.get(code);
      earned = outcome?.kind === 'POINTS' ? add(earned, outcome.points) : earned;
      applicable = add(applicable, rational(maxPoints));
    }
  }
  if (equals(applicable, ZERO)) {
    return { code: criterion.code, points: null, maxPoints: null, share: null };
  }
  const share = divide(earned, applicable);
  const weight = rules.naRule === 'GLOBAL' ? applicable : rational(criterion.maxPoints);
  return { code: criterion.code, points: multiply(weight, share), maxPoints: weight, share };
}

function combine(rules: MethodologyRules, criteria: readonly CriterionResult[]): Rational {
  const counted = criteria.flatMap(({ code, points, maxPoints, share }) => {
    const aggregator = rules.criteria.find((criterion) => criterion.code === code)?.aggregator;
    return points && maxPoints && share ? [{ points, weight: maxPoints, share, aggregator }] : [];
  });
  if (counted.some(({ aggregator }) => aggregator?.kind === 'GEOMETRIC')) {
    return hundredTimesGeometricMean(
      counted.map(({ share, weight, aggregator }) => ({
        value: aggregator?.kind === 'GEOMETRIC' ? maximum(share, rational(aggregator.floor)) : share,
        weight,
      })),
    );
  }
  const points = sum(counted.map((criterion) => criterion.points));
  return divide(multiply(fraction(100n), points), sum(counted.map(({ weight }) => weight)));
}
