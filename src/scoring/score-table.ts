import { categoryOfTotal } from './category.js';
import type { MethodologyRules } from './methodology-rules.js';
import { type RankKey, competitionRanks } from './rank.js';
import type { Rational } from './rational.js';
import { toDecimalString, toExactString } from './rational-text.js';
import { roundHalfUp } from './rounding.js';
import { type CriterionResult, type NotRatedReason, totalOf } from './totals.js';
import type { ItemOutcome } from './values.js';

/** The outcomes of one council's items, by indicator code. */
export interface CouncilOutcomes {
  /** Whatever names the council for the caller; it has no influence. */
  readonly council: string;
  readonly outcomes: ReadonlyMap<string, ItemOutcome>;
}

/** One criterion of a row, in exact numbers as text; null where none of its indicators applies. */
export interface CriterionFigure {
  readonly code: string;
  readonly points: string | null;
  readonly maxPoints: string | null;
}

/** The row of a council that has a total. */
export interface RatedRow {
  readonly council: string;
  readonly rated: true;
  /** The total before rounding, "638/7". */
  readonly totalExact: string;
  /** The number that is published, with the declared decimals, "91". */
  readonly published: string;
  /** Null only where the categories do not cover the number. */
  readonly category: string | null;
  /** The competition rank on the published number among the rated councils. */
  readonly rank: number;
  readonly criteria: readonly CriterionFigure[];
}

/** The row of a council that is published as not rated, and on which items that rests. */
export interface NotRatedRow {
  readonly council: string;
  readonly rated: false;
  readonly reason: NotRatedReason;
  readonly indicatorCodes: readonly string[];
}

/** One row of the table, to be told apart by `rated`. */
export type ScoreRow = RatedRow | NotRatedRow;

/**
 * The whole table of a cycle, rows in the order of the input: exact total, one rounding, category, and rank on the
 * published number, ties ordered by the points of the declared criteria as the row shows them (a criterion that does not
 * apply comes last) and otherwise shared. Councils that are not rated take no rank. Throws a RangeError on rules that were never checked.
 */
export function scoreTable(rules: MethodologyRules, councils: readonly CouncilOutcomes[]): ScoreRow[] {
  const totals = councils.map(({ council, outcomes }) => ({ council, result: totalOf(rules, outcomes) }));
  const keys = totals.flatMap(({ result }) => (result.rated ? [rankKey(rules, result.total, result.criteria)] : []));
  const ranks = competitionRanks(keys).values();
  return totals.map(({ council, result }) => {
    if (!result.rated) {
      return { council, rated: false, reason: result.reason, indicatorCodes: result.indicatorCodes };
    }
    return {
      council,
      rated: true,
      totalExact: toExactString(result.total),
      published: toDecimalString(result.total, rules.publishedDecimals),
      category: categoryOfTotal(rules, result.total),
      rank: ranks.next().value ?? 0,
      criteria: result.criteria.map(criterionFigure),
    };
  });
}

function rankKey(rules: MethodologyRules, total: Rational, criteria: readonly CriterionResult[]): RankKey {
  const points = rules.tieBreak.map((code) => criteria.find((criterion) => criterion.code === code)?.points ?? null);
  return [roundHalfUp(total, rules.publishedDecimals), ...points];
}

function criterionFigure({ code, points, maxPoints }: CriterionResult): CriterionFigure {
  return {
    code,
    points: points && toExactString(points),
    maxPoints: maxPoints && toExactString(maxPoints),
  };
}
