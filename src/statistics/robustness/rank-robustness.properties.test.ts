import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { council, rulesOf } from './robustness.fixture.js';
import type { RobustnessInput } from './robustness-input.js';
import { type RankRobustness, rankRobustness } from './rank-robustness.js';

function sumOf(shares: readonly { readonly probability: number }[]): number {
  return shares.reduce((total, share) => total + share.probability, 0);
}

function meanChanges({ leaveOneOut, alternatives }: RankRobustness): readonly (number | null)[] {
  return [...leaveOneOut.indicators, ...leaveOneOut.criteria, ...alternatives].map(({ meanChange }) => meanChange);
}

describe('whatever the points', () => {
  const rules = rulesOf(
    [
      ['A1', 'A', '10'],
      ['A2', 'A', '5'],
      ['B1', 'B', '20'],
    ],
    { publishedDecimals: 0, tieBreak: ['B'] },
  );
  const inputs = fc
    .record({
      rows: fc.array(fc.tuple(...rules.indicators.map(() => fc.option(fc.nat(5), { freq: 5 }))), {
        minLength: 1,
        maxLength: 7,
      }),
      weights: fc.constantFrom(
        { kind: 'DIRICHLET' } as const,
        { kind: 'UNIFORM' } as const,
        { kind: 'SIMPLEX' } as const,
      ),
      seed: fc.string({ minLength: 1 }),
    })
    .map(({ rows, weights, seed }): RobustnessInput => ({
      rules,
      councils: rows.map((row, index) =>
        council(
          rules,
          `K${index}`,
          row.map((points) => (points === null ? null : `${points}`)),
        ),
      ),
      weights,
      seed,
      draws: 60,
    }));

  it('the probabilities sum to one, and the interval holds the median', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { value } = rankRobustness(input);
        for (const of of value?.councils ?? []) {
          expect(sumOf(of.acceptability)).toBeCloseTo(1, 12);
          expect(sumOf(of.categories)).toBeCloseTo(1, 12);
          expect(of.rankInterval.low).toBeLessThanOrEqual(of.medianRank);
          expect(of.medianRank).toBeLessThanOrEqual(of.rankInterval.high);
          const occurred = of.acceptability.map(({ rank }) => rank);
          expect(occurred).toEqual(expect.arrayContaining([of.rankInterval.low, of.medianRank, of.rankInterval.high]));
        }
        for (const [row, shares] of value?.pairwise?.entries() ?? []) {
          for (const [column, share] of shares.entries()) {
            expect(share + (value?.pairwise?.[column]?.[row] ?? NaN)).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });

  it('the same seed gives the same bytes', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(JSON.stringify(rankRobustness(input))).toBe(JSON.stringify(rankRobustness(input)));
      }),
      { numRuns: 30 },
    );
  });

  it('a permutation of the councils permutes the result, that of indicators and criteria changes nothing', () => {
    const shuffled = inputs.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.councils], { minLength: input.councils.length }),
        fc.shuffledSubarray([...rules.indicators], { minLength: rules.indicators.length }),
        fc.shuffledSubarray([...rules.criteria], { minLength: rules.criteria.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([input, councils, indicators, criteria]) => {
        const { value } = rankRobustness(input);
        fc.pre(value !== null);
        const permuted = rankRobustness({ ...input, councils, rules: { ...rules, indicators, criteria } }).value;
        const byCode = new Map(value?.councils.map((of) => [of.council, of]));
        expect(permuted?.councils).toEqual(permuted?.councils.map(({ council: code }) => byCode.get(code)));
        expect(permuted?.councils).toHaveLength(value.councils.length);
        expect(permuted?.dominance).toEqual(value?.dominance);
        expect(permuted && meanChanges(permuted)).toEqual(meanChanges(value));
      }),
      { numRuns: 60 },
    );
  });

  it('greatest points in another unit change nothing', () => {
    // The shares and the proportions of the weights stay; a power of two keeps them to the last bit.
    const doubled = rulesOf(
      [
        ['A1', 'A', '20'],
        ['A2', 'A', '10'],
        ['B1', 'B', '40'],
      ],
      { publishedDecimals: 0, tieBreak: ['B'] },
    );
    fc.assert(
      fc.property(inputs, (input) => {
        const councils = input.councils.map(({ code, points }) => ({
          code,
          points: Object.fromEntries(
            Object.entries(points).map(([indicator, text]) => [
              indicator,
              text === null ? null : `${2 * Number(text)}`,
            ]),
          ),
        }));
        expect(rankRobustness({ ...input, rules: doubled, councils })).toEqual(rankRobustness(input));
      }),
      { numRuns: 60 },
    );
  });
});
