import { type Rational, divide, fraction, subtract, sum, ZERO } from '../../scoring/rational.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { invert, solveExactly } from './linear-system.js';
import { normalEquations, scalarProduct } from './normal-equations.js';
import { byCode, type ExactCell } from './severity-cells.js';

/** The least-squares fit of the additive model. Raters and indicators are in the order of their codes. */
export interface AdditiveFit {
  readonly raters: readonly string[];
  readonly indicators: readonly string[];
  /** The effect of each rater, sum zero: exact, or null beyond the size that is solved in fractions. */
  readonly exact: readonly Rational[] | null;
  readonly effects: readonly number[];
  /** The variance of each effect, as a multiple of the variance of one mark. */
  readonly varianceFactors: readonly number[];
  readonly residualSquares: number;
  /** Marks less estimated parameters. */
  readonly degreesOfFreedom: number;
}

const mostExactRaters = 20;
const mostExactUnknowns = 40;

/**
 * Fits x_ijk = t_i + d_j + b_k + e by ordinary least squares over the cells that are there, sum d = 0 and sum b = 0.
 * Null when the effects of raters and indicators cannot be told apart.
 *
 * The councils are taken out first; what is left are the normal equations of (b, d), the first rater and the first
 * indicator being zero until the effects are centred. Up to 20 raters (and 40 unknowns) they are solved in fractions,
 * so that the figures are the same on paper; beyond it in binary numbers. The variances need no fractions.
 */
export function fitAdditiveModel(cells: readonly ExactCell[]): AdditiveFit | null {
  const raters = codesOf(cells, ({ rater }) => rater);
  const indicators = codesOf(cells, ({ indicator }) => indicator);
  const unknowns = raters.length + indicators.length - 2;
  const { matrix, right, squares, councils } = normalEquations(cells, columnsOf(raters, indicators), unknowns);
  const inverse = invert(matrix.map((row) => row.map(nearestNumber)));
  if (inverse === null) {
    return null;
  }
  const rest = {
    raters,
    indicators,
    varianceFactors: centredVariances(inverse, raters.length),
    degreesOfFreedom: cells.length - councils - unknowns,
  };
  if (raters.length > mostExactRaters || unknowns > mostExactUnknowns) {
    const numbers = right.map(nearestNumber);
    const solution = inverse.map((row) => product(row, numbers));
    const effects = centred([0, ...solution.slice(0, raters.length - 1)]);
    const residualSquares = Math.max(0, nearestNumber(squares) - product(solution, numbers));
    return { ...rest, exact: null, effects, residualSquares };
  }
  const solution = solveExactly(matrix, right);
  if (solution === null) {
    return null;
  }
  const exact = centredExactly([ZERO, ...solution.slice(0, raters.length - 1)]);
  const residualSquares = nearestNumber(subtract(squares, scalarProduct(solution, right)));
  return { ...rest, exact, effects: exact.map(nearestNumber), residualSquares };
}

/** Where the effects of a cell stand among the unknowns; those that are fixed at zero stand nowhere. */
type Columns = (cell: ExactCell) => readonly number[];

function codesOf(cells: readonly ExactCell[], code: (cell: ExactCell) => string): readonly string[] {
  return [...new Set(cells.map(code))].toSorted(byCode);
}

function columnsOf(raters: readonly string[], indicators: readonly string[]): Columns {
  const ofRater = new Map(raters.map((rater, index) => [rater, index - 1]));
  const ofIndicator = new Map(
    indicators.map((indicator, index) => [indicator, index === 0 ? -1 : raters.length + index - 2]),
  );
  return ({ rater, indicator }) =>
    [ofRater.get(rater) ?? -1, ofIndicator.get(indicator) ?? -1].filter((column) => column >= 0);
}

function centredExactly(effects: readonly Rational[]): readonly Rational[] {
  const mean = divide(sum(effects), fraction(BigInt(effects.length)));
  return effects.map((effect) => subtract(effect, mean));
}

function centred(effects: readonly number[]): readonly number[] {
  const mean = effects.reduce((left, right) => left + right, 0) / effects.length;
  return effects.map((effect) => effect - mean);
}

/** The variances after centring: C V C' with V the raters' part of the inverse, and zeros for the first one. */
function centredVariances(inverse: readonly (readonly number[])[], raters: number): readonly number[] {
  const variance = (row: number, column: number): number =>
    row === 0 || column === 0 ? 0 : (inverse[row - 1]?.[column - 1] ?? 0);
  const all = Array.from({ length: raters }, (_, index) => index);
  const rowMeans = all.map((row) => all.reduce((total, column) => total + variance(row, column), 0) / raters);
  const mean = rowMeans.reduce((left, right) => left + right, 0) / raters;
  return all.map((row) => variance(row, row) - 2 * (rowMeans[row] ?? 0) + mean);
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((total, value, index) => total + value * (right[index] ?? 0), 0);
}
