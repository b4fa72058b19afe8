import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationals } from './arbitraries.fixture.js';
import {
  add,
  clamp,
  compare,
  divide,
  equals,
  floor,
  fraction,
  maximum,
  minimum,
  multiply,
  negate,
  ONE,
  subtract,
  sum,
  ZERO,
} from './rational.js';
import { parseDecimal, parseRational, rational, toDecimalString, toExactString } from './rational-text.js';
import { roundHalfUp } from './rounding.js';

const nonZero = rationals.filter((value) => !equals(value, ZERO));

describe('fractions', () => {
  it('obey the laws of a field', () => {
    fc.assert(
      fc.property(rationals, rationals, rationals, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, b)).toEqual(multiply(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(a, ZERO)).toEqual(a);
        expect(multiply(a, ONE)).toEqual(a);
        expect(add(a, negate(a))).toEqual(ZERO);
        expect(sum([a, b, c])).toEqual(add(a, add(b, c)));
      }),
    );
  });

  it('undo a product by division and a sum by subtraction', () => {
    fc.assert(
      fc.property(rationals, nonZero, (a, b) => {
        expect(divide(multiply(a, b), b)).toEqual(a);
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(multiply(b, divide(ONE, b))).toEqual(ONE);
      }),
    );
  });

  it('are ordered like their cross products, and the order agrees with sums and products', () => {
    fc.assert(
      fc.property(rationals, rationals, rationals, (a, b, c) => {
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
        expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
        expect(compare(minimum(a, b), maximum(a, b))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('are in lowest terms with a positive denominator, and frozen', () => {
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fraction(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(Object.isFrozen(fraction(1n, 2n))).toBe(true);
  });

  it('have a floor at most one below, also under zero', () => {
    expect(['7/2', '-7/2', '-4', '4', '-1/3', '0'].map((text) => floor(rational(text)))).toEqual([
      3n,
      -4n,
      -4n,
      4n,
      -1n,
      0n,
    ]);
    fc.assert(
      fc.property(rationals, (value) => {
        const whole = fraction(floor(value));
        expect(compare(whole, value)).toBeLessThanOrEqual(0);
        expect(compare(subtract(value, whole), ONE)).toBe(-1);
      }),
    );
  });

  it('stay between the bounds they are held to', () => {
    expect(clamp(rational('-1'), ZERO, ONE)).toEqual(ZERO);
    expect(clamp(rational('1/3'), ZERO, ONE)).toEqual(rational('1/3'));
    expect(clamp(rational('7'), ZERO, ONE)).toEqual(ONE);
  });

  it('refuse a denominator of zero', () => {
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  });
});

describe('fractions as text', () => {
  it.each([
    ['80', '80'],
    ['638/7', '638/7'],
    ['007.10', '71/10'],
    ['-0.5', '-1/2'],
    ['-0', '0'],
    ['6/4', '3/2'],
    ['0.1', '1/10'],
  ])('reads %s as %s', (text, exact) => {
    expect(toExactString(rational(text))).toBe(exact);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '1.',
    '.5',
    '1e3',
    '1,5',
    '1/0',
    '1/-2',
    '1.5/2',
    'NaN',
    'Infinity',
    '0x10',
    '١',
    '1\n',
    '9'.repeat(2001),
  ])('refuses %j', (text) => {
    expect(parseRational(text)).toBeNull();
    expect(() => rational(text)).toThrow(RangeError);
  });

  it('takes no fraction where a decimal is asked', () => {
    expect(parseDecimal('1/2')).toBeNull();
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(rationals, (value) => {
        expect(parseRational(toExactString(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['638/7', 0, '91'],
    ['638/7', 2, '91.14'],
    ['80', 2, '80.00'],
    ['161/2', 0, '81'],
    ['1/200', 2, '0.01'],
    ['-1/200', 2, '0.00'],
    ['-3/2', 0, '-1'],
    ['-0.126', 2, '-0.13'],
    ['99.995', 2, '100.00'],
    ['0.05', 1, '0.1'],
  ])('writes %s with %i decimals as %s', (value, digits, text) => {
    expect(toDecimalString(rational(value), digits)).toBe(text);
  });
});

describe('rounding', () => {
  it('takes the nearest number of so many decimals, the upper one from the middle', () => {
    fc.assert(
      fc.property(rationals, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        const unit = fraction(1n, 10n ** BigInt(digits));
        const half = divide(unit, fraction(2n));
        const rounded = roundHalfUp(value, digits);
        expect(divide(rounded, unit).denominator).toBe(1n);
        // rounded - half <= value < rounded + half: the middle belongs to the upper number.
        expect(compare(subtract(rounded, half), value)).toBeLessThanOrEqual(0);
        expect(compare(value, add(rounded, half))).toBe(-1);
        expect(parseRational(toDecimalString(value, digits))).toEqual(rounded);
      }),
    );
  });

  it('changes nothing when it is repeated, and keeps the order', () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        expect(roundHalfUp(roundHalfUp(a, 1), 1)).toEqual(roundHalfUp(a, 1));
        expect(compare(roundHalfUp(minimum(a, b), 0), roundHalfUp(maximum(a, b), 0))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is exact on the grid around the borders of the categories', () => {
    for (const border of [54n, 55n, 80n, 81n]) {
      for (let denominator = 1n; denominator <= 60n; denominator += 1n) {
        for (let part = 0n; part < denominator; part += 1n) {
          const expected = 2n * part >= denominator ? border + 1n : border;
          expect(roundHalfUp(fraction(border * denominator + part, denominator), 0)).toEqual(fraction(expected));
        }
      }
    }
  });
});
