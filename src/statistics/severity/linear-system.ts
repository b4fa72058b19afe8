import { type Rational, fraction, greatestCommonDivisor, ZERO } from '../../scoring/rational.js';

const negligiblePivot = 1e-10;

/**
 * The exact solution of A x = b; null when A is singular. A is square. Each row is brought to whole numbers, and Gauss
 * and Jordan's elimination keeps them whole: every division by the former pivot leaves no rest (Bareiss 1968), so no
 * fraction has to be reduced on the way.
 */
export function solveExactly(
  matrix: readonly (readonly Rational[])[],
  right: readonly Rational[],
): readonly Rational[] | null {
  const rows = matrix.map((row, index) => wholeNumbers([...row, right[index] ?? ZERO]));
  let former = 1n;
  for (const [column] of matrix.entries()) {
    const pivotRow = rows.findIndex((row, index) => index >= column && row[column] !== 0n);
    const pivot = rows[pivotRow];
    if (pivot === undefined) {
      return null;
    }
    rows[pivotRow] = rows[column] ?? [];
    rows[column] = pivot;
    const divisor = former;
    const leading = pivot[column] ?? 0n;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0n;
      if (index !== column) {
        rows[index] = row.map((cell, place) => (leading * cell - factor * (pivot[place] ?? 0n)) / divisor);
      }
    }
    former = leading;
  }
  return rows.map((row) => fraction(row[matrix.length] ?? 0n, former));
}

function wholeNumbers(row: readonly Rational[]): bigint[] {
  const unit = row.reduce(
    (least, { denominator }) => (least / greatestCommonDivisor(least, denominator)) * denominator,
    1n,
  );
  return row.map(({ numerator, denominator }) => (numerator * unit) / denominator);
}

/**
 * The inverse of a symmetric positive definite matrix by Gauss and Jordan's elimination with the greatest pivot; null
 * when a pivot is less than 10^-10 of the greatest cell, so that the matrix counts as singular.
 */
export function invert(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const size = matrix.length;
  const greatest = Math.max(0, ...matrix.flat().map(Math.abs));
  const rows = matrix.map((row, index) => [...row, ...row.map((_, column) => Number(column === index))]);
  for (let column = 0; column < size; column += 1) {
    const best = greatestPivot(rows, column);
    const pivot = rows[best];
    if (pivot === undefined || Math.abs(pivot[column] ?? 0) <= negligiblePivot * greatest) {
      return null;
    }
    rows[best] = rows[column] ?? [];
    const scaled = pivot.map((cell) => cell / (pivot[column] ?? 1));
    rows[column] = scaled;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (index !== column && factor !== 0) {
        rows[index] = row.map((cell, place) => cell - factor * (scaled[place] ?? 0));
      }
    }
  }
  return rows.map((row) => row.slice(size));
}

function greatestPivot(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let index = column + 1; index < rows.length; index += 1) {
    if (Math.abs(rows[index]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) {
      best = index;
    }
  }
  return best;
}
