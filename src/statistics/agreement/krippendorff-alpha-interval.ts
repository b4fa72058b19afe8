import {
  disagreements,
  type DifferenceMetric,
  type KrippendorffAlpha,
  krippendorffAlpha,
} from './krippendorff-alpha.js';
import { quantile } from './quantile.js';
import { ratedUnits } from './rating-units.js';
import type { GivenTable } from './tables.js';

/** Where random numbers come from: at least 0 and less than 1. A seeded source makes a result repeatable. */
export interface RandomSource {
  uniform(): number;
}

/** How an interval is drawn. */
export interface IntervalOptions {
  readonly random: RandomSource;
  /** How many samples are drawn, 2000 unless given. */
  readonly draws?: number;
  /** The share of the samples the interval holds, 0.95 unless given. */
  readonly level?: number;
}

/** Krippendorff's alpha with an interval. */
export interface KrippendorffAlphaInterval extends KrippendorffAlpha {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number;
  readonly draws: number;
  /** Samples without variation, whose alpha is undefined; they are left out of the interval. */
  readonly undefinedDraws: number;
}

/**
 * Krippendorff's alpha with a percentile interval: the units with two values are drawn with replacement, as many as
 * there are, alpha is taken of each sample, and the interval is what holds `level` of these. The same source in the
 * same state gives the same interval; one number is taken per unit and draw.
 *
 * No limits (null) when alpha has no value, with fewer than two units, whose samples say nothing, when no sample has an
 * alpha, and when `draws` is not a whole number of at least one or `level` not between 0 and 1.
 *
 * Percentile bootstrap over units: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; for alpha
 * Zapf, Castell, Morawietz & Karch (2016), BMC Medical Research Methodology 16:93.
 */
export function krippendorffAlphaInterval(
  ratings: GivenTable,
  metric: DifferenceMetric,
  { random, draws = 2000, level = 0.95 }: IntervalOptions,
): KrippendorffAlphaInterval {
  const alpha = krippendorffAlpha(ratings, metric);
  const { values, units } = ratedUnits(ratings);
  const canDraw = Number.isSafeInteger(draws) && draws >= 1 && level > 0 && level < 1;
  if (alpha.value === null || units.length < 2 || !canDraw) {
    return { ...alpha, lower: null, upper: null, level, draws, undefinedDraws: 0 };
  }
  const drawn: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const sample = units.flatMap(() => {
      const place = Math.floor(random.uniform() * units.length);
      return units.slice(place, place + 1);
    });
    const { observed, expected } = disagreements(values, sample, metric);
    if (expected > 0) {
      drawn.push(1 - observed / expected);
    }
  }
  const limit = (share: number) => (drawn.length === 0 ? null : quantile(drawn, share));
  return {
    ...alpha,
    lower: limit((1 - level) / 2),
    upper: limit((1 + level) / 2),
    level,
    draws,
    undefinedDraws: draws - drawn.length,
  };
}
