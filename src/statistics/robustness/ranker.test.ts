import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { scoreTable } from '../../scoring/score-table.js';
import { categoryBounds } from './category-bounds.js';
import { ranker } from './ranker.js';
import { council, rulesOf, type TestIndicator } from './robustness.fixture.js';
import { outcomesOf, scoreGrid } from './score-grid.js';
import { totalRuleOf } from './weighted-totals.js';

const indicators: readonly TestIndicator[] = [
  ['B1', 'B', '10'],
  ['A2', 'A', '15'],
  ['B2', 'B', '5'],
  ['C1', 'C', '2.5'],
  ['A1', 'A', '7'],
];

/** Rules of every sort, and councils whose points lie on few values, so that ties and halves are common. */
const cases = fc
  .record({
    naRule: fc.constantFrom<MethodologyRules['naRule']>('GLOBAL', 'WITHIN_CRITERION'),
    categoryBasis: fc.constantFrom<MethodologyRules['categoryBasis']>('ROUNDED', 'RAW'),
    publishedDecimals: fc.constantFrom<MethodologyRules['publishedDecimals']>(0, 1, 2),
    tieBreak: fc.constantFrom([], ['B'], ['C', 'A']),
    isGeometric: fc.boolean(),
    eighths: fc.array(fc.array(fc.option(fc.nat(8), { freq: 4 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map(({ isGeometric, eighths, ...changes }) => {
    const rules = rulesOf(
      indicators,
      changes,
      isGeometric ? { kind: 'GEOMETRIC', floor: '1/100' } : { kind: 'LINEAR' },
    );
    const councils = eighths.map((row, index) =>
      council(
        rules,
        `K${index}`,
        row.map((eighth, column) => (eighth === null ? null : `${(eighth * Number(indicators[column]?.[2])) / 8}`)),
      ),
    );
    return { rules, outcomes: outcomesOf(rules, councils) ?? [] };
  });

describe('the table under the nominal weights', () => {
  it('is the official one: numbers, ranks and categories', () => {
    fc.assert(
      fc.property(cases, ({ rules, outcomes }) => {
        const rows = scoreTable(rules, outcomes);
        const rated = rows.filter((row) => row.rated);
        const grid = scoreGrid(
          rules,
          outcomes.filter((_, index) => rows[index]?.rated),
        );
        const { published, ranks, totals } = ranker(rules, grid, totalRuleOf(rules, grid))(grid.nominal);
        const bounds = categoryBounds(rules);
        const scale = 10 ** rules.publishedDecimals;
        expect([...ranks]).toEqual(rated.map(({ rank }) => rank));
        expect([...published]).toEqual(rated.map((row) => Math.round(Number(row.published) * scale)));
        expect(
          rated.map((_, index) => bounds.codes[bounds.categoryOf(published[index] ?? -1, totals[index] ?? NaN)]),
        ).toEqual(rated.map(({ category }) => category));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for weights in any unit', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 2, max: 1000 }), ({ rules, outcomes }, factor) => {
        const grid = scoreGrid(rules, outcomes);
        const tableOf = ranker(rules, grid, totalRuleOf(rules, grid));
        const nominal = [...tableOf(grid.nominal).ranks];
        expect([...tableOf(grid.nominal.map((weight) => weight * factor)).ranks]).toEqual(nominal);
      }),
    );
  });
});

describe('a total', () => {
  it('of one half is rounded up whatever the weights', () => {
    const rules = rulesOf(
      [
        ['A', 'X', '200'],
        ['B', 'X', '400'],
        ['C', 'X', '1000'],
      ],
      { publishedDecimals: 0 },
    );
    const grid = scoreGrid(rules, outcomesOf(rules, [council(rules, 'K', ['161', '322', '805'])]) ?? []);
    const tableOf = ranker(rules, grid, totalRuleOf(rules, grid));
    fc.assert(
      fc.property(fc.tuple(...rules.indicators.map(() => fc.integer({ min: 1, max: 1e12 }))), (weights) => {
        expect([...tableOf(Float64Array.from(weights)).published]).toEqual([81]);
      }),
    );
  });

  it('of nothing is none, and takes no rank', () => {
    const rules = rulesOf([
      ['A', 'X', '10'],
      ['B', 'X', '10'],
    ]);
    const councils = [council(rules, 'K1', [null, '5']), council(rules, 'K2', ['5', '1'])];
    const grid = scoreGrid(rules, outcomesOf(rules, councils) ?? []);
    const { ranks, published } = ranker(rules, grid, totalRuleOf(rules, grid))(Float64Array.of(1, 0));
    expect([...ranks]).toEqual([0, 1]);
    expect([...published]).toEqual([-1, 5000]);
  });
});
