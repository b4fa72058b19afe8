import { type Rational, add, fraction, greatestCommonDivisor, subtract, ZERO } from '../../scoring/rational.js';
import { type ExactCell, groups } from './severity-cells.js';

/** The normal equations A x = r of the effects, the councils having been taken out. */
export interface NormalEquations {
  readonly matrix: readonly (readonly Rational[])[];
  readonly right: readonly Rational[];
  /** The sum of the squares of all values less the mean of their council: what there is to explain. */
  readonly squares: Rational;
  readonly councils: number;
}

/** Councils with the same number of marks, whose terms have the same denominator and so are added as whole numbers. */
interface Block {
  readonly products: number[][];
  readonly sums: bigint[];
  squaredSums: bigint;
}

/**
 * With z the 0/1 row of a cell, `columnsOf` telling where its ones are, and n_i the marks of council i:
 * A = sum z z' - sum_i (sum z)(sum z)' / n_i, r = sum z x - sum_i (sum z)(sum x) / n_i.
 */
export function normalEquations(
  cells: readonly ExactCell[],
  columnsOf: (cell: ExactCell) => readonly number[],
  size: number,
): NormalEquations {
  const unit = cells.reduce((least, { value }) => leastCommonMultiple(least, value.denominator), 1n);
  const inUnits = ({ value }: ExactCell): bigint => (value.numerator * unit) / value.denominator;
  const whole = newBlock(size);
  const blocks = new Map<number, Block>();
  const byCouncil = groups(cells, ({ council }) => council);
  for (const ofCouncil of byCouncil) {
    const block = blocks.get(ofCouncil.length) ?? newBlock(size);
    blocks.set(ofCouncil.length, block);
    const counts = new Map<number, number>();
    let sum = 0n;
    for (const cell of ofCouncil) {
      const columns = columnsOf(cell);
      const value = inUnits(cell);
      addTerm(whole, new Map(columns.map((column) => [column, 1])), value);
      columns.forEach((column) => counts.set(column, (counts.get(column) ?? 0) + 1));
      sum += value;
    }
    addTerm(block, counts, sum);
  }
  const less = (from: number | bigint, part: (block: Block) => number | bigint, denominator: bigint): Rational =>
    [...blocks].reduce(
      (rest, [marks, block]) => subtract(rest, fraction(BigInt(part(block)), BigInt(marks) * denominator)),
      fraction(BigInt(from), denominator),
    );
  return {
    matrix: whole.products.map((row, index) =>
      row.map((product, column) => less(product, ({ products }) => products[index]?.[column] ?? 0, 1n)),
    ),
    right: whole.sums.map((sum, index) => less(sum, ({ sums }) => sums[index] ?? 0n, unit)),
    squares: less(whole.squaredSums, ({ squaredSums }) => squaredSums, unit * unit),
    councils: byCouncil.length,
  };
}

/** The sum of the products of two lists. */
export function scalarProduct(left: readonly Rational[], right: readonly Rational[]): Rational {
  return left.reduce((total, value, index) => {
    const other = right[index] ?? ZERO;
    return add(total, fraction(value.numerator * other.numerator, value.denominator * other.denominator));
  }, ZERO);
}

function newBlock(size: number): Block {
  return {
    products: Array.from({ length: size }, () => Array.from({ length: size }, () => 0)),
    sums: Array.from({ length: size }, () => 0n),
    squaredSums: 0n,
  };
}

function addTerm(block: Block, counts: ReadonlyMap<number, number>, sum: bigint): void {
  block.squaredSums += sum * sum;
  for (const [row, count] of counts) {
    block.sums[row] = (block.sums[row] ?? 0n) + BigInt(count) * sum;
    const line = block.products[row] ?? [];
    for (const [column, other] of counts) {
      line[column] = (line[column] ?? 0) + count * other;
    }
  }
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}
