import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { type MarkedItem, ratersOf, withoutRater } from './marked-items.js';
import { type RankChange, rankChange } from './rank-change.js';
import { ranksUnder } from './ranker.js';
import { type ScoreGrid, withChanges, withoutIndicators } from './score-grid.js';
import type { TotalRule } from './weighted-totals.js';

/** What leaving out one indicator, criterion or rater does. */
export interface LeftOut extends RankChange {
  readonly code: string;
}

/** The changes of the ranks for each that is left out, in the order of the criteria's codes, then of their own. */
export interface LeaveOneOut {
  readonly indicators: readonly LeftOut[];
  readonly criteria: readonly LeftOut[];
  /** Null without marks. */
  readonly raters: readonly LeftOut[] | null;
}

/**
 * Leaves out each indicator, each criterion and each rater in turn and compares the ranks with the published ones (as
 * `remove_elements` of the R package COINr does). An indicator that is left out applies to nobody: under GLOBAL its
 * points leave all sums, under WITHIN_CRITERION its criterion keeps its weight. A council to which nothing else applies
 * drops out of the comparison; none is judged anew by the data threshold.
 */
export function leaveOneOut(
  rules: MethodologyRules,
  grid: ScoreGrid,
  rule: TotalRule,
  published: readonly number[],
  items: readonly MarkedItem[] | null,
): LeaveOneOut {
  const changeIn = (code: string, changed: ScoreGrid): LeftOut => ({
    code,
    ...rankChange(grid.councils, published, ranksUnder(rules, changed, rule, grid.nominal)),
  });
  return {
    indicators: grid.indicators.map((code, indicator) =>
      changeIn(code, withoutIndicators(grid, indicator, indicator + 1)),
    ),
    criteria: grid.criteria.map((code, criterion) =>
      changeIn(code, withoutIndicators(grid, grid.firstOf[criterion] ?? 0, grid.firstOf[criterion + 1] ?? 0)),
    ),
    raters: items && ratersOf(items).map((code) => changeIn(code, withChanges(grid, withoutRater(rules, items, code)))),
  };
}
