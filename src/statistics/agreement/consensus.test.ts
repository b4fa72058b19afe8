import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementA, consensus, polarization } from './consensus.js';

const measures = [
  ['consensus', consensus],
  ['agreement A', agreementA],
  ['polarization', polarization],
] as const;

describe('the frequencies of an ordered scale', () => {
  it.each([
    ['one category', [0, 0, 9, 0, 0], 1, 1, 0],
    ['one of two', [0, 4], 1, 1, 0],
    ['half and half at the ends', [5, 0, 0, 0, 5], 0, -1, 1],
    ['both of two', [3, 3], 0, 0, 0.5],
  ])('of %s have their consensus, agreement and polarization', (_name, frequencies, agreed, agreement, polarized) => {
    expect(consensus(frequencies)).toEqual({ value: agreed, reason: null });
    expect(agreementA(frequencies)).toEqual({ value: agreement, reason: null });
    expect(polarization(frequencies)).toEqual({ value: polarized, reason: null });
  });

  it('that are all equal have no agreement', () => {
    expect(agreementA([2, 2, 2, 2, 2]).value).toBe(0);
  });

  it('with a share next to nothing are like those without', () => {
    expect(consensus([1e-30, 1]).value).toBe(1);
  });
});

describe.each(measures)('%s', (_measure, measure) => {
  it.each([
    ['no categories', [], 'NOTHING_GIVEN'],
    ['one category', [4], 'TOO_FEW'],
    ['nobody', [0, 0, 0], 'NOTHING_GIVEN'],
    ['less than nobody', [3, -1, 2], 'NOT_COUNTS'],
    ['what is no number', [3, Number.NaN], 'NOT_FINITE'],
    ['the infinite', [3, Infinity], 'NOT_FINITE'],
  ])('has no value for %s', (_name, frequencies, reason) => {
    expect(measure(frequencies)).toEqual({ value: null, reason });
  });

  it('is the same for shares, and for the scale turned round', () => {
    const lists = fc
      .array(fc.nat(20), { minLength: 2, maxLength: 8 })
      .filter((list) => list.some((frequency) => frequency > 0));
    fc.assert(
      fc.property(lists, (list) => {
        const expected = measure(list).value ?? Number.NaN;
        expect(measure(list.map((frequency) => frequency / 7)).value).toBeCloseTo(expected, 10);
        expect(measure(list.toReversed()).value).toBeCloseTo(expected, 10);
        expect(expected).toBeGreaterThanOrEqual(-1.000000001);
        expect(expected).toBeLessThanOrEqual(1.000000001);
      }),
    );
  });
});
