import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { rational } from '../../scoring/rational-text.js';
import { type NotRatedRow, type RatedRow, scoreTable } from '../../scoring/score-table.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { noResult, type Result, result } from '../composite/result.js';
import { type Alternative, alternatives } from './alternatives.js';
import { type Dominance, dominance } from './dominance.js';
import { type LeaveOneOut, leaveOneOut } from './leave-one-out.js';
import { markedItems } from './marked-items.js';
import type { RobustnessInput, RobustnessReason } from './robustness-input.js';
import { areRulesSound, isShare } from './sound-rules.js';
import { outcomesOf, type ScoreGrid, scoreGrid } from './score-grid.js';
import { type SimulatedCouncil, simulate } from './simulate.js';
import { type UsedVariation, usedVariation } from './weight-draws.js';
import { totalRuleOf } from './weighted-totals.js';

/** How firm the place of one council is. */
export interface CouncilRobustness extends SimulatedCouncil {
  readonly council: string;
  /** The official figures. */
  readonly published: string;
  readonly rank: number;
  readonly category: string | null;
  /** Whether the published category has less than 95 % of the draws. */
  readonly nearBoundary: boolean;
}

/** How firm a table is. */
export interface RankRobustness {
  /** Who wants to repeat it needs these, and the points and rules. */
  readonly seed: string;
  readonly draws: number;
  readonly weights: UsedVariation;
  /** The rated councils in the order of the input; `pairwise` has the same. */
  readonly councils: readonly CouncilRobustness[];
  /** Row i, column l: in which share of the draws i stood above l; null for more than 200 councils. */
  readonly pairwise: readonly (readonly number[])[] | null;
  readonly dominance: Dominance;
  readonly leaveOneOut: LeaveOneOut;
  readonly alternatives: readonly Alternative[];
  /** Councils that the rules do not rate, and why; they take no part. */
  readonly notRated: readonly Pick<NotRatedRow, 'council' | 'reason'>[];
}

const defaultDraws = 10_000;
const mostDraws = 1_000_000;
const defaultGeometricFloor = '0.01';

/**
 * How firm the ranks of a table are (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 7; Saisana,
 * Saltelli & Tarantola 2005). The weights of the indicators are drawn many times around the nominal ones and the table
 * is made anew under each, as the rules make it: interval and median of the ranks, rank acceptability (SMAA-2, Lahdelma
 * & Salminen 2001), probability of the categories, of one council standing above another. Beside that, without chance:
 * which pairs are ordered under all weights, what leaving out an indicator, a criterion or a rater does, and what other
 * choices of method do.
 *
 * All chance comes from one generator, started with the seed; see `counterGenerator` and `dirichletUnits`. The same
 * input gives the same result to the last bit on every machine, and a permutation of the councils permutes it; that of
 * indicators, criteria or marks changes nothing. It is a statement about the method: no score is altered by it.
 */
export function rankRobustness(input: RobustnessInput): Result<RankRobustness, RobustnessReason> {
  const { rules, seed, draws = defaultDraws, geometricFloor = defaultGeometricFloor } = input;
  const fault = plainFault(input, draws);
  if (fault !== null) {
    return noResult(fault);
  }
  const outcomes = outcomesOf(rules, input.councils);
  if (outcomes === null) {
    return noResult('BAD_POINTS');
  }
  const rows = scoreTable(rules, outcomes);
  const rated = rows.filter((row) => row.rated);
  if (rated.length === 0) {
    return noResult('NOTHING_GIVEN');
  }
  const grid = scoreGrid(
    rules,
    outcomes.filter((_, index) => rows[index]?.rated),
  );
  const shares = nominalShares(rules, grid);
  const variation = usedVariation(input.weights ?? { kind: 'DIRICHLET' }, shares);
  if (variation === null || !isShare(geometricFloor)) {
    return noResult('BAD_WEIGHTS');
  }
  const rule = totalRuleOf(rules, grid);
  const published = rated.map(({ rank }) => rank);
  const items = input.marks ? markedItems(rules, grid, input.marks) : null;
  const simulation = simulate({ rules, grid, rule, variation, shares, seed, draws });
  return result({
    seed,
    draws,
    weights: variation,
    councils: simulation.councils.flatMap((simulated, index) => {
      const row = rated[index];
      return row ? [councilRobustness(row, simulated)] : [];
    }),
    pairwise: simulation.pairwise,
    dominance: dominance(grid),
    leaveOneOut: leaveOneOut(rules, grid, rule, published, items),
    alternatives: alternatives(rules, grid, rule, published, items, nearestNumber(rational(geometricFloor))),
    notRated: rows.flatMap((row) => (row.rated ? [] : [{ council: row.council, reason: row.reason }])),
  });
}

function plainFault({ rules, councils, seed }: RobustnessInput, draws: number): RobustnessReason | null {
  if (councils.length === 0) {
    return 'NOTHING_GIVEN';
  }
  if (new Set(councils.map(({ code }) => code)).size < councils.length) {
    return 'DUPLICATE_COUNCIL';
  }
  if (!areRulesSound(rules)) {
    return 'BAD_RULES';
  }
  if (seed === '') {
    return 'BAD_SEED';
  }
  return Number.isInteger(draws) && draws >= 1 && draws <= mostDraws ? null : 'BAD_DRAWS';
}

/** The greatest points of each indicator as a share of all, in the order of the grid. */
function nominalShares(rules: MethodologyRules, grid: ScoreGrid): readonly number[] {
  const points = grid.indicators.map((code) => {
    const indicator = rules.indicators.find((candidate) => candidate.code === code);
    return nearestNumber(rational(indicator?.maxPoints ?? '0'));
  });
  const all = points.reduce((left, right) => left + right, 0);
  return points.map((value) => value / all);
}

function councilRobustness(row: RatedRow, simulated: SimulatedCouncil): CouncilRobustness {
  const probability = simulated.categories.find(({ code }) => code === row.category)?.probability ?? 0;
  return {
    council: row.council,
    published: row.published,
    rank: row.rank,
    category: row.category,
    nearBoundary: probability < 0.95,
    ...simulated,
  };
}
