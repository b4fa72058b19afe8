import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from '../ranks/rank.js';
import { aggregate, type AggregatingMethod } from './aggregate.js';
import asem from './asem-pillars.json' with { type: 'json' };
import { outranking } from './outranking.js';
import figures from './published-figures.json' with { type: 'json' };
import type { IndicatorMatrix } from './weighted-rows.js';

const methods = ['arithmetic', 'geometric', 'harmonic', 'Copeland'] as const satisfies readonly AggregatingMethod[];
const equal = [1, 1, 1];

describe('an aggregate', () => {
  it.each([
    ['arithmetic', [2, 1, 1], 7 / 4],
    ['geometric', [1, 1, 1], 6 ** (1 / 3)],
    ['geometric', [1, 1, 2], 18 ** (1 / 4)],
    ['harmonic', [2, 1, 1], 4 / (2 / 1 + 1 / 2 + 1 / 3)],
  ] as const)('by the method %s with the weights %s is that of the R package COINr', (method, weights, expected) => {
    const { value } = aggregate([[1, 2, 3]], weights, method);
    expect(value?.[0]).toBeCloseTo(expected, 12);
  });

  it('leaves out what does not apply, and whom nothing applies to', () => {
    const matrix = [
      [1, null, 3],
      [null, null, null],
    ];
    expect(aggregate(matrix, [1, 5, 3], 'arithmetic').value).toEqual([2.5, null]);
    expect(aggregate(matrix, [0, 5, 3], 'arithmetic').value).toEqual([3, null]);
  });

  it.each<{ matrix: IndicatorMatrix; weights: readonly number[]; method: AggregatingMethod; reason: string }>([
    { matrix: [], weights: [1], method: 'arithmetic', reason: 'NOTHING_GIVEN' },
    { matrix: [[]], weights: [], method: 'Copeland', reason: 'NOTHING_GIVEN' },
    { matrix: [[1, 2], [1]], weights: [1, 1], method: 'geometric', reason: 'RAGGED' },
    { matrix: [[1, 2]], weights: [1, -1], method: 'harmonic', reason: 'BAD_WEIGHTS' },
    { matrix: [[1, 2]], weights: [0, 0], method: 'arithmetic', reason: 'BAD_WEIGHTS' },
    { matrix: [[1, 2]], weights: [1, NaN], method: 'Copeland', reason: 'BAD_WEIGHTS' },
    { matrix: [[1, NaN]], weights: [1, 1], method: 'arithmetic', reason: 'NOT_FINITE' },
    { matrix: [[1, 0]], weights: [1, 1], method: 'geometric', reason: 'NOT_POSITIVE' },
    { matrix: [[1, -2]], weights: [1, 1], method: 'harmonic', reason: 'NOT_POSITIVE' },
  ])('of $matrix with $weights by $method is none: $reason', ({ matrix, weights, method, reason }) => {
    expect(aggregate(matrix, weights, method)).toEqual({ value: null, reason });
  });

  const matrices = fc.array(fc.tuple(...equal.map(() => fc.integer({ min: 1, max: 9 }))), {
    minLength: 1,
    maxLength: 8,
  });
  const weightings = fc.tuple(...equal.map(() => fc.integer({ min: 1, max: 5 })));

  it('is that of the councils and indicators in any order, with weights of any unit', () => {
    fc.assert(
      fc.property(matrices, weightings, fc.constantFrom(...methods), (matrix, weights, method) => {
        const expected = aggregate(matrix, weights, method).value?.map(
          (value) => expect.closeTo(value ?? NaN, 10) as unknown,
        );
        expect(aggregate(matrix.toReversed(), weights, method).value?.toReversed()).toEqual(expected);
        const turned = matrix.map((row) => row.toReversed());
        expect(aggregate(turned, weights.toReversed(), method).value).toEqual(expected);
        const scaled = weights.map((weight) => weight * 0.3);
        expect(aggregate(matrix, scaled, method).value).toEqual(expected);
      }),
    );
  });

  it('is the greater the less a weakness may be made good', () => {
    fc.assert(
      fc.property(matrices, weightings, (matrix, weights) => {
        const [arithmetic, geometric, harmonic] = methods.map(
          (method) => aggregate(matrix, weights, method).value ?? [],
        );
        for (const index of matrix.keys()) {
          expect(arithmetic?.[index] ?? NaN).toBeGreaterThanOrEqual((geometric?.[index] ?? NaN) - 1e-12);
          expect(geometric?.[index] ?? NaN).toBeGreaterThanOrEqual((harmonic?.[index] ?? NaN) - 1e-12);
        }
      }),
    );
  });
});

describe('outranking', () => {
  const { rows, againstFirst, dominantPairs, dominantShare } = figures.outranking;

  it('is that of the R package COINr', () => {
    const { value } = outranking(rows, equal);
    const shares = [0, 2 / 3, 1 / 3, 1];
    expect(againstFirst).toEqual(['0', '2/3', '1/3', '1']);
    value?.matrix.forEach((row, index) => expect(row[0]).toBeCloseTo(shares[index] ?? NaN, 12));
    expect(value).toMatchObject({ dominantPairs, dominantShare });
  });

  it('counts wins less losses', () => {
    expect(aggregate(rows, equal, 'Copeland').value).toEqual([-1 + 1 - 1, 1 + 1 - 1, -1 - 1 - 1, 3]);
  });

  it('sees a tie at half of weights that have no exact binary sum', () => {
    const matrix = [
      [1, 1, 0],
      [0, 0, 1],
    ];
    expect(aggregate(matrix, [0.1, 0.2, 0.3], 'Copeland').value).toEqual([0, 0]);
  });

  it('knows no dominance of one council alone', () => {
    expect(outranking([[1]], [1]).value).toEqual({
      matrix: [[0]],
      copeland: [0],
      dominantPairs: 0,
      dominantShare: null,
    });
  });

  it('gives two councils together one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 6 }), (matrix) => {
        const { value } = outranking(matrix, [1, 2, 4]);
        for (const [row, shares] of value?.matrix.entries() ?? []) {
          for (const [column, share] of shares.entries()) {
            expect(share + (value?.matrix[column]?.[row] ?? NaN)).toBeCloseTo(row === column ? 0 : 1, 12);
          }
        }
        expect(value?.copeland.reduce((left, right) => left + right, 0)).toBe(0);
      }),
    );
  });
});

describe('the example of the R package COINr', () => {
  const countries = Object.entries(asem.countries);

  function index(leftOut: string | null): readonly (number | null)[] {
    const subIndices = ['Conn', 'Sust'].map((subIndex) => {
      const weights = asem.pillars.map((pillar) => Number(pillar.subIndex === subIndex && pillar.code !== leftOut));
      return (
        aggregate(
          countries.map(([, scores]) => scores),
          weights,
          'arithmetic',
        ).value ?? []
      );
    });
    const rows = countries.map((_, row) => subIndices.map((scores) => scores[row] ?? null));
    return aggregate(rows, [1, 1], 'arithmetic').value ?? [];
  }
  const ranks = (leftOut: string | null) => rank(index(leftOut), 'competition').value ?? [];

  it.each(Object.entries(asem.published.meanRankChange))('loses %s, and the ranks move by %s', (pillar, expected) => {
    const before = ranks(null);
    const changes = ranks(pillar).map((after, row) => Math.abs((after ?? NaN) - (before[row] ?? NaN)));
    expect(changes.reduce((left, right) => left + right, 0) / countries.length).toBeCloseTo(expected, 6);
  });

  it.each(Object.entries(asem.published.index))('gives %s its index and its rank', (country, [score, place]) => {
    const row = countries.findIndex(([code]) => code === country);
    // To the two decimals that are printed.
    expect(index(null)[row]?.toFixed(2)).toBe(score?.toFixed(2));
    expect(ranks(null)[row]).toBe(place);
  });
});
