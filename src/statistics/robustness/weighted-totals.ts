import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { rational } from '../../scoring/rational-text.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { exponential, naturalLogarithm } from '../random/elementary.js';
import type { ScoreGrid } from './score-grid.js';

/** How weighted shares make a total. */
export interface TotalRule {
  readonly naRule: MethodologyRules['naRule'];
  /** The least share of each criterion in a geometric mean, in the order of the grid; null for the linear total. */
  readonly floors: readonly number[] | null;
}

/** The rule of the methodology. */
export function totalRuleOf(rules: MethodologyRules, grid: ScoreGrid): TotalRule {
  const floors = grid.criteria.map((code) => {
    const aggregator = rules.criteria.find((criterion) => criterion.code === code)?.aggregator;
    return aggregator?.kind === 'GEOMETRIC' ? nearestNumber(rational(aggregator.floor)) : null;
  });
  return { naRule: rules.naRule, floors: floors.some((floor) => floor === null) ? null : floors.map(Number) };
}

/**
 * The totals from 0 to 1 under given weights of the indicators, J being what applies to the council: GLOBAL T = sum w f
 * / sum w over J; WITHIN_CRITERION T = sum_c W_c f_c / sum_c W_c with f_c = sum w f / sum w over J in c and W_c the sum
 * of all weights of c, a criterion without J leaving both sums; geometric T = prod max(f_c, floor_c)^(W_c / sum W), W_c
 * being the sum over J in c under GLOBAL. With the nominal weights that is the official total. NaN for a council to
 * which nothing with a weight applies. The weights are whole numbers, so that sums of them are exact; all is added in
 * the order of the grid.
 */
export function weightedTotals(grid: ScoreGrid, rule: TotalRule, weights: Float64Array, totals: Float64Array): void {
  for (let council = 0; council < totals.length; council += 1) {
    totals[council] =
      rule.floors === null && rule.naRule === 'GLOBAL'
        ? globalTotal(grid, weights, council)
        : totalByCriterion(grid, rule, weights, council);
  }
}

/** What a criterion brings: the sum of its weights that counts, and that times its share; no weight when it is out. */
export interface CriterionPart {
  weight: number;
  points: number;
}

/** Fills in the part of one criterion of a council under given weights, see `weightedTotals`. */
export function fillCriterionPart(
  part: CriterionPart,
  grid: ScoreGrid,
  rule: TotalRule,
  weights: Float64Array,
  council: number,
  criterion: number,
): void {
  const start = council * weights.length;
  const end = grid.firstOf[criterion + 1] ?? 0;
  let all = 0;
  let applicable = 0;
  let points = 0;
  for (let indicator = grid.firstOf[criterion] ?? 0; indicator < end; indicator += 1) {
    const weight = weights[indicator] ?? 0;
    all += weight;
    applicable += weight * (grid.applies[start + indicator] ?? 0);
    points += weight * (grid.shares[start + indicator] ?? 0);
  }
  // One object is filled again and again: a new one for each of millions of parts would cost more than the sums.
  part.weight = applicable === 0 || rule.naRule === 'GLOBAL' ? applicable : all;
  part.points = applicable === 0 || rule.naRule === 'GLOBAL' ? points : all * (points / applicable);
}

function totalByCriterion(grid: ScoreGrid, rule: TotalRule, weights: Float64Array, council: number): number {
  const part: CriterionPart = { weight: 0, points: 0 };
  let weight = 0;
  let points = 0;
  let logarithms = 0;
  for (let criterion = 0; criterion < grid.criteria.length; criterion += 1) {
    fillCriterionPart(part, grid, rule, weights, council, criterion);
    if (part.weight > 0) {
      weight += part.weight;
      points += part.points;
      if (rule.floors !== null) {
        const share = Math.max(part.points / part.weight, rule.floors[criterion] ?? 0);
        logarithms += part.weight * (naturalLogarithm(share) ?? NaN);
      }
    }
  }
  return rule.floors === null ? points / weight : (exponential(logarithms / weight) ?? NaN);
}

function globalTotal(grid: ScoreGrid, weights: Float64Array, council: number): number {
  const start = council * weights.length;
  let applicable = 0;
  let points = 0;
  for (let indicator = 0; indicator < weights.length; indicator += 1) {
    const weight = weights[indicator] ?? 0;
    applicable += weight * (grid.applies[start + indicator] ?? 0);
    points += weight * (grid.shares[start + indicator] ?? 0);
  }
  return points / applicable;
}
