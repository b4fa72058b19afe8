import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midranks, tieSizes } from './midranks.js';

describe('midranks', () => {
  it('share the mean of the places of equal values', () => {
    expect(midranks([60, 70, 70, 70, 85, 85, 90])).toEqual([1, 3, 3, 3, 5.5, 5.5, 7]);
  });

  it('stand in the order of the input, the least value first', () => {
    expect(midranks([9, -1, 4, 4])).toEqual([4, 1, 2.5, 2.5]);
  });

  it('of nothing are none', () => {
    expect([midranks([]), tieSizes([])]).toEqual([[], []]);
  });

  it('come with how many share each value', () => {
    expect(tieSizes([7, 5, 9, 7, 7])).toEqual([1, 3, 1]);
  });

  const lists = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 15 });

  it('sum to n (n + 1) / 2', () => {
    fc.assert(
      fc.property(lists, (values) => {
        const total = midranks(values).reduce((left, right) => left + right, 0);
        expect(total).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });

  it('are the same after any increasing map, and turned round after a decreasing one', () => {
    fc.assert(
      fc.property(lists, (values) => {
        expect(midranks(values.map((value) => Math.exp(value) * 3 - 7))).toEqual(midranks(values));
        expect(midranks(values.map((value) => -(value ** 3)))).toEqual(
          midranks(values).map((rank) => values.length + 1 - rank),
        );
      }),
    );
  });
});
