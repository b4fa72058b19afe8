import type { ScoreGrid } from './score-grid.js';
import { type CriterionPart, fillCriterionPart, type TotalRule } from './weighted-totals.js';

/** Orders councils that share a rank by the tie-break, and writes the ranks that they then have. */
export type TieBreaker = (tied: Int32Array, weights: Float64Array, ranks: Int32Array) => void;

const units = 1e9;

/**
 * The tie-breaker of the declared criteria: their points in turn, more is better, a criterion that does not apply comes
 * last; who is equal in all keeps sharing. Points are compared in whole units of 10^-9 of the whole weight, so that the
 * last bits of a sum order nobody. Null without criteria.
 */
export function tieBreakerOf(codes: readonly string[], grid: ScoreGrid, rule: TotalRule): TieBreaker | null {
  const criteria = codes.map((code) => grid.criteria.indexOf(code)).filter((criterion) => criterion >= 0);
  if (criteria.length === 0) {
    return null;
  }
  const keys = new Float64Array(grid.councils.length * criteria.length);
  const part: CriterionPart = { weight: 0, points: 0 };
  const order = (left: number, right: number): number => {
    for (let index = 0; index < criteria.length; index += 1) {
      const difference = (keys[right * criteria.length + index] ?? 0) - (keys[left * criteria.length + index] ?? 0);
      if (difference !== 0) {
        return difference;
      }
    }
    return 0;
  };

  return (tied, weights, ranks) => {
    const whole = weights.reduce((left, right) => left + right, 0);
    for (const council of tied) {
      for (const [index, criterion] of criteria.entries()) {
        fillCriterionPart(part, grid, rule, weights, council, criterion);
        keys[council * criteria.length + index] =
          part.weight === 0 ? -1 : Math.floor((part.points / whole) * units + 0.5);
      }
    }
    const sorted = tied.toSorted(order);
    const first = ranks[sorted[0] ?? 0] ?? 0;
    let rank = first;
    for (const [index, council] of sorted.entries()) {
      rank = index > 0 && order(sorted[index - 1] ?? 0, council) === 0 ? rank : first + index;
      ranks[council] = rank;
    }
  };
}
