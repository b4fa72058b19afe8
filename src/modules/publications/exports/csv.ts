import type { Locale } from '../../../language/index.js';
import type { Snapshot } from '../../../publication/snapshot.js';
import { guardCell } from './cell-guard.js';
import { roundedFigure } from './exact-figures.js';
import { type BesideTable, viewOf } from './export-view.js';
import { originColumns, type TableCell, tableColumns } from './table-columns.js';

/** Decimals of the points of criteria: numbers that a spreadsheet can add; the exact total stands in its own column. */
const pointsDecimals = 6;

/**
 * The table as comma-separated values (RFC 4180): UTF-8 with a byte order mark, lines end with CR LF, one heading line in
 * the reader's language and one line a council. Numbers have a decimal point; points of criteria are rounded to six
 * decimals, the exact total is a whole number or a fraction such as 638/7. The last columns hold the notices and name the
 * publication and the hashes, so that every line tells where it is from.
 */
export function csvOf(snapshot: Snapshot, locale: Locale, beside: BesideTable = {}): string {
  const view = viewOf(snapshot, locale, beside);
  const columns = [...tableColumns(view), ...originColumns(view)];
  const lines: readonly (readonly TableCell[])[] = [
    columns.map(({ heading }) => heading),
    ...snapshot.rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  return `\uFEFF${lines.map((line) => `${line.map(written).join(',')}\r\n`).join('')}`;
}

function written(cell: TableCell): string {
  const text = guardCell(textOf(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(cell: TableCell): string {
  if (cell === null || typeof cell !== 'object') {
    return String(cell ?? '');
  }
  return cell.kind === 'POINTS' ? roundedFigure(cell.text, pointsDecimals) : cell.text;
}
