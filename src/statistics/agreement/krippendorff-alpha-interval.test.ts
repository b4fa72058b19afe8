import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from './krippendorff-alpha.js';
import { krippendorffAlphaInterval, type RandomSource } from './krippendorff-alpha-interval.js';
import file from './published-tables.json' with { type: 'json' };

/** A small linear congruential generator: good enough to draw with, and the same everywhere. */
function source(seed: number): RandomSource {
  let state = seed;
  return {
    uniform: () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    },
  };
}

const { observers } = file.tables['krippendorff-c-4x12'].data;

describe('the interval of alpha', () => {
  it('comes with alpha and lies around it', () => {
    const interval = krippendorffAlphaInterval(observers, 'ordinal', { random: source(1) });
    expect(interval).toMatchObject({ ...krippendorffAlpha(observers, 'ordinal'), level: 0.95, draws: 2000 });
    expect(interval.lower).toBeLessThan(interval.value ?? Number.NaN);
    expect(interval.upper).toBeGreaterThan(interval.value ?? Number.NaN);
    expect(interval.upper).toBeLessThanOrEqual(1);
  });

  it('is the same for the same source, and hardly another for another', () => {
    const drawn = [1, 1, 2].map((seed) => krippendorffAlphaInterval(observers, 'interval', { random: source(seed) }));
    expect(drawn[1]).toEqual(drawn[0]);
    expect(Math.abs((drawn[2]?.lower ?? 9) - (drawn[0]?.lower ?? 0))).toBeLessThan(0.1);
  });

  it('is narrower at a lower level', () => {
    const [wide, narrow] = [0.95, 0.5].map((level) =>
      krippendorffAlphaInterval(observers, 'nominal', { random: source(3), level }),
    );
    expect(narrow?.lower).toBeGreaterThan(wide?.lower ?? Number.NaN);
    expect(narrow?.upper).toBeLessThanOrEqual(wide?.upper ?? Number.NaN);
  });

  it('takes one number per unit that can be compared and draw', () => {
    let taken = 0;
    const random = { uniform: () => ((taken += 1) % 11) / 11 };
    krippendorffAlphaInterval(observers, 'nominal', { random, draws: 10 });
    expect(taken).toBe(110);
  });

  it('counts the samples without variation and leaves them out', () => {
    // Of two units, half of the samples hold one of them twice.
    const { lower, upper, undefinedDraws } = krippendorffAlphaInterval(
      [
        [1, 2],
        [1, 2],
      ],
      'nominal',
      { random: source(5), draws: 400 },
    );
    expect(undefinedDraws).toBeGreaterThan(150);
    expect(undefinedDraws).toBeLessThan(250);
    expect([lower, upper]).toEqual([1, 1]);
  });

  it.each([
    ['one unit', [[1], [2]], {}, 1],
    [
      'no alpha',
      [
        [1, 1],
        [1, 1],
      ],
      {},
      null,
    ],
    [
      'no draws',
      [
        [1, 2],
        [1, 3],
      ],
      { draws: 0 },
      1,
    ],
    [
      'half a draw',
      [
        [1, 2],
        [1, 3],
      ],
      { draws: 1.5 },
      1,
    ],
    [
      'a level of everything',
      [
        [1, 2],
        [1, 3],
      ],
      { level: 1 },
      1,
    ],
    [
      'no level',
      [
        [1, 2],
        [1, 3],
      ],
      { level: Number.NaN },
      1,
    ],
    [
      'no sample with an alpha',
      [
        [1, 2],
        [1, 2],
      ],
      { random: { uniform: () => 0 } },
      1,
    ],
  ])('has no limits with %s', (_name, table, options, alpha) => {
    const interval = krippendorffAlphaInterval(table, 'nominal', { random: source(1), ...options });
    expect(interval).toMatchObject({ lower: null, upper: null });
    expect(interval.value === null).toBe(alpha === null);
  });
});
