import { noResult, type Result, result } from '../composite/result.js';
import type { CounterGenerator } from './counter-generator.js';
import { gamma } from './gamma.js';

/** Why no shares are drawn. */
export type DirichletReason =
  /** There is nothing to share among. */
  | 'NO_SHAPES'
  /** A shape is not a number > 0 and <= 1,000,000. */
  | 'BAD_SHAPE';

const unitsPerOne = 1e9;
const greatestShape = 1e6;

/**
 * A draw from the Dirichlet distribution in whole numbers, to be divided by their sum: for each shape in turn a gamma
 * number g, as max(1, floor(10^9 g + 1/2)). The mean share of i is shape_i / sum of shapes. On this grid the last bits
 * of g, which another language may compute otherwise, do not matter; and no share is zero, so nothing is ever divided
 * by zero. The shapes have to be > 0 and <= 10^6.
 */
export function dirichletUnits(generator: CounterGenerator, shapes: ArrayLike<number>, units: Float64Array): void {
  for (let index = 0; index < shapes.length; index += 1) {
    units[index] = onGrid(gamma(generator, shapes[index] ?? 1));
  }
}

/** A weight as a whole number of 10^-9, rounded half up, at least one. */
export function onGrid(weight: number): number {
  return Math.max(1, Math.floor(weight * unitsPerOne + 0.5));
}

/** Whether a number can be a shape: > 0 and <= 10^6. */
export function isShape(shape: number): boolean {
  return shape > 0 && shape <= greatestShape;
}

/** A draw from the Dirichlet distribution: shares > 0, one for each shape, that sum to one. */
export function dirichlet(
  generator: CounterGenerator,
  shapes: readonly number[],
): Result<readonly number[], DirichletReason> {
  if (shapes.length === 0) {
    return noResult('NO_SHAPES');
  }
  if (!shapes.every(isShape)) {
    return noResult('BAD_SHAPE');
  }
  const units = new Float64Array(shapes.length);
  dirichletUnits(generator, shapes, units);
  const total = units.reduce((left, right) => left + right, 0);
  return result(Array.from(units, (unit) => unit / total));
}
