import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB, spearman } from './rank-correlation.js';

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 12 });

describe.each([
  ['Spearman’s correlation', spearman],
  ['Kendall’s tau-b', kendallTauB],
])('%s', (_name, correlation) => {
  it('is one for the same order and minus one for the reverse', () => {
    expect(correlation([1, 2, 2, 9], [10, 20, 20, 21])).toEqual({ value: 1, reason: null, pairs: 4 });
    expect(correlation([1, 2, 2, 9], [4, 3, 3, -8])).toEqual({ value: -1, reason: null, pairs: 4 });
  });

  it.each([
    ['nothing', [], [], 'NOTHING_GIVEN'],
    ['one pair', [1], [2], 'TOO_FEW'],
    ['lists of different lengths', [1, 2], [1], 'RAGGED'],
    ['a first list all the same', [3, 3, 3], [1, 2, 3], 'NO_VARIATION'],
    ['a second list all the same', [1, 2, 3], [3, 3, 3], 'NO_VARIATION'],
    ['what is no number', [1, Number.NaN], [1, 2], 'NOT_FINITE'],
    ['the infinite', [1, 2], [1, Infinity], 'NOT_FINITE'],
  ])('has no value for %s', (_case, x, y, reason) => {
    expect(correlation(x, y)).toMatchObject({ value: null, reason });
  });

  it('turns its sign when one order is reversed, and is symmetric', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = [list.map(([left]) => left), list.map(([, right]) => right)];
        const straight = correlation(x, y);
        const reversed = correlation(
          x,
          y.map((value) => -value),
        );
        expect(reversed.reason).toBe(straight.reason);
        expect(reversed.value ?? 0).toBeCloseTo(-(straight.value ?? 0), 12);
        expect(correlation(y, x)).toEqual(straight);
      }),
    );
  });

  it('depends on the order alone, not on that of the pairs, and lies within one', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = [list.map(([left]) => left), list.map(([, right]) => right)];
        const straight = correlation(x, y);
        expect(
          correlation(
            x.map((value) => value ** 3 - 7),
            y.map(Math.exp),
          ),
        ).toEqual(straight);
        expect(correlation(x.toReversed(), y.toReversed())).toEqual(straight);
        expect(Math.abs(straight.value ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
