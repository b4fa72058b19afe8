import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratings, shuffled } from './arbitraries.fixture.js';
import type { CategoryWeights } from './category-weights.js';
import { gwetAC } from './gwet-ac.js';
import { type GivenTable, transpose } from './tables.js';

const kinds = ['identity', 'linear', 'quadratic', 'ordinal', 'radical', 'ratio'] as const;
const scale = [1, 2, 3, 4, 5];

describe('Gwet’s coefficient', () => {
  it('does not fall when one category is all that occurs', () => {
    expect(
      gwetAC(
        [
          [1, 1, 1],
          [1, 1, 1],
        ],
        [1, 2],
      ),
    ).toMatchObject({ value: 1, expectedAgreement: 0 });
  });

  it('counts a unit with one rating among those that show how categories are used, and no more', () => {
    expect(
      gwetAC(
        [
          [1, 2, 2, null],
          [1, 2, null, null],
        ],
        [1, 2],
      ),
    ).toMatchObject({
      value: 1,
      units: 2,
      ratedUnits: 3,
      expectedAgreement: expect.closeTo(4 / 9, 12),
    });
  });

  it('does not depend on the order of raters or units, nor on a rater who gave nothing', () => {
    const cases = ratings.chain((table) =>
      fc.tuple(fc.constant(table), shuffled(table), shuffled(transpose(table)).map(transpose)),
    );
    fc.assert(
      fc.property(cases, fc.constantFrom<CategoryWeights>(...kinds), ([table, ...others], weights) => {
        const straight = gwetAC(table, scale, weights);
        for (const other of [...others, [...table, (table[0] ?? []).map(() => null)]]) {
          const { value, reason } = gwetAC(other, scale, weights);
          expect(reason).toBe(straight.reason);
          expect(value ?? 0).toBeCloseTo(straight.value ?? 0, 10);
        }
      }),
    );
  });

  it.each<readonly [string, GivenTable, readonly number[], CategoryWeights, string]>([
    ['nobody', [], scale, 'identity', 'NOTHING_GIVEN'],
    ['one rater', [[1, 2]], scale, 'identity', 'NO_PAIRS'],
    [
      'nothing but gaps',
      [
        [null, null],
        [null, null],
      ],
      scale,
      'identity',
      'NO_PAIRS',
    ],
    [
      'a rating off the scale',
      [
        [1, 6],
        [1, 2],
      ],
      scale,
      'identity',
      'UNKNOWN_CATEGORY',
    ],
    [
      'one category',
      [
        [1, 1],
        [1, 1],
      ],
      [1],
      'identity',
      'BAD_SCALE',
    ],
    [
      'a category declared twice',
      [
        [1, 1],
        [1, 2],
      ],
      [1, 2, 2],
      'identity',
      'BAD_SCALE',
    ],
    [
      'a category that is no number',
      [
        [1, 1],
        [1, 2],
      ],
      [1, 2, Number.NaN],
      'identity',
      'BAD_SCALE',
    ],
    [
      'weights that make everything agree',
      [
        [1, 2],
        [2, 1],
      ],
      [1, 2],
      [
        [1, 1],
        [1, 1],
      ],
      'NO_VARIATION',
    ],
    ['ragged rows', [[1, 2], [1]], scale, 'identity', 'RAGGED'],
    [
      'the infinite',
      [
        [1, Infinity],
        [1, 2],
      ],
      scale,
      'identity',
      'NOT_FINITE',
    ],
  ])('has no value for %s', (_name, table, categories, weights, reason) => {
    expect(gwetAC(table, categories, weights)).toMatchObject({ value: null, reason });
  });
});
