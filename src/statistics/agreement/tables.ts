import { type NoValueReason, sum } from './statistic.js';

/** Rows of numbers as they were given, null where one is missing. */
export type GivenTable = readonly (readonly (number | null)[])[];

/** A table that was found good, or why it was not. */
export type CheckedTable =
  | { readonly table: readonly (readonly number[])[]; readonly reason: null }
  | { readonly table: null; readonly reason: NoValueReason };

/**
 * Why rows are no table: none of them or no columns (NOTHING_GIVEN), of different lengths (RAGGED), or a cell that is
 * neither null nor a finite number (NOT_FINITE). Null when they are one, with or without missing cells.
 */
export function whyNoTable(rows: GivenTable): NoValueReason | null {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) {
    return 'NOTHING_GIVEN';
  }
  if (rows.some((row) => row.length !== columns)) {
    return 'RAGGED';
  }
  // Array.from lets no hole pass, as `some` would.
  return rows.some((row) => Array.from(row).some((cell) => cell !== null && !Number.isFinite(cell)))
    ? 'NOT_FINITE'
    : null;
}

/** The rows as a table of numbers; MISSING when a cell is null, else as `whyNoTable`. */
export function completeTable(rows: GivenTable): CheckedTable {
  const reason = whyNoTable(rows);
  if (reason !== null) {
    return { table: null, reason };
  }
  const table = rows.map((row) => row.filter((cell) => cell !== null));
  return table.some((row, index) => row.length !== rows[index]?.length)
    ? { table: null, reason: 'MISSING' }
    : { table, reason: null };
}

/** Why numbers are no frequencies: NOT_FINITE, NOT_COUNTS for one below zero, NOTHING_GIVEN when they sum to zero. */
export function whyNoFrequencies(values: readonly number[]): NoValueReason | null {
  const total = sum(values);
  if (!Number.isFinite(total)) {
    return 'NOT_FINITE';
  }
  if (values.some((value) => value < 0)) {
    return 'NOT_COUNTS';
  }
  return total === 0 ? 'NOTHING_GIVEN' : null;
}

/** The columns of a table as rows. */
export function transpose<Cell>(rows: readonly (readonly Cell[])[]): Cell[][] {
  return (rows[0] ?? []).map((_, column) => rows.flatMap((row) => row.slice(column, column + 1)));
}
