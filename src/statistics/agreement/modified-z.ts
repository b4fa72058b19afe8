import { median } from './quantile.js';
import { isNegligible, mean, type NoValueReason, type Statistic, unknown } from './statistic.js';
import { completeTable } from './tables.js';

/** How far each value lies from the median, in robust standard deviations. */
export interface ModifiedZ extends Statistic<readonly number[]> {
  readonly median: number | null;
  readonly medianAbsoluteDeviation: number | null;
  /** The places of the values with a score beyond 3.5 on either side. */
  readonly flagged: readonly number[];
  /** What the deviations were measured with; null without a value. */
  readonly method: 'MAD' | 'MEAN_DEVIATION' | null;
}

/** How far each value lies from the median of the others. */
export interface DistanceFromOthers extends Statistic<readonly number[]> {
  /** The places of the values that are further away than the tolerance. */
  readonly flagged: readonly number[];
}

const fewest = 5;
const threshold = 3.5;

/**
 * The modified z scores 0.6745 (x - median) / MAD of values, of which those beyond 3.5 are flagged. When more than half
 * of the values are the same, so that the median absolute deviation (MAD) is zero, the mean absolute deviation takes
 * its place: (x - median) / (1.253314 * mean absolute deviation).
 *
 * No value: TOO_FEW with fewer than five values, for which `farFromOthers` is meant; NO_VARIATION when all are the
 * same; NOTHING_GIVEN, MISSING, NOT_FINITE for what is no list of numbers. Nothing is flagged then.
 *
 * Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers.
 */
export function modifiedZ(values: readonly number[]): ModifiedZ {
  const { reason } = completeTable([values]);
  if (reason !== null || values.length < fewest) {
    return { ...none(reason ?? 'TOO_FEW'), median: null, medianAbsoluteDeviation: null, method: null };
  }
  const centre = median(values);
  const deviations = values.map((value) => value - centre);
  const size = Math.max(...values.map(Math.abs));
  const absolute = deviations.map((deviation) => (isNegligible(deviation, size) ? 0 : Math.abs(deviation)));
  const medianAbsoluteDeviation = median(absolute);
  const meanDeviation = mean(absolute);
  const figures = { median: centre, medianAbsoluteDeviation };
  if (!Number.isFinite(meanDeviation)) {
    return { ...none('NOT_FINITE'), median: null, medianAbsoluteDeviation: null, method: null };
  }
  if (meanDeviation === 0) {
    return { ...none('NO_VARIATION'), ...figures, method: null };
  }
  const scores = deviations.map((deviation) =>
    medianAbsoluteDeviation > 0
      ? (0.6745 * deviation) / medianAbsoluteDeviation
      : deviation / (1.253314 * meanDeviation),
  );
  return {
    value: scores,
    reason: null,
    flagged: placesWhere(scores, (score) => Math.abs(score) > threshold),
    ...figures,
    method: medianAbsoluteDeviation > 0 ? 'MAD' : 'MEAN_DEVIATION',
  };
}

/**
 * The distance of each value from the median of the others, for lists too short for `modifiedZ`; those further away
 * than `tolerance` are flagged.
 *
 * No value: TOO_FEW with fewer than two values; OUT_OF_RANGE when the tolerance is negative or no number;
 * NOTHING_GIVEN, MISSING, NOT_FINITE for what is no list of numbers. Nothing is flagged then. A rule of this project.
 */
export function farFromOthers(values: readonly number[], tolerance: number): DistanceFromOthers {
  const { reason } = completeTable([values]);
  if (reason !== null || values.length < 2) {
    return none(reason ?? 'TOO_FEW');
  }
  if (!(tolerance >= 0)) {
    return none('OUT_OF_RANGE');
  }
  const distances = values.map((value, place) => Math.abs(value - median(values.toSpliced(place, 1))));
  const size = Math.max(...values.map(Math.abs));
  return {
    value: distances,
    reason: null,
    // 1 - 0.7 is a little more than 0.3, and no further away than that.
    flagged: placesWhere(distances, (distance) => distance > tolerance && !isNegligible(distance - tolerance, size)),
  };
}

function placesWhere(values: readonly number[], isMeant: (value: number) => boolean): number[] {
  return [...values.keys()].filter((place) => isMeant(values[place] ?? 0));
}

function none(reason: NoValueReason): DistanceFromOthers {
  return { ...unknown(reason), flagged: [] };
}
