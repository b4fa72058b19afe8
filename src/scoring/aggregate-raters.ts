import type { IndicatorRules, MethodologyRules, RaterAggregation } from './methodology-rules.js';
import { markOutcome } from './points.js';
import { type Rational, add, compare, divide, fraction, sum } from './rational.js';
import { type ItemOutcome, type MarkValue, type NotScoredReason, notScored, scored } from './values.js';

/** Where the outcome of an item comes from; null while there is none. */
export type AggregationBasis = RaterAggregation['kind'] | 'NOT_APPLICABLE' | 'NO_EVIDENCE';

/** How many raters said so without being followed. */
export interface MinorityAbstentions {
  readonly notApplicable: number;
  readonly noEvidence: number;
}

/** What the raters of one item say together. */
export interface RaterAggregate {
  readonly outcome: ItemOutcome;
  readonly basis: AggregationBasis | null;
  readonly minorityAbstentions: MinorityAbstentions;
}

/**
 * Makes one outcome of the marks that count for an item (the last round's, revealed, not void), by rating methodology,
 * raters to item:
 * - a strict majority of *all* these marks says NOT_APPLICABLE or NO_EVIDENCE: so be it;
 * - otherwise the marks with points are aggregated. A minority that abstains would send the item to a discussion of
 *   the raters; where no joint session is held, it is left out of the aggregate and told in `minorityAbstentions`;
 * - nothing to aggregate, a trimmed mean of too few, an inadmissible mark: NOT_SCORED, which blocks.
 * The order of the marks does not matter.
 */
export function aggregateRaters(
  rules: Pick<MethodologyRules, 'raterAggregation' | 'evenMedianRule'>,
  indicator: IndicatorRules,
  marks: readonly MarkValue[],
): RaterAggregate {
  const outcomes = marks.map((mark) => markOutcome(indicator, mark));
  const notApplicable = outcomes.filter(({ kind }) => kind === 'NOT_APPLICABLE').length;
  const noEvidence = outcomes.filter(({ kind }) => kind === 'NO_EVIDENCE').length;
  const points = outcomes.flatMap((outcome) => (outcome.kind === 'POINTS' ? [outcome.points] : []));
  const minorityAbstentions = { notApplicable, noEvidence };

  if (notApplicable + noEvidence + points.length < marks.length) {
    return unresolved('NOT_ADMISSIBLE', minorityAbstentions);
  }
  if (2 * notApplicable > marks.length) {
    return {
      outcome: { kind: 'NOT_APPLICABLE' },
      basis: 'NOT_APPLICABLE',
      minorityAbstentions: { notApplicable: 0, noEvidence },
    };
  }
  if (2 * noEvidence > marks.length) {
    return {
      outcome: { kind: 'NO_EVIDENCE' },
      basis: 'NO_EVIDENCE',
      minorityAbstentions: { notApplicable, noEvidence: 0 },
    };
  }
  if (points.length === 0) {
    return unresolved(marks.length === 0 ? 'NOTHING_GIVEN' : 'ABSTENTIONS_SPLIT', minorityAbstentions);
  }
  const aggregate = aggregatePoints(rules, indicator, points);
  return aggregate === null
    ? unresolved('TOO_FEW_TO_TRIM', minorityAbstentions)
    : { outcome: scored(aggregate), basis: rules.raterAggregation.kind, minorityAbstentions };
}

function unresolved(reason: NotScoredReason, minorityAbstentions: MinorityAbstentions): RaterAggregate {
  return { outcome: notScored(reason), basis: null, minorityAbstentions };
}

function aggregatePoints(
  rules: Pick<MethodologyRules, 'raterAggregation' | 'evenMedianRule'>,
  indicator: IndicatorRules,
  points: readonly Rational[],
): Rational | null {
  const aggregation = rules.raterAggregation;
  switch (aggregation.kind) {
    case 'MEDIAN':
      // The mean of two levels is no level, nor is that of yes and no: only a range can take it.
      return median(points, indicator.kind === 'RANGE' ? rules.evenMedianRule : 'LOWER');
    case 'MEAN':
      return trimmedMean(points, 0);
    case 'TRIMMED_MEAN':
      return trimmedMean(points, aggregation.drop);
  }
}

/** The middle of the values; of an even number the lower of the two middle ones or their mean. Null of none. */
export function median(values: readonly Rational[], evenRule: 'LOWER' | 'MEAN'): Rational | null {
  const sorted = values.toSorted(compare);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (lower === undefined || upper === undefined) {
    return null;
  }
  return evenRule === 'LOWER' ? lower : divide(add(lower, upper), fraction(2n));
}

/** The mean without the `drop` least and the `drop` greatest values; null unless more than 2 * drop are there. */
export function trimmedMean(values: readonly Rational[], drop: number): Rational | null {
  const kept = values.toSorted(compare).slice(drop, values.length - drop);
  return values.length > 2 * drop ? divide(sum(kept), fraction(BigInt(kept.length))) : null;
}
