import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import type { ScoreGrid } from './score-grid.js';
import { tieBreakerOf } from './tie-breaker.js';
import { type TotalRule, weightedTotals } from './weighted-totals.js';

/** The table under one set of weights; the arrays are filled anew each time. */
export interface RankedTable {
  /** From 0 to 1; NaN for a council without a total. */
  readonly totals: Float64Array;
  /** 100 times the total in units of the last published decimal, rounded half up; -1 without a total. */
  readonly published: Int32Array;
  /** Competition ranks on the published number, then on the tie-break; 0 without a total. */
  readonly ranks: Int32Array;
}

/** Ranks the councils under weights of the indicators, see `ranker`. */
export type Ranker = (weights: Float64Array) => RankedTable;

const roundingTolerance = 1e-9;

/**
 * A function that makes the table of a set of weights as the official one is made: total, one rounding, competition
 * ranks on the published number, ties ordered by the declared criteria.
 *
 * The sums are binary numbers, added in a fixed order with operations that IEEE 754 rounds the same everywhere. So that
 * a total of exactly one half (all shares 0.805, say) is not pushed below it by the last bits, a total within 10^-9
 * below a half counts as the half.
 */
export function ranker(
  rules: Pick<MethodologyRules, 'publishedDecimals' | 'tieBreak'>,
  grid: ScoreGrid,
  rule: TotalRule,
): Ranker {
  const size = grid.councils.length;
  const scale = 100 * 10 ** rules.publishedDecimals;
  const table: RankedTable = {
    totals: new Float64Array(size),
    published: new Int32Array(size),
    ranks: new Int32Array(size),
  };
  const starts = new Int32Array(scale + 2);
  const order = new Int32Array(size);
  const tieBreaker = tieBreakerOf(rules.tieBreak, grid, rule);

  return (weights) => {
    weightedTotals(grid, rule, weights, table.totals);
    let least = scale;
    let greatest = 0;
    for (let council = 0; council < size; council += 1) {
      const total = table.totals[council] ?? NaN;
      const number = Number.isNaN(total) ? -1 : Math.floor(total * scale + 0.5 + roundingTolerance);
      table.published[council] = number;
      table.ranks[council] = 0;
      least = number >= 0 && number < least ? number : least;
      greatest = number > greatest ? number : greatest;
    }
    orderByPublished(table.published, least, greatest, starts, order);
    let better = 0;
    for (let number = greatest; number >= least; number -= 1) {
      const start = starts[number] ?? 0;
      const end = starts[number + 1] ?? 0;
      for (let place = start; place < end; place += 1) {
        table.ranks[order[place] ?? 0] = better + 1;
      }
      if (end - start > 1) {
        tieBreaker?.(order.subarray(start, end), weights, table.ranks);
      }
      better += end - start;
    }
    return table;
  };
}

/** The ranks of one set of weights, 0 for a council without a total. */
export function ranksUnder(
  rules: Pick<MethodologyRules, 'publishedDecimals' | 'tieBreak'>,
  grid: ScoreGrid,
  rule: TotalRule,
  weights: Float64Array,
): readonly number[] {
  return [...ranker(rules, grid, rule)(weights).ranks];
}

/**
 * Sorts by counting: from `starts[number]` on `order` holds the councils with this number, for numbers from `least` to
 * `greatest`; those with -1 are nowhere.
 */
function orderByPublished(
  published: Int32Array,
  least: number,
  greatest: number,
  starts: Int32Array,
  order: Int32Array,
): void {
  starts.fill(0, least, greatest + 2);
  for (const number of published) {
    if (number >= 0) {
      starts[number] = (starts[number] ?? 0) + 1;
    }
  }
  let sum = 0;
  for (let number = least; number <= greatest + 1; number += 1) {
    sum += starts[number] ?? 0;
    starts[number] = sum;
  }
  for (const [council, number] of published.entries()) {
    if (number >= 0) {
      const place = (starts[number] ?? 0) - 1;
      starts[number] = place;
      order[place] = council;
    }
  }
}
