import { toExactString } from '../../scoring/rational-text.js';
import { noResult, type Result, result } from '../composite/result.js';
import { type AdditiveFit, fitAdditiveModel } from './additive-model.js';
import { type Component, components } from './components.js';
import { type CellsReason, type ExactCell, exactCells, groups, type SeverityCell } from './severity-cells.js';

/** What decides who is shown and flagged. */
export interface SeverityParameters {
  /**
   * One level or step of the scale: a lesser severity is never flagged. 0 by default, so that the error alone decides.
   */
  readonly step?: number;
  /** How many scores in common with others a rater needs to be shown. 8 by default. */
  readonly leastCommon?: number;
}

/** How severe one rater is, in the unit of the marks. */
export interface RaterSeverity {
  readonly rater: string;
  /** b > 0 lenient, < 0 severe, against the mean of all raters. */
  readonly severity: number;
  /** The same as an exact fraction; null with more than 20 raters. */
  readonly exact: string | null;
  /** Null, as `shrunken`, where `errorReason` tells why. */
  readonly standardError: number | null;
  /** b n / (n + kappa): drawn towards zero, the more so the fewer the scores in common. */
  readonly shrunken: number | null;
  /** Scores on items that another rater scored too. */
  readonly common: number;
  /** Whether there are enough of them to show the figure to anybody. */
  readonly shown: boolean;
  /** Shown, and |shrunken| greater than two standard errors and than one step: a signal for people, no correction. */
  readonly flagged: boolean;
}

/** The severities of a panel. */
export interface PanelSeverity {
  /** In the order of the raters' codes. */
  readonly raters: readonly RaterSeverity[];
  /** The variance of a mark around the model, sigma^2; null when nothing is left over to estimate it from. */
  readonly residualVariance: number | null;
  readonly degreesOfFreedom: number;
  /** SATURATED: as many parameters as marks, so there is no error to be seen. */
  readonly errorReason: 'SATURATED' | null;
}

/** Why there is no severity. */
export type SeverityReason =
  | CellsReason
  /** One rater has nobody to be compared with. */
  | 'TOO_FEW'
  /** The raters fall into groups that share no council: `components` names them. */
  | 'NOT_CONNECTED'
  /** The effects of raters and of indicators cannot be told apart, as when each indicator has a rater of its own. */
  | 'NOT_ESTIMABLE'
  /** A parameter is negative or not finite. */
  | 'BAD_PARAMETER';

const defaults = { step: 0, leastCommon: 8 };

/**
 * How severe the raters are, by the additive model x_ijk = t_i + d_j + b_k + e: council, indicator (where the cells
 * name several), rater; sum b = 0; ordinary least squares over the marks that are there (two-way classification with
 * unequal numbers, Yates 1934). One indicator family at a time, with values as shares of the greatest points or all on
 * one scale.
 *
 * - Up to 20 raters the severities are exact fractions, e.g. 1151/476.
 * - Standard errors from sigma^2 (X'X)^-1 with sigma^2 = residual squares / degrees of freedom; without any degree of
 *   freedom they are null.
 * - Shrinking by kappa = sigma^2 / sigma_b^2 (empirical Bayes), sigma_b^2 = (sum b^2 - sum SE^2) / (K - 1) by moments;
 *   is that not positive, the differences are no greater than the error makes them, and all shrink to zero.
 * - Neither the order of the cells nor that of the codes changes a digit. Raters who share no council, even over
 *   others, cannot be compared: NOT_CONNECTED.
 */
export function raterSeverity(
  cells: readonly SeverityCell[],
  parameters: SeverityParameters = {},
): Result<PanelSeverity, SeverityReason> & { readonly components: readonly Component[] } {
  const settings = { ...defaults, ...parameters };
  if (![settings.step, settings.leastCommon].every((number) => Number.isFinite(number) && number >= 0)) {
    return { ...noResult('BAD_PARAMETER'), components: [] };
  }
  const read = exactCells(cells);
  if (read.cells === null) {
    return { ...noResult(read.reason), components: [] };
  }
  const parts = components(read.cells);
  if (parts.length > 1) {
    return { ...noResult('NOT_CONNECTED'), components: parts };
  }
  if ((parts[0]?.raters.length ?? 0) < 2) {
    return { ...noResult('TOO_FEW'), components: parts };
  }
  const fit = fitAdditiveModel(read.cells);
  return fit
    ? { ...result(panelSeverity(fit, commonScores(read.cells), settings)), components: parts }
    : { ...noResult('NOT_ESTIMABLE'), components: parts };
}

function commonScores(cells: readonly ExactCell[]): ReadonlyMap<string, number> {
  const common = new Map<string, number>();
  for (const ofItem of groups(cells, ({ council, indicator }) => JSON.stringify([council, indicator]))) {
    for (const { rater } of ofItem.length > 1 ? ofItem : []) {
      common.set(rater, (common.get(rater) ?? 0) + 1);
    }
  }
  return common;
}

function panelSeverity(
  fit: AdditiveFit,
  common: ReadonlyMap<string, number>,
  { step, leastCommon }: Required<SeverityParameters>,
): PanelSeverity {
  const residualVariance = fit.degreesOfFreedom > 0 ? fit.residualSquares / fit.degreesOfFreedom : null;
  const errors = fit.varianceFactors.map((factor) =>
    residualVariance === null ? null : Math.sqrt(Math.max(0, factor) * residualVariance),
  );
  const shrink = shrinking(fit.effects, errors, residualVariance);
  const raters = fit.raters.map((rater, index) => {
    const severity = fit.effects[index] ?? 0;
    const exact = fit.exact?.[index];
    const standardError = errors[index] ?? null;
    const scores = common.get(rater) ?? 0;
    const shrunken = standardError === null ? null : shrink(severity, scores);
    const shown = scores >= leastCommon;
    return {
      rater,
      severity,
      exact: exact ? toExactString(exact) : null,
      standardError,
      shrunken,
      common: scores,
      shown,
      flagged:
        shown &&
        shrunken !== null &&
        standardError !== null &&
        Math.abs(shrunken) > 2 * standardError &&
        Math.abs(shrunken) > step,
    };
  });
  return {
    raters,
    residualVariance,
    degreesOfFreedom: fit.degreesOfFreedom,
    errorReason: residualVariance === null ? 'SATURATED' : null,
  };
}

function shrinking(
  effects: readonly number[],
  errors: readonly (number | null)[],
  residualVariance: number | null,
): (effect: number, scores: number) => number {
  const squares = effects.reduce((total, effect) => total + effect * effect, 0);
  const errorSquares = errors.reduce<number>((total, error) => total + (error ?? 0) ** 2, 0);
  const between = (squares - errorSquares) / (effects.length - 1);
  if (residualVariance === null || between <= 0) {
    return () => 0;
  }
  const kappa = residualVariance / between;
  return (effect, scores) => (scores === 0 ? 0 : (effect * scores) / (scores + kappa));
}
