import {
  aggregateRaters,
  compare,
  type IndicatorRules,
  markOutcome,
  type MarkValue,
  type MethodologyRules,
  multiply,
  fraction,
  type RaterAggregate,
  type Rational,
  scaleOf,
  subtract,
} from '../../scoring/index.js';
import { disagreementIndex } from '../../statistics/index.js';
import { toNumber } from './numbers.js';

/**
 * Why the marks of an item are taken to disagree:
 * - INDEX: RAND/UCLA's disagreement index is 1 or more;
 * - RANGE: they lie further apart than a third of the scale, for with few raters quantiles are coarse;
 * - ABSTENTION: a minority says that the indicator does not apply, or that there is no evidence;
 * - TOO_FEW: fewer marks than the methodology asks for;
 * - UNRESOLVED: the rules make no outcome of them.
 */
export const triageReasons = ['INDEX', 'RANGE', 'ABSTENTION', 'TOO_FEW', 'UNRESOLVED'] as const;

/** A reason of the list. */
export type TriageReason = (typeof triageReasons)[number];

/** What the marks of a round come to. */
export interface Triage {
  /** Empty where they agree: then their aggregate may go to the consent list. */
  readonly reasons: readonly TriageReason[];
  readonly aggregate: RaterAggregate;
}

/** The points among some marks, least first. */
export function pointsOfMarks(indicator: IndicatorRules, marks: readonly MarkValue[]): readonly Rational[] {
  return marks
    .map((mark) => markOutcome(indicator, mark))
    .flatMap((outcome) => (outcome.kind === 'POINTS' ? [outcome.points] : []))
    .toSorted(compare);
}

/** Sorts an item by its marks (rating methodology, disagreement): to the consent list, or to discussion. */
export function triage(rules: MethodologyRules, indicator: IndicatorRules, marks: readonly MarkValue[], minRaters: number): Triage {
  const aggregate = aggregateRaters(rules, indicator, marks);
  const { notApplicable, noEvidence } = aggregate.minorityAbstentions;
  const points = pointsOfMarks(indicator, marks);
  const { low, high } = scaleOf(indicator);
  const reasons: TriageReason[] = [];
  if (marks.length < minRaters) {
    reasons.push('TOO_FEW');
  }
  if (aggregate.outcome.kind === 'NOT_SCORED') {
    reasons.push('UNRESOLVED');
  }
  const isMajorityOfAbstentions = aggregate.outcome.kind === 'NOT_APPLICABLE' || aggregate.outcome.kind === 'NO_EVIDENCE';
  if (!isMajorityOfAbstentions && notApplicable + noEvidence > 0) {
    reasons.push('ABSTENTION');
  }
  const [least, greatest] = [points[0], points.at(-1)];
  if (!isMajorityOfAbstentions && least && greatest) {
    const index = disagreementIndex(points.map(toNumber), toNumber(low), toNumber(high));
    if (index.value !== null && index.value >= 1) {
      reasons.push('INDEX');
    }
    if (compare(multiply(fraction(3n), subtract(greatest, least)), subtract(high, low)) > 0) {
      reasons.push('RANGE');
    }
  }
  return { reasons, aggregate };
}
