import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '../../scoring/rational.js';
import { nearestNumber } from './nearest-number.js';

describe('the nearest number', () => {
  it.each([
    [0n, 1n, 0],
    [1n, 3n, 1 / 3],
    [-638n, 7n, -638 / 7],
    [10n ** 400n, 3n * 10n ** 400n, 1 / 3],
    [-(10n ** 330n), 10n ** 329n, -10],
    [1n, 10n ** 400n, 0],
    [10n ** 400n, 1n, Infinity],
  ])('of %s / %s', (numerator, denominator, expected) => {
    expect(nearestNumber(fraction(numerator, denominator))).toBeCloseTo(expected, 14);
  });

  it('is the same however long the parts are', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1e9 }), (numerator, denominator) => {
        const long = { numerator: BigInt(numerator) * 7n ** 200n, denominator: BigInt(denominator) * 7n ** 200n };
        const expected = numerator / denominator;
        expect(Math.abs(nearestNumber(long) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 2 ** -52);
      }),
    );
  });
});
