import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeRatings, shuffled } from './arbitraries.fixture.js';
import { gap } from './closeness.fixture.js';
import { intraclassCorrelation, intraclassForms } from './intraclass-correlation.js';
import file from './published-tables.json' with { type: 'json' };
import { type GivenTable, transpose } from './tables.js';

const values = (matrix: GivenTable) => {
  const { forms } = intraclassCorrelation(matrix);
  return intraclassForms.map((form) => forms[form].value);
};
/** The widest gap between the forms of two tables. */
const widestGap = (left: GivenTable, right: GivenTable) => {
  const others = values(right);
  return Math.max(...values(left).map((value, form) => gap(value, others[form] ?? null)));
};

describe('the intraclass correlation', () => {
  const { targets } = file.tables['shrout-fleiss-1979'].data;

  it('is reported as that of the mean of the raters in absolute agreement', () => {
    const result = intraclassCorrelation(targets);
    expect(result).toMatchObject({ reason: null, targets: 6, raters: 4 });
    expect(result.value).toBe(result.forms['ICC(2,k)'].value);
    expect(result.forms['ICC(1,1)']).toMatchObject({ df1: 5, df2: 18 });
    expect(result.forms['ICC(3,k)']).toMatchObject({ df1: 5, df2: 15 });
  });

  it('is negative where raters contradict each other', () => {
    const { forms } = intraclassCorrelation([
      [1, 5],
      [5, 2],
      [2, 4],
    ]);
    expect(forms['ICC(1,1)'].value).toBeLessThan(0);
    expect(forms['ICC(3,1)'].value).toBeLessThan(0);
  });

  it('stands without F, p and limits where raters differ by a constant', () => {
    const { forms } = intraclassCorrelation([
      [0.1, 0.3],
      [0.2, 0.4],
      [0.6, 0.8],
    ]);
    for (const form of ['ICC(3,1)', 'ICC(3,k)'] as const) {
      expect(forms[form]).toMatchObject({ value: 1, f: null, p: null, lower: null, upper: null, df1: 2, df2: 2 });
    }
    expect(forms['ICC(2,1)']).toMatchObject({ f: null, lower: null, upper: null });
    expect(forms['ICC(2,1)'].value).toBeCloseTo(7 / 9, 10);
    expect(forms['ICC(1,1)'].f).toBeGreaterThan(1);
  });

  it('is one where raters agree', () => {
    expect(
      values([
        [1, 1, 1],
        [2, 2, 2],
        [5, 5, 5],
      ]),
    ).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('has no value of a form whose variance is estimated as negative', () => {
    const { value, reason, forms } = intraclassCorrelation([
      [1, 5],
      [5.5, 1],
    ]);
    expect([value, reason]).toEqual([null, 'NEGATIVE_VARIANCE']);
    expect(forms['ICC(3,1)'].value).toBeLessThan(0);
  });

  it.each([1, 0.1, 0.7, 1e6])(
    'has no value of a form whose variance is zero but for rounding, in units of %f',
    (unit) => {
      const { value, reason } = intraclassCorrelation(
        [
          [1, 1, 4],
          [2, 5, 2],
        ].map((row) => row.map((mark) => unit * mark)),
      );
      expect([value, reason]).toEqual([null, 'NEGATIVE_VARIANCE']);
    },
  );

  it.each<readonly [string, GivenTable, string]>([
    ['nothing', [], 'NOTHING_GIVEN'],
    ['targets without raters', [[], []], 'NOTHING_GIVEN'],
    ['one target', [[1, 2, 3]], 'TOO_FEW'],
    ['one rater', [[1], [2], [3]], 'TOO_FEW'],
    ['different raters', [[1, 2], [1]], 'RAGGED'],
    [
      'a gap',
      [
        [1, 2],
        [1, null],
      ],
      'MISSING',
    ],
    [
      'what is no number',
      [
        [1, 2],
        [1, Number.NaN],
      ],
      'NOT_FINITE',
    ],
    [
      'the infinite',
      [
        [1, 2],
        [1, -Infinity],
      ],
      'NOT_FINITE',
    ],
    [
      'what is too large to square',
      [
        [1, 2],
        [1e200, 1e200],
      ],
      'NOT_FINITE',
    ],
    [
      'targets that are all alike',
      [
        [3, 3],
        [3, 3],
      ],
      'NO_VARIATION',
    ],
    [
      'targets with the same mean',
      [
        [1, 2],
        [2, 1],
      ],
      'NO_VARIATION',
    ],
    [
      'targets with the same mean but for rounding',
      [
        [0.1, 0.2, 0.3],
        [0.3, 0.2, 0.1],
      ],
      'NO_VARIATION',
    ],
  ])('has no value for %s', (_name, matrix, reason) => {
    const result = intraclassCorrelation(matrix);
    expect(result).toMatchObject({ value: null, reason });
    for (const form of intraclassForms) {
      expect(result.forms[form]).toEqual({
        value: null,
        reason,
        lower: null,
        upper: null,
        f: null,
        p: null,
        df1: null,
        df2: null,
      });
    }
  });
});

describe('whatever the ratings, the intraclass correlation', () => {
  it('does not depend on the order of targets or raters', () => {
    const cases = completeRatings.chain((table) =>
      fc.tuple(fc.constant(table), shuffled(table), shuffled(transpose(table)).map(transpose)),
    );
    fc.assert(
      fc.property(cases, ([table, otherTargets, otherRaters]) => {
        expect(widestGap(otherTargets, table)).toBeLessThan(1e-9);
        expect(widestGap(otherRaters, table)).toBeLessThan(1e-9);
      }),
    );
  });

  it('does not depend on the zero and the unit of the scale', () => {
    fc.assert(
      fc.property(completeRatings, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), (table, a, b) => {
        expect(
          widestGap(
            table.map((row) => row.map((mark) => a * mark + b)),
            table,
          ),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  it('is at most one, and its limits are in order', () => {
    fc.assert(
      fc.property(completeRatings, (table) => {
        const { forms } = intraclassCorrelation(table);
        for (const form of intraclassForms) {
          const { value, reason, lower, upper } = forms[form];
          expect((value === null) === (reason !== null)).toBe(true);
          expect(value ?? 1).toBeLessThanOrEqual(1);
          expect(lower ?? -Infinity).toBeLessThanOrEqual(upper ?? Infinity);
        }
      }),
    );
  });
});
