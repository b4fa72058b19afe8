import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { counterGenerator } from '../random/counter-generator.js';
import { categoryBounds } from './category-bounds.js';
import { RankCounts, type RankShare } from './rank-counts.js';
import { ranker } from './ranker.js';
import type { ScoreGrid } from './score-grid.js';
import { type UsedVariation, weightDrawer } from './weight-draws.js';
import type { TotalRule } from './weighted-totals.js';

/** Pairs of more councils than this are not counted: it would take longer than everything else together. */
export const MOST_PAIRED_COUNCILS = 200;

/** What the draws say of one council. */
export interface SimulatedCouncil {
  /** The 5th and the 95th percentile of its ranks and the median, each a rank that occurred. */
  readonly rankInterval: { readonly low: number; readonly high: number };
  readonly medianRank: number;
  /** SMAA's b_i^r: the ranks that occurred. */
  readonly acceptability: readonly RankShare[];
  /** Every category of the rules, the best first; null stands for below every bound, left out when it did not occur. */
  readonly categories: readonly { readonly code: string | null; readonly probability: number }[];
}

/** What the draws say. */
export interface Simulation {
  readonly councils: readonly SimulatedCouncil[];
  /** Row i, column l: in which share of the draws i stood above l, ties counting for neither; null with too many. */
  readonly pairwise: readonly (readonly number[])[] | null;
}

/** What is simulated: councils of which all have a total under any weights. */
export interface SimulationPlan {
  readonly rules: MethodologyRules;
  readonly grid: ScoreGrid;
  readonly rule: TotalRule;
  readonly variation: UsedVariation;
  /** The nominal weights, sum one. */
  readonly shares: readonly number[];
  readonly seed: string;
  readonly draws: number;
}

/** Draws weights, makes the table under them, and counts, so many times. All numbers come from one generator. */
export function simulate({ rules, grid, rule, variation, shares, seed, draws }: SimulationPlan): Simulation {
  const size = grid.councils.length;
  const bounds = categoryBounds(rules);
  const tableOf = ranker(rules, grid, rule);
  const draw = weightDrawer(variation, shares, counterGenerator(seed));
  const weights = new Float64Array(shares.length);
  const ranks = new RankCounts(size, draws);
  const categories = new Uint32Array(size * bounds.codes.length);
  const above = size <= MOST_PAIRED_COUNCILS ? new Uint32Array(size * size) : null;
  for (let count = 0; count < draws; count += 1) {
    draw(weights);
    const table = tableOf(weights);
    ranks.add(table.ranks);
    for (let council = 0; council < size; council += 1) {
      const category = bounds.categoryOf(table.published[council] ?? 0, table.totals[council] ?? 0);
      const place = council * bounds.codes.length + category;
      categories[place] = (categories[place] ?? 0) + 1;
    }
    if (above) {
      countPairs(table.ranks, above);
    }
  }
  const councils = grid.councils.map((_, council) => ({
    rankInterval: { low: ranks.percentile(council, 5), high: ranks.percentile(council, 95) },
    medianRank: ranks.percentile(council, 50),
    acceptability: ranks.acceptability(council),
    categories: bounds.codes
      .map((code, index) => ({ code, probability: (categories[council * bounds.codes.length + index] ?? 0) / draws }))
      .filter(({ code, probability }) => code !== null || probability > 0),
  }));
  return { councils, pairwise: above && rowsOf(above, size, draws) };
}

function countPairs(ranks: Int32Array, above: Uint32Array): void {
  const size = ranks.length;
  for (let left = 0; left < size; left += 1) {
    for (let right = 0; right < size; right += 1) {
      const place = left * size + right;
      above[place] = (above[place] ?? 0) + Number((ranks[left] ?? 0) < (ranks[right] ?? 0));
    }
  }
}

function rowsOf(counts: Uint32Array, size: number, draws: number): readonly (readonly number[])[] {
  return Array.from({ length: size }, (_, row) =>
    Array.from(counts.subarray(row * size, (row + 1) * size), (count) => count / draws),
  );
}
