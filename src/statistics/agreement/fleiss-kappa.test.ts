import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from './arbitraries.fixture.js';
import { fleissKappa } from './fleiss-kappa.js';
import { transpose } from './tables.js';

describe('Fleiss’ kappa', () => {
  it('is one for raters who agree on subjects that differ', () => {
    expect(
      fleissKappa([
        [3, 0],
        [0, 3],
      ]),
    ).toMatchObject({ value: 1, observedAgreement: 1, raters: 3, subjects: 2 });
  });

  it('does not depend on the order of subjects or categories', () => {
    const counts = [
      [2, 1, 0],
      [0, 3, 0],
      [1, 1, 1],
      [0, 0, 3],
    ];
    fc.assert(
      fc.property(shuffled(counts), shuffled(transpose(counts)).map(transpose), (subjects, categories) => {
        for (const other of [subjects, categories]) {
          expect(fleissKappa(other).value).toBeCloseTo(fleissKappa(counts).value ?? Number.NaN, 12);
        }
      }),
    );
  });

  it.each([
    ['no subjects', [], 'NOTHING_GIVEN'],
    [
      'one category used by all',
      [
        [0, 3],
        [0, 3],
      ],
      'NO_VARIATION',
    ],
    [
      'one rater',
      [
        [1, 0],
        [0, 1],
      ],
      'TOO_FEW',
    ],
    [
      'no raters',
      [
        [0, 0],
        [0, 0],
      ],
      'TOO_FEW',
    ],
    [
      'different numbers of raters',
      [
        [2, 0],
        [2, 1],
      ],
      'UNEQUAL_RATERS',
    ],
    [
      'less than nothing',
      [
        [3, -1],
        [2, 0],
      ],
      'NOT_COUNTS',
    ],
    [
      'half a rater',
      [
        [1.5, 0.5],
        [2, 0],
      ],
      'NOT_COUNTS',
    ],
    ['ragged rows', [[1, 1], [2]], 'RAGGED'],
    [
      'what is no number',
      [
        [Number.NaN, 1],
        [2, 0],
      ],
      'NOT_FINITE',
    ],
  ])('has no value for %s', (_name, counts, reason) => {
    expect(fleissKappa(counts)).toMatchObject({ value: null, reason, z: null, p: null });
  });
});
