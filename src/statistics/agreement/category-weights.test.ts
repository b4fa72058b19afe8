import { describe, expect, it } from 'vitest';
import { weightTable } from './category-weights.js';
import { cohenKappa } from './cohen-kappa.js';
import { gwetAC } from './gwet-ac.js';

const kinds = ['identity', 'linear', 'quadratic', 'ordinal', 'radical', 'ratio'] as const;

describe('the weights of categories', () => {
  it.each([
    ['identity', [1, 0, 0, 0]],
    ['linear', [1, 2 / 3, 1 / 3, 0]],
    ['quadratic', [1, 8 / 9, 5 / 9, 0]],
    ['ordinal', [1, 5 / 6, 1 / 2, 0]],
    ['radical', [1, 1 - Math.sqrt(1 / 3), 1 - Math.sqrt(2 / 3), 0]],
    ['ratio', [1, 1 - 25 / 81, 1 - 25 / 36, 0]],
  ] as const)('%s fall from the first of four to the last', (kind, first) => {
    const row = weightTable(kind, 4)?.[0] ?? [];
    expect(row.map((weight) => weight.toFixed(12))).toEqual(first.map((weight) => weight.toFixed(12)));
  });

  it('of any kind are a table that can be given', () => {
    for (const kind of kinds) {
      const table = weightTable(kind, 5) ?? [];
      expect(weightTable(table, 5)).toBe(table);
    }
  });

  it.each([
    ['of another size', [[1]]],
    ['that is ragged', [[1, 0], [1]]],
    [
      'that is not symmetric',
      [
        [1, 0.5],
        [0.4, 1],
      ],
    ],
    [
      'without agreement on the diagonal',
      [
        [1, 0],
        [0, 0.9],
      ],
    ],
    [
      'with more than agreement',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'with less than nothing',
      [
        [1, -1],
        [-1, 1],
      ],
    ],
    [
      'of what is no number',
      [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
    ],
  ])('are not a table %s', (_name, weights) => {
    expect(weightTable(weights, 2)).toBeNull();
    expect(
      cohenKappa(
        [
          [1, 2],
          [3, 4],
        ],
        weights,
      ),
    ).toMatchObject({ value: null, reason: 'BAD_WEIGHTS' });
    expect(
      gwetAC(
        [
          [1, 2],
          [1, 2],
        ],
        [1, 2],
        weights,
      ),
    ).toMatchObject({ value: null, reason: 'BAD_WEIGHTS' });
  });
});
