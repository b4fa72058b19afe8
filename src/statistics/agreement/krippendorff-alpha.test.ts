import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratings, shuffled } from './arbitraries.fixture.js';
import { gap } from './closeness.fixture.js';
import { type DifferenceMetric, krippendorffAlpha } from './krippendorff-alpha.js';
import { type GivenTable, transpose } from './tables.js';

const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
const anyMetric = fc.constantFrom<DifferenceMetric>(...metrics);

/** How far the alphas of two tables are apart. */
const alphaGap = (left: GivenTable, right: GivenTable, metric: DifferenceMetric) =>
  gap(krippendorffAlpha(left, metric).value, krippendorffAlpha(right, metric).value);

describe('Krippendorff’s alpha', () => {
  it('tells what it was made of', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 2, 3, null, 5],
          [1, 2, 4, 4, null],
          [null, null, null, null, null],
        ],
        'interval',
      ),
    ).toEqual({
      value: expect.closeTo(1 - 1 / 3 / (41 / 15), 12),
      reason: null,
      metric: 'interval',
      units: 3,
      pairable: 6,
      raters: 2,
      missingShare: 7 / 15,
      observedDisagreement: expect.closeTo(1 / 3, 12),
      expectedDisagreement: expect.closeTo(41 / 15, 12),
    });
  });

  it('is one for raters who agree and less than zero for those who systematically do not', () => {
    for (const metric of metrics) {
      expect(
        krippendorffAlpha(
          [
            [1, 2, 3],
            [1, 2, 3],
          ],
          metric,
        ).value,
      ).toBe(1);
      expect(
        krippendorffAlpha(
          [
            [1, 3],
            [3, 1],
          ],
          metric,
        ).value,
      ).toBeLessThan(0);
    }
  });

  it.each<readonly [string, GivenTable, DifferenceMetric, string]>([
    ['nobody', [], 'nominal', 'NOTHING_GIVEN'],
    ['raters of nothing', [[], []], 'nominal', 'NOTHING_GIVEN'],
    ['raters of different units', [[1, 2], [1]], 'nominal', 'RAGGED'],
    [
      'what is no number',
      [
        [1, Number.NaN],
        [1, 2],
      ],
      'nominal',
      'NOT_FINITE',
    ],
    [
      'the infinite',
      [
        [1, Infinity],
        [1, 2],
      ],
      'interval',
      'NOT_FINITE',
    ],
    [
      'what is too large to square',
      [
        [1, 1e200],
        [1, 1e200],
      ],
      'interval',
      'NOT_FINITE',
    ],
    ['one rater', [[1, 2, 3]], 'ordinal', 'NO_PAIRS'],
    [
      'raters who share no unit',
      [
        [1, null],
        [null, 2],
      ],
      'ordinal',
      'NO_PAIRS',
    ],
    [
      'nothing but gaps',
      [
        [null, null],
        [null, null],
      ],
      'ordinal',
      'NO_PAIRS',
    ],
    [
      'the same everywhere',
      [
        [3, 3, null],
        [3, 3, 4],
      ],
      'interval',
      'NO_VARIATION',
    ],
    [
      'a proportion of less than nothing',
      [
        [-1, 2],
        [1, 2],
      ],
      'ratio',
      'OUT_OF_RANGE',
    ],
  ])('has no value for %s', (_name, table, metric, reason) => {
    expect(krippendorffAlpha(table, metric)).toMatchObject({ value: null, reason });
  });

  it('takes zero and zero as equal in proportion', () => {
    expect(
      krippendorffAlpha(
        [
          [0, 0, 4],
          [0, 0, 4],
        ],
        'ratio',
      ).value,
    ).toBe(1);
  });
});

describe('whatever the ratings, alpha', () => {
  it('does not depend on the order of the raters or the units', () => {
    const cases = ratings.chain((table) =>
      fc.tuple(fc.constant(table), shuffled(table), shuffled(transpose(table)).map(transpose)),
    );
    fc.assert(
      fc.property(cases, anyMetric, ([table, otherRaters, otherUnits], metric) => {
        expect(alphaGap(otherRaters, table, metric)).toBeLessThan(1e-9);
        expect(alphaGap(otherUnits, table, metric)).toBeLessThan(1e-9);
      }),
    );
  });

  it('is the same with a rater who gave nothing and with a unit that was rated once', () => {
    fc.assert(
      fc.property(ratings, anyMetric, (table, metric) => {
        const { missingShare: _before, ...before } = krippendorffAlpha(table, metric);
        const silent = [...table, (table[0] ?? []).map(() => null)];
        const single = table.map((row, rater) => [...row, rater === 0 ? 99 : null]);
        for (const extended of [silent, single]) {
          const { missingShare: _after, ...after } = krippendorffAlpha(extended, metric);
          expect(after).toEqual(before);
        }
      }),
    );
  });

  it('of an interval does not depend on the zero and the unit of the scale', () => {
    fc.assert(
      fc.property(
        ratings,
        fc.integer({ min: -20, max: 20 }).filter((factor) => factor !== 0),
        fc.integer({ min: -50, max: 50 }),
        (table, factor, shift) => {
          const moved = table.map((row) => row.map((cell) => (cell === null ? null : factor * cell + shift)));
          expect(alphaGap(moved, table, 'interval')).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('of an order does not depend on anything else, and that of names not even on the order', () => {
    fc.assert(
      fc.property(ratings, (table) => {
        const stretched = table.map((row) => row.map((cell) => (cell === null ? null : cell ** 3)));
        const renamed = table.map((row) => row.map((cell) => (cell === null ? null : (cell * 2) % 7)));
        expect(alphaGap(stretched, table, 'ordinal')).toBeLessThan(1e-9);
        expect(alphaGap(renamed, table, 'nominal')).toBeLessThan(1e-9);
      }),
    );
  });

  it('is at most one, or has a reason for no value', () => {
    fc.assert(
      fc.property(ratings, anyMetric, (table, metric) => {
        const { value, reason } = krippendorffAlpha(table, metric);
        expect((value === null) === (reason !== null)).toBe(true);
        expect(value ?? 1).toBeLessThanOrEqual(1);
      }),
    );
  });
});
