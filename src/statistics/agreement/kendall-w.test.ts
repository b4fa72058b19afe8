import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeRatings, shuffled } from './arbitraries.fixture.js';
import { kendallW } from './kendall-w.js';
import { spearman } from './rank-correlation.js';
import { type GivenTable, transpose } from './tables.js';

describe('Kendall’s W', () => {
  it('is one for the same order and zero for a balanced one', () => {
    expect(
      kendallW([
        [1, 2, 3],
        [10, 20, 90],
      ]).value,
    ).toBe(1);
    expect(
      kendallW([
        [1, 2, 3],
        [3, 2, 1],
      ]),
    ).toMatchObject({ value: 0, chiSquare: 0, p: 1, df: 2 });
  });

  it('leaves out a rater who ties everything, and tells so', () => {
    const two = [
      [1, 2, 3, 4],
      [2, 1, 3, 3],
    ];
    const { excluded, ...figures } = kendallW([[5, 5, 5, 5], ...two, [0, 0, 0, 0]]);
    expect(excluded).toEqual([0, 3]);
    expect({ ...figures, excluded: [] }).toEqual(kendallW(two));
  });

  it.each<readonly [string, GivenTable, string]>([
    ['nobody', [], 'NOTHING_GIVEN'],
    ['one rater', [[1, 2, 3]], 'TOO_FEW'],
    ['one subject', [[1], [2]], 'TOO_FEW'],
    [
      'one rater beside one who ties everything',
      [
        [1, 2],
        [3, 3],
      ],
      'TOO_FEW',
    ],
    [
      'raters who all tie everything',
      [
        [2, 2],
        [3, 3],
      ],
      'NO_VARIATION',
    ],
    ['raters of different subjects', [[1, 2], [3]], 'RAGGED'],
    [
      'a gap',
      [
        [1, 2],
        [3, null],
      ],
      'MISSING',
    ],
    [
      'what is no number',
      [
        [1, 2],
        [3, Number.NaN],
      ],
      'NOT_FINITE',
    ],
  ])('has no value for %s', (_name, matrix, reason) => {
    expect(kendallW(matrix)).toMatchObject({ value: null, reason, chiSquare: null, df: null, p: null });
  });
});

describe('whatever the ratings, W', () => {
  it('lies between zero and one', () => {
    fc.assert(
      fc.property(completeRatings, (table) => {
        const { value, reason } = kendallW(table);
        expect((value === null) === (reason !== null)).toBe(true);
        expect(value ?? 0).toBeGreaterThanOrEqual(0);
        expect(value ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not depend on the order of raters or subjects, nor on anything but each rater’s order', () => {
    const cases = completeRatings.chain((table) =>
      fc.tuple(fc.constant(table), shuffled(table), shuffled(transpose(table)).map(transpose)),
    );
    fc.assert(
      fc.property(cases, ([table, otherRaters, otherSubjects]) => {
        const { value } = kendallW(table);
        expect(kendallW(otherRaters).value).toBe(value);
        expect(kendallW(otherSubjects).value).toBe(value);
        expect(kendallW(table.map((row, rater) => row.map((mark) => mark ** 3 + rater))).value).toBe(value);
      }),
    );
  });

  it('of two raters is half of Spearman’s correlation and one, when neither ties', () => {
    const orders = shuffled([1, 2, 3, 4, 5, 6]);
    fc.assert(
      fc.property(orders, orders, (x, y) => {
        expect(kendallW([x, y]).value).toBeCloseTo(((spearman(x, y).value ?? Number.NaN) + 1) / 2, 12);
      }),
    );
  });
});
