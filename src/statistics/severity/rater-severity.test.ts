import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide, fraction, subtract, sum } from '../../scoring/rational.js';
import { rational, toExactString } from '../../scoring/rational-text.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { raterSeverity } from './rater-severity.js';
import { severityCells, type SeverityCell } from './severity-cells.js';
import tables from './severity-table.json' with { type: 'json' };

const councils = (count: number): string[] => Array.from({ length: count }, (_, index) => `K${index + 10}`);
const cellsOf = (
  ratings: readonly (readonly (number | string | null)[])[],
  raters: readonly string[] = tables.judges,
): SeverityCell[] => severityCells(councils(ratings.length), raters, ratings);
const cell = (council: string, rater: string, value: number | string, indicator?: string): SeverityCell =>
  indicator === undefined ? { council, rater, value } : { council, rater, value, indicator };

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((left, right) => left + right, 0) / numbers.length;
/** A code that sorts the other way round. */
const renamed = (code: string): string => `Z${99 - Number(code.slice(1))}`;
const unknownError = { standardError: null, shrunken: null, common: 1, shown: false, flagged: false };

describe.each(['complete', 'withMissing'] as const)('the severities of the table %s', (name) => {
  const { ratings, effects, targets } = tables[name];
  const { value } = raterSeverity(cellsOf(ratings));

  it('are the exact fractions', () => {
    expect(value?.raters.map(({ rater, exact }) => [rater, exact])).toEqual(
      tables.judges.map((judge, index) => [judge, effects[index]]),
    );
    expect(value?.raters.map(({ severity }) => severity)).toEqual(effects.map((text) => nearestNumber(rational(text))));
  });

  it('taken off the marks leave each target its exact mean', () => {
    const means = ratings.map((row) => {
      const left = row.flatMap((rating, index) =>
        rating === null ? [] : [subtract(rational(String(rating)), rational(value?.raters[index]?.exact ?? '0'))],
      );
      return toExactString(divide(sum(left), fraction(BigInt(left.length))));
    });
    expect(means).toEqual(targets);
  });

  it('are the same for decimal texts', () => {
    const texts = ratings.map((row) => row.map((rating) => (rating === null ? null : `${rating}.0`)));
    expect(raterSeverity(cellsOf(texts)).value).toEqual(value);
  });
});

describe('the standard errors', () => {
  it('of a complete table are those of its analysis of variance', () => {
    // EMS = 1.019444 with 15 degrees of freedom; the variance of a centred mean of 6 is EMS / 6 * (1 - 1/4).
    const { value } = raterSeverity(cellsOf(tables.complete.ratings));
    expect(value?.degreesOfFreedom).toBe(15);
    expect(value?.residualVariance).toBeCloseTo(1.019444, 6);
    for (const { standardError } of value?.raters ?? []) {
      expect(standardError).toBeCloseTo(Math.sqrt((1.0194444444444444 / 6) * 0.75), 12);
    }
  });

  it('draw the severities towards zero by the moments', () => {
    const { value } = raterSeverity(cellsOf(tables.complete.ratings));
    const squares = value?.raters.reduce((total, { severity }) => total + severity ** 2, 0) ?? NaN;
    const kappa = 1.0194444444444444 / ((squares - 4 * (1.0194444444444444 / 6) * 0.75) / 3);
    for (const { severity, shrunken, common } of value?.raters ?? []) {
      expect(common).toBe(6);
      expect(shrunken).toBeCloseTo((severity * 6) / (6 + kappa), 12);
    }
  });

  it('are unknown where nothing is left over', () => {
    const { value, reason } = raterSeverity([cell('A', 'R1', 1), cell('A', 'R2', 4)]);
    expect(reason).toBeNull();
    expect(value).toEqual({
      raters: [
        { ...unknownError, rater: 'R1', severity: -1.5, exact: '-3/2' },
        { ...unknownError, rater: 'R2', severity: 1.5, exact: '3/2' },
      ],
      residualVariance: null,
      degreesOfFreedom: 0,
      errorReason: 'SATURATED',
    });
  });
});

describe('a rater', () => {
  // Ten councils, four raters, one of them three points below the others, with a little noise.
  const noise = [0, 1, 0, -1, 1, 0, -1, 0, 1, -1];
  const ratings = noise.map((error, row) => [
    10 + (row % 5),
    10 + (row % 5) + error,
    10 + (row % 5),
    7 + (row % 5) - error,
  ]);
  const flags = (parameters: Parameters<typeof raterSeverity>[1]) =>
    raterSeverity(cellsOf(ratings), parameters).value?.raters.map(({ flagged }) => flagged);

  it('is flagged beyond two standard errors and one step', () => {
    expect(flags({ step: 1 })).toEqual([false, false, false, true]);
    expect(flags({ step: 3 })).toEqual([false, false, false, false]);
  });

  it('is neither shown nor flagged with too few scores in common', () => {
    expect(flags({ step: 1, leastCommon: 11 })).toEqual([false, false, false, false]);
    const shown = raterSeverity(cellsOf(ratings), { leastCommon: 11 }).value?.raters.map((rater) => rater.shown);
    expect(shown).toEqual([false, false, false, false]);
  });

  it('is drawn to zero when the raters differ by no more than the error', () => {
    const table = [
      [1, 5],
      [5, 1],
      [1, 5],
      [5, 2],
    ];
    const { value } = raterSeverity(cellsOf(table, ['R1', 'R2']));
    expect(value?.raters.map(({ severity, shrunken }) => [severity, shrunken])).toEqual([
      [-0.125, 0],
      [0.125, 0],
    ]);
  });

  it('has in common only what another rater scored too', () => {
    const cells = [
      cell('A', 'R1', 1, 'I1'),
      cell('A', 'R1', 2, 'I2'),
      cell('A', 'R2', 2, 'I1'),
      cell('B', 'R2', 3, 'I2'),
    ];
    expect(raterSeverity(cells).value?.raters.map(({ common }) => common)).toEqual([1, 1]);
  });
});

describe('several indicators', () => {
  const effects = { t: [4, 6, 5], d: [0, 2, -1], b: [1, -2, 1] };

  it('have their own difficulty, which is not taken for severity', () => {
    // Each rater has some indicators only, so the raw means mislead; without noise the model is found exactly.
    const cells = effects.t.flatMap((t, council) =>
      effects.d.flatMap((d, indicator) =>
        effects.b.flatMap((b, rater) =>
          (council + indicator + 2 * rater) % 4 === 0
            ? []
            : [cell(`K${council}`, `R${rater}`, t + d + b, `I${indicator}`)],
        ),
      ),
    );
    const { value } = raterSeverity(cells);
    expect(value?.raters.map(({ exact }) => exact)).toEqual(['1', '-2', '1']);
    expect(value?.residualVariance).toBe(0);
  });

  it('that have a rater each leave nothing to compare', () => {
    const cells = ['A', 'B'].flatMap((council) => [cell(council, 'R1', 1, 'I1'), cell(council, 'R2', 2, 'I2')]);
    expect(raterSeverity(cells)).toMatchObject({ value: null, reason: 'NOT_ESTIMABLE' });
  });
});

describe('no severity', () => {
  it.each<{ name: string; cells: readonly SeverityCell[]; reason: string }>([
    { name: 'no cells', cells: [], reason: 'NOTHING_GIVEN' },
    { name: 'one rater', cells: [cell('A', 'R1', 1), cell('B', 'R1', 2)], reason: 'TOO_FEW' },
    { name: 'a text that is no number', cells: [cell('A', 'R1', 'x'), cell('A', 'R2', 2)], reason: 'BAD_VALUE' },
    { name: 'NaN', cells: [cell('A', 'R1', NaN), cell('A', 'R2', 2)], reason: 'BAD_VALUE' },
    { name: 'infinity', cells: [cell('A', 'R1', Infinity), cell('A', 'R2', 2)], reason: 'BAD_VALUE' },
    {
      name: 'a cell twice',
      cells: [cell('A', 'R1', 1), cell('A', 'R2', 1), cell('A', 'R1', 1)],
      reason: 'DUPLICATE_CELL',
    },
  ])('comes of $name: $reason', ({ cells, reason }) => {
    expect(raterSeverity(cells)).toMatchObject({ value: null, reason });
  });

  it.each([{ step: -1 }, { step: NaN }, { leastCommon: -1 }])('comes of the parameters %s', (parameters) => {
    expect(raterSeverity(cellsOf(tables.complete.ratings), parameters)).toMatchObject({
      value: null,
      reason: 'BAD_PARAMETER',
    });
  });

  it('comes of panels that share no council, which are named', () => {
    const cells = [cell('A', 'R1', 1), cell('A', 'R3', 2), cell('B', 'R2', 3), cell('C', 'R2', 3), cell('C', 'R4', 5)];
    expect(raterSeverity(cells)).toEqual({
      value: null,
      reason: 'NOT_CONNECTED',
      components: [
        { raters: ['R1', 'R3'], councils: ['A'] },
        { raters: ['R2', 'R4'], councils: ['B', 'C'] },
      ],
    });
    // One mark joins them.
    expect(raterSeverity([...cells, cell('A', 'R4', 4)])).toMatchObject({ reason: null, components: [{}] });
  });
});

describe('whatever the marks', () => {
  const sparse = fc
    .array(fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 5 }), { minLength: 4, maxLength: 4 }), {
      minLength: 2,
      maxLength: 7,
    })
    .map((ratings) => cellsOf(ratings));

  it('the order of the cells changes nothing', () => {
    const shuffled = sparse.chain((cells) =>
      fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
    );
    fc.assert(
      fc.property(shuffled, ([cells, order]) => {
        expect(raterSeverity(order)).toEqual(raterSeverity(cells));
      }),
    );
  });

  it('other names of the raters and councils give them the same severities', () => {
    fc.assert(
      fc.property(sparse, (cells) => {
        const before = raterSeverity(cells).value?.raters ?? [];
        const after = raterSeverity(
          cells.map(({ council, rater, value }) => cell(renamed(council), renamed(rater), value)),
        ).value?.raters;
        const exactOf = new Map(after?.map((rater) => [rater.rater, rater.exact]));
        expect(before.map(({ rater }) => exactOf.get(renamed(rater)))).toEqual(before.map(({ exact }) => exact));
      }),
    );
  });

  it('a rater who gives so much more is more lenient by as much, and all sum to zero', () => {
    fc.assert(
      fc.property(sparse, (cells) => {
        const before = raterSeverity(cells).value?.raters;
        fc.pre(before !== undefined && before.length === 4);
        const more = cells.map((mark) => (mark.rater === 'J2' ? { ...mark, value: Number(mark.value) + 4 } : mark));
        const after = raterSeverity(more).value?.raters ?? [];
        const moved = after.map(({ severity }, index) => severity - (before[index]?.severity ?? NaN));
        [-1, 3, -1, -1].forEach((expected, index) => expect(moved[index]).toBeCloseTo(expected, 10));
        expect(after.reduce((total, { severity }) => total + severity, 0)).toBeCloseTo(0, 10);
      }),
    );
  });

  it('more than twenty raters are fitted in binary numbers to the same figures', () => {
    const raters = Array.from({ length: 21 }, (_, index) => `R${index + 10}`);
    const ratings = Array.from({ length: 9 }, (_, row) =>
      raters.map((__, column) => (row * 7 + column * 5 + row * column) % 11),
    );
    const { value: panel } = raterSeverity(cellsOf(ratings, raters));
    const all = meanOf(ratings.flat());
    for (const [column, { severity, exact }] of panel?.raters.entries() ?? []) {
      expect(exact).toBeNull();
      expect(severity).toBeCloseTo(meanOf(ratings.map((row) => row[column] ?? NaN)) - all, 10);
    }
    expect(panel?.raters).toHaveLength(21);
  });
});
