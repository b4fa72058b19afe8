import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import figures from '../composite/published-figures.json' with { type: 'json' };
import { dominance, dominates } from './dominance.js';
import { council, rulesOf } from './robustness.fixture.js';
import { outcomesOf, type ScoreGrid, scoreGrid } from './score-grid.js';
import { totalRuleOf, weightedTotals } from './weighted-totals.js';

const rules = rulesOf([
  ['A', 'X', '5'],
  ['B', 'X', '5'],
  ['C', 'Y', '5'],
]);
const gridOf = (rows: readonly (readonly (number | null)[])[]): ScoreGrid =>
  scoreGrid(
    rules,
    outcomesOf(
      rules,
      rows.map((row, index) =>
        council(
          rules,
          `K${index}`,
          row.map((points) => (points === null ? null : `${points}`)),
        ),
      ),
    ) ?? [],
  );

/** The weighted sum of what applies, and the sum of its weights. */
function sums(
  row: readonly (number | null)[],
  weights: readonly bigint[],
): { readonly total: bigint; readonly weight: bigint } {
  let total = 0n;
  let weight = 0n;
  for (const [index, cell] of row.entries()) {
    if (cell !== null) {
      total += BigInt(cell) * (weights[index] ?? 0n);
      weight += weights[index] ?? 0n;
    }
  }
  return { total, weight };
}

describe('dominance', () => {
  it('is that of the example of the R package COINr', () => {
    const { rows, dominantPairs, dominantShare } = figures.outranking;
    expect(dominance(gridOf(rows))).toEqual({ pairs: 6, ordered: dominantPairs, share: dominantShare });
  });

  it('of one council alone has no share', () => {
    expect(dominance(gridOf([[1, 1, 1]]))).toEqual({ pairs: 0, ordered: 0, share: null });
  });

  it.each([
    { left: [5, 4, 3], right: [5, 4, 2], expected: true },
    { left: [5, 4, 3], right: [5, 4, 3], expected: false },
    { left: [5, 0, 5], right: [1, 1, 1], expected: false },
    { left: [5, 4, null], right: [5, 3, 4], expected: true },
    { left: [5, 3, null], right: [5, 3, 4], expected: false },
    { left: [null, 4, 4], right: [4, 4, 4], expected: false },
    { left: [null, 4, 5], right: [4, 4, 4], expected: true },
    { left: [5, null, null], right: [null, 4, 5], expected: true },
    { left: [4, null, null], right: [null, 3, 5], expected: false },
    { left: [5, null, null], right: [null, 4, 4], expected: true },
  ])('of $left over $right is $expected', ({ left, right, expected }) => {
    expect(dominates(gridOf([left, right]), 0, 1)).toBe(expected);
  });

  const points = fc.tuple(...rules.indicators.map(() => fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4 })));
  const rated = points.filter((row) => row.some((cell) => cell !== null));
  const weightings = fc.array(fc.tuple(...rules.indicators.map(() => fc.constantFrom(1, 100, 10_000, 1_000_000))), {
    minLength: 1,
  });

  it.each(['GLOBAL', 'WITHIN_CRITERION'] as const)('holds under all weights by the rule %s', (naRule) => {
    fc.assert(
      fc.property(rated, rated, weightings, (left, right, weights) => {
        const grid = gridOf([left, right]);
        fc.pre(dominates(grid, 0, 1));
        const rule = totalRuleOf({ ...rules, naRule }, grid);
        const totals = new Float64Array(2);
        for (const weighting of weights) {
          weightedTotals(grid, rule, Float64Array.from(weighting), totals);
          expect(totals[0]).toBeGreaterThanOrEqual((totals[1] ?? NaN) - 1e-12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is what extreme weights show in exact numbers', () => {
    // Weights of very different sizes reach every corner that decides.
    const sizes = [1n, 10n ** 4n, 10n ** 8n];
    const extremes = sizes.flatMap((a) => sizes.flatMap((b) => sizes.map((c) => [a, b, c])));
    fc.assert(
      fc.property(rated, rated, (left, right) => {
        const isAlwaysAbove = extremes.every((weights) => {
          const upper = sums(left, weights);
          const lower = sums(right, weights);
          return upper.total * lower.weight > lower.total * upper.weight;
        });
        expect(dominates(gridOf([left, right]), 0, 1)).toBe(isAlwaysAbove);
      }),
      { numRuns: 1000 },
    );
  });
});
