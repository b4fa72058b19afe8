import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rational, fraction, multiply, sum, ZERO } from '../../scoring/rational.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { invert, solveExactly } from './linear-system.js';

const whole = (row: readonly number[]): Rational[] => row.map((cell) => fraction(BigInt(cell)));
const matrices = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.tuple(
    fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    }),
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size }),
  ),
);

describe('a linear system', () => {
  it('is solved exactly, or known to be singular', () => {
    fc.assert(
      fc.property(matrices, ([matrix, right]) => {
        const solution = solveExactly(matrix.map(whole), whole(right));
        const product = matrix.map((row) =>
          sum(whole(row).map((cell, index) => multiply(cell, solution?.[index] ?? ZERO))),
        );
        expect(solution === null || product).toEqual(solution === null || whole(right));
      }),
    );
    expect(solveExactly([whole([1, 2]), whole([2, 4])], whole([1, 1]))).toBeNull();
    expect(solveExactly([whole([0, 2]), whole([3, 1])], whole([4, 5]))).toEqual(whole([1, 2]));
    expect(solveExactly([], [])).toEqual([]);
  });

  it('of a positive definite matrix is inverted as it is solved', () => {
    fc.assert(
      fc.property(matrices, ([matrix, right]) => {
        // A'A + 1 is positive definite.
        const definite = matrix.map((_, row) =>
          matrix.map((__, column) =>
            matrix.reduce((total, line) => total + (line[row] ?? 0) * (line[column] ?? 0), Number(row === column)),
          ),
        );
        const solution = solveExactly(definite.map(whole), whole(right)) ?? [];
        const inverse = invert(definite) ?? [];
        for (const [index, row] of inverse.entries()) {
          const value = row.reduce((total, cell, column) => total + cell * (right[column] ?? 0), 0);
          expect(value).toBeCloseTo(nearestNumber(solution[index] ?? ZERO), 8);
        }
      }),
    );
    expect(
      invert([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
  });
});
