import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from './arbitraries.fixture.js';
import { disagreementIndex } from './disagreement-index.js';

describe('the disagreement index', () => {
  it('tells a panel that is split from one that is not', () => {
    expect(disagreementIndex([1, 1, 2, 8, 9, 9], 1, 9).disagreement).toBe(true);
    expect(disagreementIndex([7, 8, 8, 8, 9, 9], 1, 9).disagreement).toBe(false);
  });

  it('is no disagreement when the range is what it may be', () => {
    const { interpercentileRange, adjustedRange, disagreement } = disagreementIndex([1, 1, 1, 5, 5, 6, 6, 9, 9], 1, 9);
    expect(interpercentileRange).toBeCloseTo(3.4, 12);
    expect(adjustedRange).toBeCloseTo(3.4, 12);
    expect(disagreement).toBe(false);
  });

  it('of one mark is zero', () => {
    expect(disagreementIndex([4], 0, 10)).toMatchObject({ value: 0, reason: null, disagreement: false, range: 0 });
  });

  it('is the same on any scale, and turned upside down', () => {
    const marks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 15 });
    const scales = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(marks, scales, (given, [low, width]) => {
        const straight = disagreementIndex(given, 1, 9);
        const carried = given.map((mark) => low + ((mark - 1) * width) / 8);
        const other = disagreementIndex(carried, low, low + width);
        const turned = disagreementIndex(
          given.map((mark) => 10 - mark),
          1,
          9,
        );
        for (const { value, disagreement } of [other, turned]) {
          expect(value).toBeCloseTo(straight.value ?? Number.NaN, 9);
          expect(disagreement).toBe(straight.disagreement);
        }
      }),
    );
  });

  it('does not depend on the order of the marks', () => {
    const marks = [0, 2, 2, 3, 7, 10];
    fc.assert(
      fc.property(shuffled(marks), (other) => {
        expect(disagreementIndex(other, 0, 10)).toEqual(disagreementIndex(marks, 0, 10));
      }),
    );
  });

  it.each([
    ['no marks', [], 1, 9, 'NOTHING_GIVEN'],
    ['a scale without width', [1, 1], 1, 1, 'BAD_SCALE'],
    ['a scale upside down', [1, 1], 9, 1, 'BAD_SCALE'],
    ['a scale without end', [1, 1], 1, Infinity, 'BAD_SCALE'],
    ['a scale of what is no number', [1, 1], Number.NaN, 9, 'BAD_SCALE'],
    ['a mark below the scale', [0, 1], 1, 9, 'OUT_OF_RANGE'],
    ['a mark above the scale', [1, 10], 1, 9, 'OUT_OF_RANGE'],
    ['a mark that is no number', [1, Number.NaN], 1, 9, 'NOT_FINITE'],
    ['an infinite mark', [1, Infinity], 1, 9, 'NOT_FINITE'],
  ])('has no value for %s', (_name, marks, min, max, reason) => {
    expect(disagreementIndex(marks, min, max)).toEqual({
      value: null,
      reason,
      median: null,
      p30: null,
      p70: null,
      interpercentileRange: null,
      asymmetryIndex: null,
      adjustedRange: null,
      disagreement: null,
      range: null,
    });
  });
});
