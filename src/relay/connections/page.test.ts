import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOfList } from './list-page.fixture.js';
import { defineOrdering } from './ordering.js';
import type { PageArguments } from './page-arguments.js';

const ordering = defineOrdering([
  { column: 'group', type: 'integer', direction: 'desc' },
  { column: 'id', type: 'integer', direction: 'asc' },
]);

interface Row {
  readonly group: number;
  readonly id: number;
}

const keyOf = (row: Row): string[] => [String(row.group), String(row.id)];
const compare = (left: readonly string[], right: readonly string[]): number =>
  Number(right[0]) - Number(left[0]) || Number(left[1]) - Number(right[1]);

const lists = fc
  .uniqueArray(fc.record({ group: fc.integer({ min: 0, max: 3 }), id: fc.nat(1000) }), { selector: (row) => row.id })
  .map((rows) => rows.toSorted((left, right) => compare(keyOf(left), keyOf(right))));

const page = (rows: readonly Row[], asked: PageArguments) => pageOfList(rows, ordering, keyOf, compare, asked);

describe('pages', () => {
  test('joined forward are the whole list, whatever the filter and the size', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }), (all, first, divisor) => {
        const rows = all.filter((row) => row.id % divisor === 0);
        const joined: Row[] = [];
        let after: string | null = null;
        for (;;) {
          const read = page(rows, { first, after });
          joined.push(...read.rows);
          expect(read.hasPreviousPage).toBe(joined.length > read.rows.length);
          expect(read.hasNextPage).toBe(joined.length < rows.length);
          if (!read.hasNextPage) {
            break;
          }
          after = read.cursors.at(-1) ?? null;
        }
        expect(joined).toEqual(rows);
      }),
    );
  });

  test('joined backward are the whole list too', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), (rows, last) => {
        let joined: Row[] = [];
        let before: string | null = null;
        for (;;) {
          const read = page(rows, { last, before });
          joined = [...read.rows, ...joined];
          expect(read.hasPreviousPage).toBe(joined.length < rows.length);
          if (!read.hasPreviousPage) {
            break;
          }
          before = read.cursors[0] ?? null;
        }
        expect(joined).toEqual(rows);
      }),
    );
  });

  test('between two cursors are the rows between them', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.nat(), fc.boolean(), (rows, one, two, forward) => {
        fc.pre(rows.length > 1);
        const [from, to] = [one % rows.length, two % rows.length].toSorted((left, right) => left - right);
        const cursors = page(rows, { first: 100 }).cursors;
        const size = forward ? { first: 100 } : { last: 100 };
        const read = page(rows, { ...size, after: cursors[from ?? 0], before: cursors[to ?? 0] });
        expect(read.rows).toEqual(rows.slice((from ?? 0) + 1, to));
      }),
    );
  });

  test('do not move when the row of the cursor is gone', () => {
    const rows = [1, 2, 3, 4].map((id) => ({ group: 0, id }));
    const after = page(rows, { first: 2 }).cursors.at(-1) ?? null;
    const left = rows.filter((row) => row.id !== 2);
    expect(page(left, { first: 2, after }).rows.map((row) => row.id)).toEqual([3, 4]);
  });

  test('of no items tell whether there are any', () => {
    const rows = [{ group: 0, id: 1 }];
    expect(page(rows, { first: 0 })).toMatchObject({ rows: [], hasNextPage: true });
    expect(page([], { first: 0 })).toMatchObject({ rows: [], hasNextPage: false, hasPreviousPage: false });
  });
});
