import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail } from './chi-square-distribution.js';
import { fCumulative, fQuantile, fUpperTail } from './f-distribution.js';
import { incompleteBeta } from './incomplete-beta.js';
import { upperIncompleteGamma } from './incomplete-gamma.js';
import { logGamma } from './log-gamma.js';
import { normalUpperTail } from './normal-distribution.js';

// The expected values were calculated with forty digits.
const relativeError = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

describe('the logarithm of the gamma function', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [3.3, 0.9870985778947345],
    [10, 12.801827480081469],
    [171.5, 709.1431630309282],
  ])('of %f is %f', (x, expected) => {
    expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-14);
  });
});

describe('the F distribution', () => {
  it.each([
    [1, 1, 1, 0.5, 0.5],
    [2.5, 5, 18, 0.9308980465822201, 0.06910195341777992],
    [11.25, 5, 15, 0.9998797794380222, 0.00012022056197778504],
    [0.01, 3, 7, 0.0015047529598883, 0.9984952470401117],
    [80, 2.5, 31.7, 0.9999999999999564, 4.361661550046322e-14],
    [1.02, 300, 400, 0.5747322398368497, 0.4252677601631503],
  ])('at %f with %f and %f degrees of freedom has %f below and %f above', (x, df1, df2, below, above) => {
    expect(relativeError(fCumulative(x, df1, df2), below)).toBeLessThan(1e-12);
    expect(relativeError(fUpperTail(x, df1, df2), above)).toBeLessThan(1e-12);
  });

  it.each([
    [0.975, 5, 18, 3.381967805875243],
    [0.975, 18, 5, 6.361883204654354],
    [0.975, 5, 15, 3.576415349279062],
    [0.5, 1, 1, 1],
    [0.95, 1, 1, 161.4476387975885],
    [0.95, 10, 20, 2.347877566998312],
    [0.025, 4, 9, 0.11230047780266185],
    [0.999, 3, 12, 10.804204377720453],
    [0.975, 5, 4.7887, 7.4923830366626145],
  ])('has the quantile of %f with %f and %f degrees of freedom at %f', (probability, df1, df2, expected) => {
    expect(relativeError(fQuantile(probability, df1, df2), expected)).toBeLessThan(1e-12);
  });

  const degrees = fc.double({ min: 0.5, max: 200, noNaN: true });

  it('has quantiles that are the inverse of the probabilities', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, degrees, (probability, df1, df2) => {
        expect(relativeError(fCumulative(fQuantile(probability, df1, df2), df1, df2), probability)).toBeLessThan(1e-9);
      }),
    );
  });

  it('has quantiles that are those of the reverse, turned over', () => {
    fc.assert(
      fc.property(degrees, degrees, (df1, df2) => {
        const product = fQuantile(0.975, df1, df2) * fQuantile(0.025, df2, df1);
        expect(relativeError(product, 1)).toBeLessThan(1e-10);
      }),
    );
  });

  it('has ends', () => {
    expect([fCumulative(-1, 2, 3), fUpperTail(-1, 2, 3)]).toEqual([0, 1]);
    expect([fCumulative(Infinity, 2, 3), fUpperTail(Infinity, 2, 3)]).toEqual([1, 0]);
    expect([fQuantile(0, 2, 3), fQuantile(1, 2, 3)]).toEqual([0, Infinity]);
  });
});

describe('the chi-square distribution', () => {
  it.each([
    [13.777777777777777, 7, 0.055277929891574505],
    [3.841458820694124, 1, 0.05000000000000006],
    [0.5, 10, 0.999993388289439],
    [200, 3, 4.2185411071920426e-43],
    [95, 100, 0.6225792918781735],
  ])('at %f with %i degrees of freedom has %f above', (x, df, expected) => {
    expect(relativeError(chiSquareUpperTail(x, df), expected)).toBeLessThan(1e-12);
  });

  it('with two degrees of freedom is exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (x) => {
        expect(relativeError(chiSquareUpperTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12);
      }),
    );
  });

  it('has nothing below zero and nothing above infinity', () => {
    expect([chiSquareUpperTail(-1, 3), chiSquareUpperTail(Infinity, 3)]).toEqual([1, 0]);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.96, 0.024997895148220435],
    [-1.96, 0.9750021048517795],
    [5, 2.866515718791939e-7],
    [12.374291059190464, 1.8002971617333446e-35],
    [30, 4.906713927148187e-198],
  ])('at %f has %f above', (z, expected) => {
    expect(relativeError(normalUpperTail(z), expected)).toBeLessThan(1e-12);
  });
});

describe('the incomplete functions', () => {
  const shape = fc.double({ min: 0.1, max: 100, noNaN: true });

  it('have the mirror of the beta function', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a, x)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('have the steps of the gamma function', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 100, noNaN: true }), shape, (x, a) => {
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        expect(upperIncompleteGamma(a + 1, x)).toBeCloseTo(upperIncompleteGamma(a, x) + step, 12);
      }),
    );
  });
});

describe('what is asked of no distribution', () => {
  it.each([
    ['the gamma function of zero', logGamma(0)],
    ['the gamma function of what is no number', logGamma(Number.NaN)],
    ['a beta function beyond one', incompleteBeta(1.5, 1, 1)],
    ['a beta function of nothing', incompleteBeta(0.5, 0, 1)],
    ['a gamma function below zero', upperIncompleteGamma(1, -1)],
    ['no degrees of freedom of F', fCumulative(1, 0, 1)],
    ['F at what is no number', fUpperTail(Number.NaN, 1, 1)],
    ['a quantile of more than everything', fQuantile(1.1, 2, 3)],
    ['a quantile without degrees of freedom', fQuantile(0.5, 2, 0)],
    ['no degrees of freedom of chi-square', chiSquareUpperTail(1, 0)],
    ['a normal tail at what is no number', normalUpperTail(Number.NaN)],
  ])('is not answered: %s', (_name, value) => {
    expect(value).toBeNaN();
  });
});
