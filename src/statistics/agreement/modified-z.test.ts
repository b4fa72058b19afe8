import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farFromOthers, modifiedZ } from './modified-z.js';

describe('the modified z score', () => {
  it('measures with the mean deviation when more than half of the values are the same', () => {
    const { value, medianAbsoluteDeviation, flagged, method } = modifiedZ([3, 3, 3, 3, 3, 3, 3, 8]);
    expect({ medianAbsoluteDeviation, method }).toEqual({ medianAbsoluteDeviation: 0, method: 'MEAN_DEVIATION' });
    expect(value?.[7]).toBeCloseTo(5 / (1.253314 * 0.625), 12);
    expect(flagged).toEqual([7]);
  });

  it('takes what differs by rounding for the same', () => {
    const same = [0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3];
    expect(modifiedZ(same)).toMatchObject({ value: null, reason: 'NO_VARIATION', flagged: [] });
    expect(modifiedZ([...same, 0.9])).toMatchObject({ method: 'MEAN_DEVIATION', flagged: [5] });
  });

  it('does not flag a score of exactly the threshold or less', () => {
    expect(modifiedZ([1, 2, 3, 4, 5]).flagged).toEqual([]);
  });

  it('does not depend on the zero and the unit of the values', () => {
    const lists = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), (values, factor, shift) => {
        const [straight, moved] = [values, values.map((value) => factor * value + shift)].map(modifiedZ);
        expect(moved?.flagged).toEqual(straight?.flagged);
        expect(moved?.method).toBe(straight?.method);
      }),
    );
  });

  it.each([
    ['nothing', [], 'NOTHING_GIVEN'],
    ['four values', [1, 2, 3, 4], 'TOO_FEW'],
    ['values that are all the same', [2, 2, 2, 2, 2], 'NO_VARIATION'],
    ['what is no number', [1, 2, 3, 4, Number.NaN], 'NOT_FINITE'],
    ['the infinite', [1, 2, 3, 4, Infinity], 'NOT_FINITE'],
    ['what is too large', [1e308, 1e308, -1e308, -1e308, 0], 'NOT_FINITE'],
  ])('has no value for %s', (_name, values, reason) => {
    expect(modifiedZ(values)).toMatchObject({ value: null, reason, flagged: [], method: null });
  });
});

describe('the distance from the others', () => {
  it('flags what is further away than the tolerance, and not what is as far', () => {
    expect(farFromOthers([3, 4, 4, 6], 1)).toEqual({ value: [1, 0, 0, 2], reason: null, flagged: [3] });
    expect(farFromOthers([0.7, 1], 0.3).flagged).toEqual([]);
    expect(farFromOthers([0.7, 1], 0.29).flagged).toEqual([0, 1]);
  });

  it.each([
    ['nothing', [], 1, 'NOTHING_GIVEN'],
    ['one value', [1], 1, 'TOO_FEW'],
    ['a tolerance of less than nothing', [1, 2], -1, 'OUT_OF_RANGE'],
    ['a tolerance that is no number', [1, 2], Number.NaN, 'OUT_OF_RANGE'],
    ['what is no number', [1, Number.NaN], 1, 'NOT_FINITE'],
  ])('has no value for %s', (_name, values, tolerance, reason) => {
    expect(farFromOthers(values, tolerance)).toEqual({ value: null, reason, flagged: [] });
  });
});
