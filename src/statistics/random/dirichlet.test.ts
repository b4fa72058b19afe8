import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterGenerator } from './counter-generator.js';
import { dirichlet, dirichletUnits } from './dirichlet.js';
import { gamma, normal } from './gamma.js';

function moments(draw: () => number, count: number): { readonly mean: number; readonly variance: number } {
  const numbers = Array.from({ length: count }, draw);
  const mean = numbers.reduce((left, right) => left + right, 0) / count;
  return { mean, variance: numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / count };
}

describe('draws', () => {
  it('from the normal distribution have its mean and variance', () => {
    const generator = counterGenerator('normal');
    const { mean, variance } = moments(() => normal(generator), 40_000);
    expect(Math.abs(mean)).toBeLessThan(4 / 200);
    expect(Math.abs(variance - 1)).toBeLessThan((4 * Math.SQRT2) / 200);
  });

  it.each([0.2, 1, 2.5, 95])('from the gamma distribution of shape %s have its mean and variance', (shape) => {
    const generator = counterGenerator('gamma');
    const { mean, variance } = moments(() => gamma(generator, shape), 40_000);
    expect(Math.abs(mean - shape)).toBeLessThan((4 * Math.sqrt(shape)) / 200);
    expect(Math.abs(variance - shape)).toBeLessThan((4 * Math.sqrt(2 * shape * shape + 6 * shape)) / 200);
  });

  it('of shares are on the grid where another language puts them', () => {
    // Written by a second program in Python, with the logarithm of its C library.
    const generator = counterGenerator('kengash');
    const units = new Float64Array(6);
    const draw = (): number[] => {
      dirichletUnits(generator, [0.25, 0.5, 1, 3, 19.5, 95], units);
      return [...units];
    };
    expect([draw(), draw(), draw()]).toEqual([
      [155931447, 888828538, 2027537499, 4623282340, 20965993828, 100622437145],
      [41106722, 1025433811, 1090606287, 2176030688, 18450124517, 95569027595],
      [628238390, 180595241, 117570265, 2888506794, 14779546907, 83144767811],
    ]);
    for (let skipped = 0; skipped < 1999; skipped += 1) {
      draw();
    }
    expect(draw()).toEqual([636944402, 18131417, 717588886, 5865448612, 16671918455, 110159401846]);
  });
});

describe('shares from the Dirichlet distribution', () => {
  it('have the mean of their shapes', () => {
    const generator = counterGenerator('shares');
    const shapes = [1, 2, 5];
    const means = [0, 0, 0];
    for (let draw = 0; draw < 20_000; draw += 1) {
      for (const [index, share] of (dirichlet(generator, shapes).value ?? []).entries()) {
        means[index] = (means[index] ?? 0) + share / 20_000;
      }
    }
    for (const [index, shape] of shapes.entries()) {
      const mean = shape / 8;
      const error = Math.sqrt((mean * (1 - mean)) / 9 / 20_000);
      expect(Math.abs((means[index] ?? 0) - mean)).toBeLessThan(4 * error);
    }
  });

  it('are greater than zero and sum to one, however small the shapes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), { minLength: 1 }),
        (seed, shapes) => {
          const shares = dirichlet(counterGenerator(seed), shapes).value ?? [];
          expect(shares).toHaveLength(shapes.length);
          expect(shares.every((share) => share > 0)).toBe(true);
          expect(shares.reduce((left, right) => left + right, 0)).toBeCloseTo(1, 12);
          expect(dirichlet(counterGenerator(seed), shapes).value).toEqual(shares);
        },
      ),
    );
  });

  it.each([
    { shapes: [], reason: 'NO_SHAPES' },
    { shapes: [1, 0], reason: 'BAD_SHAPE' },
    { shapes: [-1], reason: 'BAD_SHAPE' },
    { shapes: [NaN], reason: 'BAD_SHAPE' },
    { shapes: [Infinity], reason: 'BAD_SHAPE' },
  ])('are not drawn for $shapes: $reason', ({ shapes, reason }) => {
    expect(dirichlet(counterGenerator('seed'), shapes)).toEqual({ value: null, reason });
  });
});
