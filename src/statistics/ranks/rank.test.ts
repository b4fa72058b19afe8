import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import figures from '../composite/published-figures.json' with { type: 'json' };
import { rank, type RankMethod } from './rank.js';

const methods = ['competition', 'dense', 'fractional'] as const satisfies readonly RankMethod[];
const valuesWithTies = fc.array(fc.option(fc.integer({ min: -4, max: 4 }), { freq: 6 }), { maxLength: 14 });
const present = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);

describe('ranks', () => {
  it.each(methods)('by the method %s are those of the definition', (method) => {
    expect(rank(figures.ranks.scores, method)).toEqual({ value: figures.ranks[method], reason: null });
  });

  it('stand in the order of the input, nulls taking no place', () => {
    expect(rank([60, null, 90, 85, 85], 'competition').value).toEqual([4, null, 1, 2, 2]);
    expect(rank([60, null, 90, 85, 85], 'competition', 'ascending').value).toEqual([1, null, 4, 2, 2]);
    expect(rank([0, -0], 'dense').value).toEqual([1, 1]);
  });

  it.each([
    { values: [], reason: 'NOTHING_GIVEN' },
    { values: [null, null], reason: 'NOTHING_GIVEN' },
    { values: [1, NaN], reason: 'NOT_FINITE' },
    { values: [Infinity, null], reason: 'NOT_FINITE' },
  ])('of $values are none: $reason', ({ values, reason }) => {
    for (const method of methods) {
      expect(rank(values, method)).toEqual({ value: null, reason });
    }
  });

  it('follow a permutation of the values', () => {
    const shuffled = valuesWithTies
      .filter(present)
      .chain((values) =>
        fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
      );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...methods), ([values, order], method) => {
        const ranks = rank(values, method).value ?? [];
        const permuted = rank(
          order.map((position) => values[position] ?? null),
          method,
        );
        expect(permuted.value).toEqual(order.map((position) => ranks[position]));
      }),
    );
  });

  it('do not change under a monotone map, and turn around under a falling one', () => {
    fc.assert(
      fc.property(valuesWithTies.filter(present), fc.constantFrom(...methods), (values, method) => {
        const cubed = values.map((value) => (value === null ? null : value ** 3 / 7 + 2));
        const negated = values.map((value) => (value === null ? null : -value));
        expect(rank(cubed, method)).toEqual(rank(values, method));
        expect(rank(negated, method, 'ascending')).toEqual(rank(values, method));
      }),
    );
  });
});
