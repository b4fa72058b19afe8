import { known, type NoValueReason, type Statistic, unknown } from './statistic.js';
import { completeTable } from './tables.js';
import { median, quantile } from './quantile.js';

/** The disagreement of a panel on one item. All figures but `value` are on the image of the scale from 1 to 9. */
export interface DisagreementIndex extends Statistic {
  readonly median: number | null;
  readonly p30: number | null;
  readonly p70: number | null;
  /** p70 - p30 (IPR). */
  readonly interpercentileRange: number | null;
  /** How far the middle of p30 and p70 lies from the middle of the scale (AI). */
  readonly asymmetryIndex: number | null;
  /** The range that a panel may have before it disagrees, adjusted for symmetry (IPRAS). */
  readonly adjustedRange: number | null;
  /** Whether the interpercentile range is greater than the adjusted one; null without a value. */
  readonly disagreement: boolean | null;
  /** From the least to the greatest mark; the whole scale is 8. */
  readonly range: number | null;
}

/** The range of symmetric marks, and what each point of asymmetry adds. They were found on a scale from 1 to 9. */
const symmetricRange = 2.35;
const correctionForAsymmetry = 1.5;
const lowest = 1;
const highest = 9;

/**
 * The RAND/UCLA disagreement index of the marks of a panel on a scale from `min` to `max`: the interpercentile range
 * over the one adjusted for symmetry. More than 1 is disagreement. The constants hold for a scale from 1 to 9, so marks
 * are carried over to it: y = 1 + 8 (x - min) / (max - min).
 *
 * No value: NOTHING_GIVEN without marks; BAD_SCALE when the scale has no width; OUT_OF_RANGE for a mark off the scale;
 * MISSING, NOT_FINITE for a mark that is no number. One mark has the index 0.
 *
 * Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual, which has 2.35 and 1.5; quantiles by linear
 * interpolation.
 */
export function disagreementIndex(marks: readonly number[], min: number, max: number): DisagreementIndex {
  const reason = whyNotOnScale(marks, min, max);
  if (reason !== null) {
    return withoutValue(reason);
  }
  const width = max - min;
  const image = marks.map((mark) => lowest + ((highest - lowest) * (mark - min)) / width);
  const p30 = quantile(image, 0.3);
  const p70 = quantile(image, 0.7);
  const interpercentileRange = p70 - p30;
  const asymmetryIndex = Math.abs((lowest + highest) / 2 - (p30 + p70) / 2);
  const adjustedRange = symmetricRange + correctionForAsymmetry * asymmetryIndex;
  return {
    ...known(interpercentileRange / adjustedRange),
    median: median(image),
    p30,
    p70,
    interpercentileRange,
    asymmetryIndex,
    adjustedRange,
    // Thirds and tenths are rounded on the way: two ranges that are equal on paper must not become a disagreement.
    disagreement: interpercentileRange - adjustedRange > 1e-9,
    range: Math.max(...image) - Math.min(...image),
  };
}

function whyNotOnScale(marks: readonly number[], min: number, max: number): NoValueReason | null {
  const { reason } = completeTable([marks]);
  if (reason !== null) {
    return reason;
  }
  if (!(min < max && Number.isFinite(max - min))) {
    return 'BAD_SCALE';
  }
  return marks.some((mark) => mark < min || mark > max) ? 'OUT_OF_RANGE' : null;
}

function withoutValue(reason: NoValueReason): DisagreementIndex {
  return {
    ...unknown(reason),
    median: null,
    p30: null,
    p70: null,
    interpercentileRange: null,
    asymmetryIndex: null,
    adjustedRange: null,
    disagreement: null,
    range: null,
  };
}
