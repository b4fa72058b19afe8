import type { Rational } from '../../scoring/rational.js';
import { parseRational } from '../../scoring/rational-text.js';

/** One mark: what a rater gave a council, on one indicator where there are several. */
export interface SeverityCell {
  readonly council: string;
  /** Left out, or the same everywhere, when the table is councils by raters alone. */
  readonly indicator?: string;
  readonly rater: string;
  /**
   * A number, or an exact text ("0.1", "2/3"). A number is taken for the decimal that it is written as, not for its
   * bits.
   */
  readonly value: number | string;
}

/** A cell whose value has been read; without indicators all have the empty one. */
export interface ExactCell {
  readonly council: string;
  readonly indicator: string;
  readonly rater: string;
  readonly value: Rational;
}

/** Why cells are not read. */
export type CellsReason =
  /** There is no cell. */
  | 'NOTHING_GIVEN'
  /** A value is no exact number. */
  | 'BAD_VALUE'
  /** A rater gave the same council two values on the same indicator. */
  | 'DUPLICATE_CELL';

/** A table, one row for each council and one column for each rater, as cells; null where a rater gave nothing. */
export function severityCells(
  councils: readonly string[],
  raters: readonly string[],
  table: readonly (readonly (number | string | null)[])[],
): SeverityCell[] {
  return councils.flatMap((council, row) =>
    raters.flatMap((rater, column) => {
      const value = table[row]?.[column] ?? null;
      return value === null ? [] : [{ council, rater, value }];
    }),
  );
}

/** The cells with exact values, in the order of their codes, so that the order of the input changes no digit. */
export function exactCells(
  cells: readonly SeverityCell[],
):
  | { readonly cells: readonly ExactCell[]; readonly reason: null }
  | { readonly cells: null; readonly reason: CellsReason } {
  if (cells.length === 0) {
    return { cells: null, reason: 'NOTHING_GIVEN' };
  }
  const read: ExactCell[] = [];
  for (const { council, indicator = '', rater, value } of cells) {
    const exact = exactValue(value);
    if (exact === null) {
      return { cells: null, reason: 'BAD_VALUE' };
    }
    read.push({ council, indicator, rater, value: exact });
  }
  const sorted = read.toSorted(
    (left, right) =>
      byCode(left.council, right.council) || byCode(left.indicator, right.indicator) || byCode(left.rater, right.rater),
  );
  const isTwice = sorted.some((cell, index) => {
    const next = sorted[index + 1];
    return next?.council === cell.council && next.indicator === cell.indicator && next.rater === cell.rater;
  });
  return isTwice ? { cells: null, reason: 'DUPLICATE_CELL' } : { cells: sorted, reason: null };
}

/** The cells with the same key together, in the order in which the keys first occur. */
export function groups(
  cells: readonly ExactCell[],
  keyOf: (cell: ExactCell) => string,
): readonly (readonly ExactCell[])[] {
  const byKey = new Map<string, ExactCell[]>();
  for (const cell of cells) {
    const group = byKey.get(keyOf(cell));
    if (group) {
      group.push(cell);
    } else {
      byKey.set(keyOf(cell), [cell]);
    }
  }
  return [...byKey.values()];
}

/** The order of two codes by their UTF-16 code units, the same in every locale. */
export function byCode(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function exactValue(value: number | string): Rational | null {
  if (typeof value === 'string') {
    return parseRational(value);
  }
  // No mark is so great or so fine that its text has an exponent.
  return Number.isFinite(value) ? parseRational(`${value}`) : null;
}
