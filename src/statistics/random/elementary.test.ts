import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, naturalLogarithm } from './elementary.js';

const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

describe('the logarithm', () => {
  it('is that of the engine but for its last bits', () => {
    fc.assert(
      fc.property(fc.oneof(positive, fc.double({ min: 0.5, max: 2, noNaN: true })), (value) => {
        const expected = Math.log(value);
        expect(Math.abs((naturalLogarithm(value) ?? NaN) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
      }),
      { numRuns: 2000 },
    );
  });

  it('of one is zero', () => {
    expect(naturalLogarithm(1)).toBe(0);
  });

  it.each([0, -1, NaN, Infinity, 2 ** -1023])('of %s is none', (value) => {
    expect(naturalLogarithm(value)).toBeNull();
  });
});

describe('the exponential', () => {
  it('is that of the engine but for its last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (value) => {
        const expected = Math.exp(value);
        expect(Math.abs((exponential(value) ?? NaN) - expected)).toBeLessThanOrEqual(1e-15 * expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('of zero is one', () => {
    expect(exponential(0)).toBe(1);
  });

  it.each([-800, 800, NaN, Infinity, -Infinity])('of %s is beyond the range', (value) => {
    expect(exponential(value)).toBeNull();
  });
});
