import { type RatedUnit, ratedUnits } from './rating-units.js';
import { finiteOrNull, known, type Statistic, sum, unknown } from './statistic.js';
import type { GivenTable } from './tables.js';

/** What a difference between two values means: any at all, steps of an order, a distance, or a proportion. */
export type DifferenceMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** Krippendorff's alpha with what it was made of. */
export interface KrippendorffAlpha extends Statistic {
  readonly metric: DifferenceMetric;
  /** Units with at least two values. */
  readonly units: number;
  /** The values in these units. */
  readonly pairable: number;
  /** Raters who gave at least one of these values. */
  readonly raters: number;
  /** The share of all cells given that is missing; null without a table. */
  readonly missingShare: number | null;
  /** The mean squared difference within units, and among all pairable values whatever their unit; null if none. */
  readonly observedDisagreement: number | null;
  readonly expectedDisagreement: number | null;
}

/**
 * Krippendorff's alpha, 1 - observed / expected disagreement, of ratings with one array per rater over the same units,
 * null = missing. Any number of raters, values and gaps. Units with one value are dropped before anything is counted,
 * so they change nothing, nor does a rater who gave nothing. 1 is agreement, 0 what chance gives, less is possible.
 *
 * No value: NO_PAIRS; NO_VARIATION when all pairable values are the same; OUT_OF_RANGE for a negative value under the
 * metric "ratio"; NOTHING_GIVEN, RAGGED, NOT_FINITE for what is no table.
 *
 * Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; the metrics as defined there.
 */
export function krippendorffAlpha(ratings: GivenTable, metric: DifferenceMetric): KrippendorffAlpha {
  const { values, units, raters, missingShare, reason } = ratedUnits(ratings);
  const { observed, expected } = disagreements(values, units, metric);
  const isOffRatio = metric === 'ratio' && values.some((value) => value < 0);
  const whyNot = isOffRatio ? 'OUT_OF_RANGE' : reason;
  return {
    ...(whyNot === null ? alphaOf(observed, expected) : unknown(whyNot)),
    metric,
    units: units.length,
    pairable: sum(units.map(({ size }) => size)),
    raters,
    missingShare,
    observedDisagreement: isOffRatio ? null : finiteOrNull(observed),
    expectedDisagreement: isOffRatio ? null : finiteOrNull(expected),
  };
}

function alphaOf(observed: number, expected: number): Statistic {
  if (expected === 0) {
    return unknown('NO_VARIATION');
  }
  // Over an infinite expectation any disagreement would be none.
  return expected === Number.POSITIVE_INFINITY ? unknown('NOT_FINITE') : known(1 - observed / expected);
}

/**
 * The observed and the expected disagreement of units, NaN of none. Each pair of a unit of m values weighs 1 / (m - 1),
 * so that every value counts once; the expected one compares every value with every other.
 */
export function disagreements(
  values: readonly number[],
  units: readonly RatedUnit[],
  metric: DifferenceMetric,
): { readonly observed: number; readonly expected: number } {
  const totals = values.map(() => 0);
  for (const [place, count] of units.flatMap(({ counts }) => counts)) {
    totals[place] = (totals[place] ?? 0) + count;
  }
  const n = sum(totals);
  const difference = squaredDifference(values, totals, metric);
  const within = units.map(({ size, counts }) => ofPairs(counts, difference) / (size - 1));
  const among = ofPairs([...totals.entries()], difference);
  return { observed: sum(within) / n, expected: among / (n * (n - 1)) };
}

/** The squared differences of all ordered pairs of different values. */
function ofPairs(
  counts: readonly (readonly [place: number, count: number])[],
  difference: (left: number, right: number) => number,
): number {
  let total = 0;
  for (const [index, [left, leftCount]] of counts.entries()) {
    for (let other = 0; other < index; other += 1) {
      const [right, rightCount] = counts[other] ?? [0, 0];
      total += 2 * leftCount * rightCount * difference(left, right);
    }
  }
  return total;
}

/** The squared difference of two distinct values, given by their places. */
function squaredDifference(
  values: readonly number[],
  totals: readonly number[],
  metric: DifferenceMetric,
): (left: number, right: number) => number {
  // An ordinal difference is how many values lie between two, half of either end included: the distance of midranks.
  const positions = metric === 'ordinal' ? middles(totals) : values;
  return (left, right) => {
    const [first, second] = [positions[left] ?? Number.NaN, positions[right] ?? Number.NaN];
    switch (metric) {
      case 'nominal':
        return 1;
      case 'ordinal':
      case 'interval':
        return (first - second) ** 2;
      case 'ratio':
        return first + second === 0 ? 0 : ((first - second) / (first + second)) ** 2;
    }
  };
}

function middles(totals: readonly number[]): number[] {
  let before = 0;
  return totals.map((total) => {
    before += total;
    return before - total / 2;
  });
}
