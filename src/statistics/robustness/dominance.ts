import type { ScoreGrid } from './score-grid.js';

/** How many pairs of councils are ordered whatever the weights are. */
export interface Dominance {
  readonly pairs: number;
  readonly ordered: number;
  /** ordered / pairs; null without a pair. */
  readonly share: number | null;
}

/** The share of pairs in which one council has the greater total under all positive weights, see `dominates`. */
export function dominance(grid: ScoreGrid): Dominance {
  const size = grid.councils.length;
  let ordered = 0;
  for (let left = 0; left < size; left += 1) {
    for (let right = left + 1; right < size; right += 1) {
      ordered += Number(dominates(grid, left, right) || dominates(grid, right, left));
    }
  }
  const pairs = (size * (size - 1)) / 2;
  return { pairs, ordered, share: pairs === 0 ? null : ordered / pairs };
}

/**
 * Whether the total of `left` before rounding is greater than that of `right` under all positive weights.
 *
 * Where the same indicators apply to both, that is: nowhere a lesser share, somewhere a greater one. In general, with C
 * the indicators of both, L those of `left` alone and R those of `right` alone, the difference of the two means has the
 * sign of a sum of w_a w_b (left_a - right_b), a from C and L, b from C and R. It is positive for all w exactly when
 * left_c >= right_c in C, left_a >= right_b for a in L and any b, and for any a and b in R, and not all of that is
 * equal. Under WITHIN_CRITERION and for geometric totals (above the floors) it is sufficient too, by criterion.
 */
export function dominates(grid: ScoreGrid, left: number, right: number): boolean {
  const width = grid.indicators.length;
  const shared = { least: Infinity, greatest: -Infinity };
  let leastOwn = Infinity;
  let greatestLeft = -Infinity;
  let greatestOther = -Infinity;
  let leastRight = Infinity;
  let isGreater = false;
  for (let indicator = 0; indicator < width; indicator += 1) {
    const upper = grid.shares[left * width + indicator] ?? 0;
    const lower = grid.shares[right * width + indicator] ?? 0;
    const ofLeft = grid.applies[left * width + indicator] === 1;
    const ofRight = grid.applies[right * width + indicator] === 1;
    if (ofLeft && ofRight) {
      if (upper < lower) {
        return false;
      }
      isGreater ||= upper > lower;
      shared.least = Math.min(shared.least, upper);
      shared.greatest = Math.max(shared.greatest, lower);
    } else if (ofLeft) {
      leastOwn = Math.min(leastOwn, upper);
    } else if (ofRight) {
      greatestOther = Math.max(greatestOther, lower);
    }
    greatestLeft = ofLeft ? Math.max(greatestLeft, upper) : greatestLeft;
    leastRight = ofRight ? Math.min(leastRight, lower) : leastRight;
  }
  const differs = leastOwn < Infinity || greatestOther > -Infinity;
  return (
    leastOwn >= Math.max(shared.greatest, greatestOther) &&
    shared.least >= greatestOther &&
    (isGreater || (differs && greatestLeft > leastRight))
  );
}
