import { describe, expect, it } from 'vitest';
import { decimalOf, doubleOf, roundedFigure } from './exact-figures.js';

describe('an exact figure', () => {
  it.each([
    ['80', '80'],
    ['25/2', '12.5'],
    ['-1/8', '-0.125'],
    ['1/4096', '0.000244140625'],
    ['12.50', '12.5'],
    ['0', '0'],
  ])('%s is the decimal %s', (exact, decimal) => {
    expect(decimalOf(exact)).toBe(decimal);
  });

  it('is no decimal where it never ends, or nobody would read it, or it is no number', () => {
    expect(['638/7', '1/8192', 'x', ''].map(decimalOf)).toEqual([null, null, null, null]);
  });

  it('is rounded half up, without trailing zeros', () => {
    expect(['1184/79', '2/3', '1/2', '20', '100', 'x'].map((text) => roundedFigure(text, 2))).toEqual(['14.99', '0.67', '0.5', '20', '100', 'x']);
    expect(roundedFigure('100', 0)).toBe('100');
  });

  it('is a double for drawing', () => {
    expect([doubleOf('638/7'), doubleOf('x')]).toEqual([638 / 7, null]);
  });
});
