import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanWithError } from './mean-with-error.js';
import figures from './published-figures.json' with { type: 'json' };

describe('a mean with its error', () => {
  it('is that of the Corruption Perceptions Index', () => {
    const { sources, score, standardError, low, high } = figures.meanWithError;
    const { value } = meanWithError(sources);
    expect(value?.mean).toBe(score);
    expect(value?.standardError).toBeCloseTo(standardError, 12);
    expect(Math.round(value?.standardError ?? NaN)).toBe(1);
    expect(value?.interval?.low).toBeCloseTo(low, 12);
    expect(value?.interval?.high).toBeCloseTo(high, 12);
  });

  it.each([
    { values: [], reason: 'NOTHING_GIVEN' },
    { values: [1, NaN], reason: 'NOT_FINITE' },
    { values: [Infinity], reason: 'NOT_FINITE' },
  ])('is none of $values: $reason', ({ values, reason }) => {
    expect(meanWithError(values)).toEqual({ value: null, reason });
  });

  it.each([
    { values: [63], errorReason: 'TOO_FEW' },
    { values: [63, 63, 63], errorReason: 'NO_VARIATION' },
  ])('has no error for $values: $errorReason', ({ values, errorReason }) => {
    expect(meanWithError(values).value).toEqual({ mean: 63, standardError: null, interval: null, errorReason });
  });

  it('does not depend on the order, and moves with the values', () => {
    const shuffled = fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 9 })
      .chain((values) => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })));
    fc.assert(
      fc.property(shuffled, fc.integer({ min: -50, max: 50 }), ([values, order], shift) => {
        const { value } = meanWithError(values);
        expect(meanWithError(order).value?.mean).toBeCloseTo(value?.mean ?? NaN, 12);
        const moved = meanWithError(values.map((number) => number + shift)).value;
        expect(moved?.mean).toBeCloseTo((value?.mean ?? NaN) + shift, 10);
        expect(moved?.standardError ?? 0).toBeCloseTo(value?.standardError ?? 0, 10);
      }),
    );
  });
});
