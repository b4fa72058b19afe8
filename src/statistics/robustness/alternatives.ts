import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { aggregatedBy, type MarkedItem } from './marked-items.js';
import { type RankChange, rankChange } from './rank-change.js';
import { ranksUnder } from './ranker.js';
import { type ScoreGrid, withChanges } from './score-grid.js';
import type { TotalRule } from './weighted-totals.js';

/** What another choice of method does to the ranks. */
export interface Alternative extends RankChange {
  readonly choice: 'NA_RULE' | 'AGGREGATOR' | 'RATER_AGGREGATION';
  /** What is taken instead of what the rules say. */
  readonly instead: MethodologyRules['naRule'] | 'LINEAR' | 'GEOMETRIC' | 'MEAN' | 'MEDIAN';
}

/**
 * The ranks under each other choice, one at a time: the other rule for what does not apply; the geometric mean of the
 * criteria, shares below the floor raised to it, instead of the linear one or the other way round; the mean of the
 * raters instead of the median, or the median instead of a mean. The last one only where there are marks.
 */
export function alternatives(
  rules: MethodologyRules,
  grid: ScoreGrid,
  rule: TotalRule,
  published: readonly number[],
  items: readonly MarkedItem[] | null,
  geometricFloor: number,
): readonly Alternative[] {
  const naRule = rule.naRule === 'GLOBAL' ? 'WITHIN_CRITERION' : 'GLOBAL';
  const floors = rule.floors === null ? grid.criteria.map(() => geometricFloor) : null;
  const changeOf = (otherGrid: ScoreGrid, otherRule: TotalRule): RankChange =>
    rankChange(grid.councils, published, ranksUnder(rules, otherGrid, otherRule, grid.nominal));
  const found: Alternative[] = [
    { choice: 'NA_RULE', instead: naRule, ...changeOf(grid, { ...rule, naRule }) },
    { choice: 'AGGREGATOR', instead: floors ? 'GEOMETRIC' : 'LINEAR', ...changeOf(grid, { ...rule, floors }) },
  ];
  if (items) {
    const instead = rules.raterAggregation.kind === 'MEDIAN' ? 'MEAN' : 'MEDIAN';
    const changed = withChanges(grid, aggregatedBy({ ...rules, raterAggregation: { kind: instead } }, items));
    found.push({ choice: 'RATER_AGGREGATION', instead, ...changeOf(changed, rule) });
  }
  return found;
}
