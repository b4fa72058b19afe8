import { isNegligible, mean, sum } from './statistic.js';

/** The mean squares of a complete table of targets by raters, with what they divide by. */
export interface MeanSquares {
  /** BMS: between targets. */
  readonly betweenTargets: number;
  /** WMS: within targets. */
  readonly withinTargets: number;
  /** JMS: between raters (judges). */
  readonly betweenRaters: number;
  /** EMS: the residual of targets and raters. */
  readonly residual: number;
}

/**
 * The two-way analysis of variance of a complete table, one row per target, at least two rows and two columns (Shrout &
 * Fleiss, 1979, table 1). What is no more than rounding is exactly zero, so that no variation can be told.
 */
export function twoWayMeanSquares(table: readonly (readonly number[])[]): MeanSquares {
  const targets = table.length;
  const raters = table[0]?.length ?? 0;
  const size = Math.max(...table.flat().map(Math.abs));
  const grandMean = mean(table.map(mean));
  const targetEffects = table.map((row) => mean(row) - grandMean);
  const raterEffects = (table[0] ?? []).map((_, rater) => mean(table.map((row) => (row[rater] ?? 0) - grandMean)));
  const meanSquare = (deviations: readonly number[], degreesOfFreedom: number) => {
    const real = deviations.filter((deviation) => !isNegligible(deviation, size));
    return sum(real.map((deviation) => deviation ** 2)) / degreesOfFreedom;
  };
  return {
    betweenTargets: raters * meanSquare(targetEffects, targets - 1),
    withinTargets: meanSquare(
      table.flatMap((row, target) => row.map((mark) => mark - grandMean - (targetEffects[target] ?? 0))),
      targets * (raters - 1),
    ),
    betweenRaters: targets * meanSquare(raterEffects, raters - 1),
    residual: meanSquare(
      table.flatMap((row, target) =>
        row.map((mark, rater) => mark - grandMean - (targetEffects[target] ?? 0) - (raterEffects[rater] ?? 0)),
      ),
      (targets - 1) * (raters - 1),
    ),
  };
}
