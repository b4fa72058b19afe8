import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa } from './cohen-kappa.js';
import { transpose } from './tables.js';

const kinds = ['identity', 'linear', 'quadratic', 'ordinal', 'radical', 'ratio'] as const;

describe('Cohen’s kappa', () => {
  it('is one for raters who agree and less than zero for those who do not', () => {
    expect(
      cohenKappa([
        [3, 0],
        [0, 2],
      ]).value,
    ).toBe(1);
    expect(
      cohenKappa([
        [0, 2],
        [2, 0],
      ]).value,
    ).toBe(-1);
  });

  it('depends on the length of the declared scale where weights do', () => {
    const short = [
      [3, 1],
      [1, 3],
    ];
    const long = [
      [3, 1, 0],
      [1, 3, 0],
      [0, 0, 0],
    ];
    expect(cohenKappa(long).value).toBe(cohenKappa(short).value);
    expect(cohenKappa(long, 'linear').observedAgreement).toBeGreaterThan(
      cohenKappa(short, 'linear').observedAgreement ?? Number.NaN,
    );
  });

  it('is the same for raters who change places', () => {
    const tables = fc.array(fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(tables, fc.constantFrom(...kinds), (table, weights) => {
        const [one, other] = [table, transpose(table)].map((each) => cohenKappa(each, weights));
        expect(one?.reason).toBe(other?.reason);
        expect(one?.value ?? 0).toBeCloseTo(other?.value ?? 0, 10);
      }),
    );
  });

  it.each([
    ['no table', [], 'NOTHING_GIVEN'],
    ['one category', [[5]], 'TOO_FEW'],
    [
      'a table that is not square',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      'RAGGED',
    ],
    ['ragged rows', [[1, 2], [4]], 'RAGGED'],
    [
      'no units',
      [
        [0, 0],
        [0, 0],
      ],
      'NOTHING_GIVEN',
    ],
    [
      'one category used by both',
      [
        [0, 0],
        [0, 7],
      ],
      'NO_VARIATION',
    ],
    [
      'less than nothing',
      [
        [1, -1],
        [0, 7],
      ],
      'NOT_COUNTS',
    ],
    [
      'half a unit',
      [
        [1, 0.5],
        [0, 7],
      ],
      'NOT_COUNTS',
    ],
    [
      'what is no number',
      [
        [1, Number.NaN],
        [0, 7],
      ],
      'NOT_FINITE',
    ],
  ])('has no value for %s', (_name, table, reason) => {
    expect(cohenKappa(table)).toMatchObject({ value: null, reason });
  });
});
