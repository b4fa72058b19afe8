import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterGenerator } from './counter-generator.js';

const bits = (seed: string, count: number): number[] => {
  const generator = counterGenerator(seed);
  return Array.from({ length: count }, () => generator.uniform() * 2 ** 53);
};

describe('the generator', () => {
  // The expected numbers were written by a second program, in Python with hashlib.
  it.each([
    [
      'kengash',
      [851665222643215, 5238655807446248, 5927411286331008, 1469800685050997, 7464189302231953, 8724242897145855],
    ],
    ['йўл ✓'.repeat(20), [4652493284726956, 4234966206983024, 8326547301828173, 8716940976602403, 2376285736524336]],
  ])('gives the seed %s the numbers that another language gives it', (seed, expected) => {
    expect(bits(seed, expected.length)).toEqual(expected);
  });

  it('does so for whole numbers below a bound, rejected ones among them', () => {
    const dice = counterGenerator('dice');
    expect(Array.from({ length: 20 }, () => dice.below(6))).toEqual([
      4, 3, 2, 1, 0, 3, 4, 0, 5, 4, 0, 1, 2, 5, 2, 2, 0, 4, 3, 4,
    ]);
    // Every fourth word is rejected for this bound, so the numbers go on from words of the same stream.
    expect(Array.from({ length: 5 }, () => dice.below(3 * 2 ** 51))).toEqual([
      1258741005051227, 5477461957209807, 1016445089736422, 3277989662632668, 2280028787094774,
    ]);
  });

  it('gives the same seed the same numbers and another seed others', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(bits(left, 9)).toEqual(bits(left, 9));
        expect(left === right || bits(left, 9).join() !== bits(right, 9).join()).toBe(true);
      }),
    );
  });

  it('stays in its range and has the mean and variance of the uniform distribution', () => {
    const generator = counterGenerator('uniform');
    const numbers = Array.from({ length: 40_000 }, () => generator.uniform());
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const mean = numbers.reduce((left, right) => left + right, 0) / numbers.length;
    const variance = numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / numbers.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / numbers.length));
  });

  it('favours no remainder', () => {
    const generator = counterGenerator('remainders');
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 14_000; draw += 1) {
      const number = generator.below(7);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((total, count) => total + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquare).toBeLessThan(22.46); // The 99.9th percentile with six degrees of freedom.
  });

  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53 + 2])('refuses the bound %s', (bound) => {
    expect(() => counterGenerator('seed').below(bound)).toThrow(RangeError);
  });

  it('knows one number below one', () => {
    expect(counterGenerator('seed').below(1)).toBe(0);
  });
});
