import { fQuantile } from '../distributions/f-distribution.js';
import { finiteOrNull } from './statistic.js';
import type { MeanSquares } from './two-way-mean-squares.js';

/** The ends of a two-sided 95 % confidence interval, null where there is none. */
export interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

const noLimits: Limits = { lower: null, upper: null };
const upperPart = 0.975;

/** The limits of a ratio of two mean squares: it over, and times, the quantiles of F (Shrout & Fleiss, 1979). */
function ratioLimits(f: number, df1: number, df2: number): { readonly lower: number; readonly upper: number } {
  return { lower: f / fQuantile(upperPart, df1, df2), upper: f * fQuantile(upperPart, df2, df1) };
}

/** Limits of ICC(1,1) and ICC(3,1), from the F of the form; none when F is not finite. */
export function limitsOfOne(f: number, df1: number, df2: number, raters: number): Limits {
  const { lower, upper } = ratioLimits(f, df1, df2);
  const ofRatio = (ratio: number) => finiteOrNull((ratio - 1) / (ratio + raters - 1));
  return { lower: ofRatio(lower), upper: ofRatio(upper) };
}

/** Limits of ICC(1,k) and ICC(3,k), from the F of the form; none when F is not finite. */
export function limitsOfMean(f: number, df1: number, df2: number): Limits {
  const { lower, upper } = ratioLimits(f, df1, df2);
  return { lower: finiteOrNull(1 - 1 / lower), upper: finiteOrNull(1 - 1 / upper) };
}

/**
 * Limits of ICC(2,1), with the degrees of freedom of Satterthwaite for the mixture of mean squares in its denominator
 * (Shrout & Fleiss, 1979; McGraw & Wong, 1996, table 7). None without a residual: then the mixture has no distribution.
 */
export function limitsOfOneRandom(squares: MeanSquares, icc: number, targets: number, raters: number): Limits {
  const { betweenTargets, betweenRaters, residual } = squares;
  if (residual === 0) {
    return noLimits;
  }
  const judges = (raters * icc * betweenRaters) / residual;
  const rest = targets * (1 + (raters - 1) * icc) - raters * icc;
  const degrees = ((raters - 1) * (targets - 1) * (judges + rest) ** 2) / ((targets - 1) * judges ** 2 + rest ** 2);
  const mixture = raters * betweenRaters + (raters * targets - raters - targets) * residual;
  const high = fQuantile(upperPart, targets - 1, degrees);
  const low = fQuantile(upperPart, degrees, targets - 1);
  return {
    lower: finiteOrNull((targets * (betweenTargets - high * residual)) / (high * mixture + targets * betweenTargets)),
    upper: finiteOrNull((targets * (low * betweenTargets - residual)) / (mixture + targets * low * betweenTargets)),
  };
}

/** The limits of the mean of k raters from those of one (Spearman-Brown); none where one rater's is -1 / (k - 1). */
export function steppedUp({ lower, upper }: Limits, raters: number): Limits {
  const ofOne = (limit: number | null) => {
    const denominator = 1 + (raters - 1) * (limit ?? 0);
    return limit === null || denominator <= 0 ? null : finiteOrNull((raters * limit) / denominator);
  };
  return { lower: ofOne(lower), upper: ofOne(upper) };
}
