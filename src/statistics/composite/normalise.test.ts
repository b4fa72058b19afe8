import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, type NormalisingMethod, type NormalisingParameters } from './normalise.js';

interface Example {
  readonly method: NormalisingMethod;
  readonly parameters: NormalisingParameters;
  readonly values: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
}

const relative = [
  ['min-max', {}],
  ['scaled min-max', { low: 0, high: 100 }],
  ['z-score', {}],
  ['distance to maximum', {}],
  ['distance to reference', { reference: 1000 }],
  ['distance to target', { target: 1000 }],
  ['fraction of maximum', {}],
  ['percentile rank', {}],
  ['rank', {}],
  ['Borda', {}],
] as const satisfies readonly (readonly [NormalisingMethod, NormalisingParameters])[];

describe('normalised values', () => {
  // Those with a target and with goalposts are the ones that the tests of the R package COINr assert.
  it.each<Example>([
    { method: 'min-max', parameters: {}, values: [2, null, 4, 10], expected: [0, null, 0.25, 1] },
    { method: 'min-max', parameters: { direction: -1 }, values: [2, 4, 10], expected: [1, 0.75, 0] },
    { method: 'distance to maximum', parameters: {}, values: [2, 4, 10], expected: [0, 0.25, 1] },
    { method: 'scaled min-max', parameters: { low: 1, high: 5 }, values: [2, 4, 10], expected: [1, 2, 5] },
    { method: 'z-score', parameters: {}, values: [1, 2, 3], expected: [-1, 0, 1] },
    { method: 'z-score', parameters: { direction: -1 }, values: [1, null, 2, 3], expected: [1, null, 0, -1] },
    { method: 'distance to reference', parameters: { reference: 4 }, values: [2, 3, 10], expected: [0, 0.5, 4] },
    { method: 'distance to target', parameters: { target: 10 }, values: [0, 5, 11], expected: [0, 0.5, 1.1] },
    {
      method: 'distance to target',
      parameters: { target: 0, direction: -1 },
      values: [-1, 1, 10],
      expected: [1.1, 0.9, 0],
    },
    {
      method: 'distance to target',
      parameters: { target: 10, floor: 5 },
      values: [5, 5, 5],
      expected: [0, 0, 0],
    },
    { method: 'fraction of maximum', parameters: {}, values: [2, 5, 10], expected: [0.2, 0.5, 1] },
    { method: 'fraction of maximum', parameters: { direction: -1 }, values: [2, 5, 10], expected: [1, 0.4, 0.2] },
    { method: 'rank', parameters: {}, values: [7, 9, 9, 1], expected: [2, 3, 3, 1] },
    { method: 'rank', parameters: { direction: -1 }, values: [7, 9, 9, 1], expected: [3, 1, 1, 4] },
    { method: 'Borda', parameters: {}, values: [7, 9, null, 1], expected: [1, 2, null, 0] },
    { method: 'percentile rank', parameters: {}, values: [7, 9, 8, 8, 1], expected: [0.25, 1, 0.5, 0.5, 0] },
    { method: 'goalposts', parameters: { low: 0, high: 10 }, values: [1, 11, -1], expected: [0.1, 1, 0] },
    {
      method: 'goalposts',
      parameters: { low: 0, high: 10, direction: -1 },
      values: [1, 11, -1],
      expected: [0.9, 0, 1],
    },
    { method: 'goalposts', parameters: { low: 0, high: 10 }, values: [5], expected: [0.5] },
  ])('by the method $method with $parameters of $values', ({ method, parameters, values, expected }) => {
    const { value, reason } = normalise(values, method, parameters);
    expect(reason).toBeNull();
    const rounded = value?.map((number) => (number === null ? null : Math.round(number * 1e12) / 1e12 + 0));
    expect(rounded).toEqual(expected);
  });

  it.each(relative)('of equal values by the method %s are none', (method, parameters) => {
    expect(normalise([7, null, 7], method, parameters)).toEqual({ value: null, reason: 'NO_VARIATION' });
    expect(normalise([7], method, parameters)).toEqual({ value: null, reason: 'NO_VARIATION' });
    expect(normalise([null], method, parameters)).toEqual({ value: null, reason: 'NOTHING_GIVEN' });
    expect(normalise([1, NaN], method, parameters)).toEqual({ value: null, reason: 'NOT_FINITE' });
  });

  it.each<Omit<Example, 'expected'> & { readonly reason: string }>([
    { method: 'scaled min-max', parameters: { low: 1 }, values: [1, 2], reason: 'PARAMETER_MISSING' },
    { method: 'scaled min-max', parameters: { low: 1, high: 1 }, values: [1, 2], reason: 'BAD_SCALE' },
    { method: 'distance to reference', parameters: {}, values: [1, 2], reason: 'PARAMETER_MISSING' },
    { method: 'distance to reference', parameters: { reference: 1 }, values: [1, 2], reason: 'BAD_SCALE' },
    { method: 'distance to target', parameters: {}, values: [1, 2], reason: 'PARAMETER_MISSING' },
    { method: 'distance to target', parameters: { target: 3, direction: -1 }, values: [1, 2], reason: 'BAD_SCALE' },
    { method: 'goalposts', parameters: { high: 1 }, values: [1, 2], reason: 'PARAMETER_MISSING' },
    { method: 'goalposts', parameters: { low: 2, high: 1 }, values: [1, 2], reason: 'BAD_SCALE' },
    { method: 'goalposts', parameters: { low: 0, high: NaN }, values: [1, 2], reason: 'NOT_FINITE' },
    { method: 'fraction of maximum', parameters: {}, values: [0, 2], reason: 'NOT_POSITIVE' },
  ])(
    'by the method $method with $parameters of $values are none: $reason',
    ({ method, parameters, values, reason }) => {
      expect(normalise(values, method, parameters)).toEqual({ value: null, reason });
    },
  );

  it('keep the order of the values, or turn it around', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        lists,
        fc.constantFrom(...relative),
        fc.constantFrom(1, -1),
        (values, [method, parameters], direction) => {
          const references = direction === 1 ? parameters : { ...parameters, reference: 0, target: 0 };
          const { value, reason } = normalise(values, method, { ...references, direction });
          fc.pre(reason === null);
          for (const [left, number] of values.entries()) {
            for (const [right, other] of values.entries()) {
              const change = (value?.[left] ?? NaN) - (value?.[right] ?? NaN);
              expect(Math.sign(change) + 0).toBe(direction * Math.sign(number - other) + 0);
            }
          }
        },
      ),
    );
  });
});
