import type { DecimalText } from './methodology-rules.js';
import type { Rational } from './rational.js';

/** What a rater says of an item. POINTS are points of the indicator, whatever its kind, never a share. */
export type MarkValue =
  | { readonly kind: 'POINTS'; readonly points: DecimalText }
  | { readonly kind: 'LEVEL'; readonly level: string }
  | { readonly kind: 'NOT_APPLICABLE' }
  | { readonly kind: 'NO_EVIDENCE' };

/** Why an item has no outcome yet. */
export type NotScoredReason =
  /** There is no mark or measurement. */
  | 'NOTHING_GIVEN'
  /** A value that the indicator does not take: it should have been refused when it came in. */
  | 'NOT_ADMISSIBLE'
  /** A trimmed mean needs more marks with points than it drops. */
  | 'TOO_FEW_TO_TRIM'
  /** Every mark abstains, and neither NOT_APPLICABLE nor NO_EVIDENCE has a strict majority. */
  | 'ABSTENTIONS_SPLIT'
  /** The bands do not cover the value, or the goalposts stand on one another. */
  | 'RULE_UNDEFINED';

/**
 * What an item, or one mark on it, amounts to. The states without a number are never mixed: NOT_APPLICABLE leaves the
 * denominator, NO_EVIDENCE is zero or blocks, NOT_SCORED blocks. (The fourth, a mark withheld by a recusal, is simply
 * not among the marks.)
 */
export type ItemOutcome =
  | { readonly kind: 'POINTS'; readonly points: Rational }
  | { readonly kind: 'NOT_APPLICABLE' }
  | { readonly kind: 'NO_EVIDENCE' }
  | { readonly kind: 'NOT_SCORED'; readonly reason: NotScoredReason };

/** The outcome with so many points. */
export function scored(points: Rational): ItemOutcome {
  return { kind: 'POINTS', points };
}

/** The outcome without one, and why. */
export function notScored(reason: NotScoredReason): ItemOutcome {
  return { kind: 'NOT_SCORED', reason };
}
