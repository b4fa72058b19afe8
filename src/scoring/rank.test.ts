import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationals } from './arbitraries.fixture.js';
import { competitionRanks, denseRanks, fractionalRanks, type RankKey } from './rank.js';
import { add, fraction, multiply, ONE } from './rational.js';
import { rational } from './rational-text.js';

const keysOf = (...values: readonly string[]): RankKey[] => values.map((value) => [rational(value)]);
const part = (...texts: readonly (string | null)[]): RankKey =>
  texts.map((text) => (text === null ? null : rational(text)));

describe('ranks', () => {
  const keys = keysOf('90', '85', '85', '70', '70', '70', '60');

  it('of a competition leave gaps after a tie', () => {
    expect(competitionRanks(keys)).toEqual([1, 2, 2, 4, 4, 4, 7]);
  });

  it('that are dense leave none', () => {
    expect(denseRanks(keys)).toEqual([1, 2, 2, 3, 3, 3, 4]);
  });

  it('that are fractional share the mean place', () => {
    expect(fractionalRanks(keys)).toEqual([1, 2.5, 2.5, 5, 5, 5, 7]);
  });

  it('stand in the order of the input', () => {
    expect(competitionRanks(keysOf('60', '90', '85', '85'))).toEqual([4, 1, 2, 2]);
  });

  it('are decided by the tie-breakers in turn, and shared when these are equal too', () => {
    expect(
      competitionRanks([
        part('81', '22', '5'),
        part('81', '22', '9/2'),
        part('81', '24', '0'),
        part('81', '22', '5'),
        part('80', '30', '5'),
      ]),
    ).toEqual([2, 4, 1, 2, 5]);
    expect(competitionRanks([part('81', null), part('81', '0'), part('81', null)])).toEqual([2, 1, 2]);
  });

  it('of nobody are none', () => {
    expect([competitionRanks([]), denseRanks([]), fractionalRanks([])]).toEqual([[], [], []]);
  });
});

describe('whatever the figures', () => {
  // Few different numbers, so that ties are common.
  const parts = fc.option(
    fc.bigInt({ min: 0n, max: 3n }).map((value) => fraction(value, 3n)),
    { freq: 5 },
  );
  const lists = fc.array(fc.array(parts, { minLength: 2, maxLength: 2 }), { maxLength: 14 });

  it('the order of the input changes no rank', () => {
    const shuffled = lists.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        for (const ranks of [competitionRanks, denseRanks, fractionalRanks]) {
          const straight = ranks(list);
          expect(ranks(order.map((position) => list[position] ?? []))).toEqual(
            order.map((position) => straight[position]),
          );
        }
      }),
    );
  });

  it('a competition rank is one more than the number of the better ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 14 }), (values) => {
        const ranks = competitionRanks(values.map((value) => [fraction(BigInt(value))]));
        expect(ranks).toEqual(values.map((value) => 1 + values.filter((other) => other > value).length));
      }),
    );
  });

  it('the fractional ranks sum to n (n + 1) / 2', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const total = fractionalRanks(list).reduce((left, right) => left + right, 0);
        expect(total).toBe((list.length * (list.length + 1)) / 2);
      }),
    );
  });

  it('a change of scale that keeps the order keeps the ranks', () => {
    fc.assert(
      fc.property(fc.array(rationals, { maxLength: 14 }), (values) => {
        const stretched = values.map((value) => [add(multiply(value, fraction(7n, 3n)), ONE)]);
        expect(competitionRanks(stretched)).toEqual(competitionRanks(values.map((value) => [value])));
      }),
    );
  });
});
