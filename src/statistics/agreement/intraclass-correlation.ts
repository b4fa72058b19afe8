import { fUpperTail } from '../distributions/f-distribution.js';
import { type Limits, limitsOfMean, limitsOfOne, limitsOfOneRandom, steppedUp } from './intraclass-limits.js';
import { finiteOrNull, isNegligible, known, type NoValueReason, type Statistic, unknown } from './statistic.js';
import { completeTable, type GivenTable } from './tables.js';
import { type MeanSquares, twoWayMeanSquares } from './two-way-mean-squares.js';

/** The forms of Shrout & Fleiss: how raters come to targets (1, 2, 3), and whether one mark or the mean is judged. */
export const intraclassForms = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const;

/** One of the six forms. */
export type IntraclassForm = (typeof intraclassForms)[number];

/** One form with its test against zero and its two-sided 95 % limits, each null where it does not exist. */
export interface IntraclassCoefficient extends Statistic, Limits {
  readonly f: number | null;
  readonly p: number | null;
  readonly df1: number | null;
  readonly df2: number | null;
}

/** The intraclass correlations of a table; `value` is ICC(2,k), absolute agreement of the mean of the raters. */
export interface IntraclassCorrelation extends Statistic {
  readonly forms: Readonly<Record<IntraclassForm, IntraclassCoefficient>>;
  readonly meanSquares: MeanSquares | null;
  readonly targets: number;
  readonly raters: number;
}

/**
 * The six intraclass correlations of a complete table with one row per target and one column per rater. Negative values
 * are returned as they are.
 * - ICC(1,.): every target has raters of its own; ICC(2,.): the same raters, a sample of many, so their severity counts
 *   against agreement; ICC(3,.): the same raters and no others, whose severity does not count.
 * - ICC(.,1): what one rater is worth; ICC(.,k): what the mean of all of them is worth.
 *
 * No value: TOO_FEW with fewer than two targets or raters; NO_VARIATION when all targets have the same mean;
 * NEGATIVE_VARIANCE, for a form alone, when the residual leaves it a denominator that is not positive; NOTHING_GIVEN,
 * RAGGED, MISSING, NOT_FINITE for what is no complete table. When the mean square in the denominator of F is zero
 * (raters who differ by a constant at most) the value stands, without F, p and limits.
 *
 * Shrout & Fleiss (1979), Psychological Bulletin 86:420-428; limits as there, see also McGraw & Wong (1996),
 * Psychological Methods 1:30-46.
 */
export function intraclassCorrelation(matrix: GivenTable): IntraclassCorrelation {
  const { table, reason } = completeTable(matrix);
  const targets = matrix.length;
  const raters = matrix[0]?.length ?? 0;
  if (reason !== null) {
    return withoutValue(reason, null, targets, raters);
  }
  if (targets < 2 || raters < 2) {
    return withoutValue('TOO_FEW', null, targets, raters);
  }
  const meanSquares = twoWayMeanSquares(table);
  if (!Object.values(meanSquares).every(Number.isFinite)) {
    return withoutValue('NOT_FINITE', null, targets, raters);
  }
  if (meanSquares.betweenTargets === 0) {
    return withoutValue('NO_VARIATION', meanSquares, targets, raters);
  }
  const forms = coefficients(meanSquares, targets, raters);
  const { value, reason: whyNot } = forms['ICC(2,k)'];
  return { value, reason: whyNot, forms, meanSquares, targets, raters };
}

function coefficients(
  squares: MeanSquares,
  targets: number,
  raters: number,
): Readonly<Record<IntraclassForm, IntraclassCoefficient>> {
  const { betweenTargets: b, withinTargets: w, betweenRaters: j, residual: e } = squares;
  const oneWay = test(b, w, targets - 1, targets * (raters - 1));
  const twoWay = test(b, e, targets - 1, (targets - 1) * (raters - 1));
  const random = share(b - e, b + (raters - 1) * e + (raters * (j - e)) / targets, b + e);
  const randomLimits = limitsOfOneRandom(squares, random.value ?? Number.NaN, targets, raters);
  return {
    'ICC(1,1)': { ...share(b - w, b + (raters - 1) * w, b), ...oneWay, ...oneWayLimits(oneWay, raters).one },
    'ICC(2,1)': { ...random, ...twoWay, ...randomLimits },
    'ICC(3,1)': { ...share(b - e, b + (raters - 1) * e, b), ...twoWay, ...oneWayLimits(twoWay, raters).one },
    'ICC(1,k)': { ...share(b - w, b, b), ...oneWay, ...oneWayLimits(oneWay, raters).mean },
    'ICC(2,k)': { ...share(b - e, b + (j - e) / targets, b + e), ...twoWay, ...steppedUp(randomLimits, raters) },
    'ICC(3,k)': { ...share(b - e, b, b), ...twoWay, ...oneWayLimits(twoWay, raters).mean },
  };
}

/** A share of a variance; `size` is a mean square to which rounding of the whole is compared. */
function share(part: number, whole: number, size: number): Statistic {
  return whole > 0 && !isNegligible(whole, size) ? known(part / whole) : unknown('NEGATIVE_VARIANCE');
}

interface VarianceTest {
  readonly f: number | null;
  readonly p: number | null;
  readonly df1: number;
  readonly df2: number;
}

function test(between: number, error: number, df1: number, df2: number): VarianceTest {
  const f = error === 0 ? null : finiteOrNull(between / error);
  return { f, p: f === null ? null : finiteOrNull(fUpperTail(f, df1, df2)), df1, df2 };
}

function oneWayLimits({ f, df1, df2 }: VarianceTest, raters: number): { readonly one: Limits; readonly mean: Limits } {
  const ratio = f ?? Number.NaN;
  return { one: limitsOfOne(ratio, df1, df2, raters), mean: limitsOfMean(ratio, df1, df2) };
}

function withoutValue(
  reason: NoValueReason,
  meanSquares: MeanSquares | null,
  targets: number,
  raters: number,
): IntraclassCorrelation {
  const none: IntraclassCoefficient = {
    ...unknown(reason),
    lower: null,
    upper: null,
    f: null,
    p: null,
    df1: null,
    df2: null,
  };
  const forms: Readonly<Record<IntraclassForm, IntraclassCoefficient>> = {
    'ICC(1,1)': none,
    'ICC(2,1)': none,
    'ICC(3,1)': none,
    'ICC(1,k)': none,
    'ICC(2,k)': none,
    'ICC(3,k)': none,
  };
  return { ...unknown(reason), forms, meanSquares, targets, raters };
}
