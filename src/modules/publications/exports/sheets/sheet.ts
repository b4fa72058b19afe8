import { calculateRowHeight, type Cell, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import { decimalOf, doubleOf } from '../exact-figures.js';
import type { TableCell } from '../table-columns.js';

/** A row of cells, or of headings. */
export type SheetRow = readonly TableCell[] | { readonly headings: readonly string[] };

/** A sheet of the workbook, row by row. */
export interface SheetPlan {
  readonly name: string;
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly SheetRow[];
  /** Rows at the top and columns at the left that stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Decimals of published numbers. */
  readonly publishedDecimals: number;
}

/** The font of every cell: the one that spreadsheets begin with. */
export const sheetFont = { name: 'Calibri', size: 11 } as const;

const heading: CellStyle = {
  font: { ...sheetFont, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E6ECF2' } },
  border: { bottom: { style: 'thin', color: { rgb: '1F4E79' } } },
  alignment: { wrapText: true, vertical: 'top', horizontal: 'left', indent: 1 },
};
const plain: CellStyle = { font: sheetFont, alignment: { wrapText: true, vertical: 'top' } };
// Set off from the figure before it.
const text: CellStyle = { ...plain, alignment: { ...plain.alignment, horizontal: 'left', indent: 1 } };

/** The sheet as the library writes it: landscape, as wide as a page. */
export function sheetOf({ name, widths, rows, frozen, publishedDecimals }: SheetPlan): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  const values = rows.map((row, at) => {
    const isHeading = 'headings' in row;
    const line = (isHeading ? row.headings : row).map((cell, column) => {
      const { value, ...rest } = cellOf(cell, publishedDecimals);
      cells.set(`${at},${column}`, isHeading ? { style: heading } : rest);
      return value;
    });
    rowDefs.set(at, { height: heightOf(line, widths, isHeading) });
    return line;
  });
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: values,
    cells,
    rowDefs,
    ...(frozen ? { freezePane: frozen } : {}),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** Lines break at words, so that they hold less than they are wide; of bold letters still less. */
const filled = { plain: 0.85, heading: 0.7 } as const;

/** In points. Not every program computes the height of lines that are broken. */
function heightOf(row: readonly CellValue[], widths: readonly number[], isHeading: boolean): number {
  const share = isHeading ? filled.heading : filled.plain;
  return calculateRowHeight([...row], { wrapText: true, columnWidths: widths.map((width) => width * share) });
}

/** What is written of a cell. */
interface Written extends Partial<Cell> {
  readonly value: CellValue;
}

/** Spreadsheets keep fifteen digits of a number: a longer fraction is written as its result alone. */
const shortFraction = /^-?\d{1,15}\/\d{1,15}$/;

/**
 * A number where it is exact in decimals. Points without an end are a formula of two whole numbers, such as 638/7, with
 * its result beside it: exact to read, and a number to add. An exact total without an end is a text.
 */
function cellOf(cell: TableCell, publishedDecimals: number): Written {
  if (cell === null || typeof cell !== 'object') {
    return { value: cell, style: typeof cell === 'string' ? text : plain };
  }
  const decimal = decimalOf(cell.text);
  const result = doubleOf(cell.text);
  const style = { ...plain, numFmt: formatOf(cell.kind, publishedDecimals) };
  if (decimal !== null) {
    return { value: Number(decimal), style };
  }
  if (cell.kind === 'POINTS' && result !== null) {
    return { value: result, style, ...(shortFraction.test(cell.text) ? { formula: cell.text, formulaResult: result } : {}) };
  }
  return { value: cell.text, style: { ...plain, alignment: { ...plain.alignment, horizontal: 'right' } } };
}

function formatOf(kind: 'POINTS' | 'EXACT' | 'PUBLISHED' | 'SHARE', publishedDecimals: number): string {
  switch (kind) {
    case 'POINTS':
      return '0.00';
    case 'EXACT':
      return 'General';
    case 'PUBLISHED':
      return publishedDecimals === 0 ? '0' : `0.${'0'.repeat(publishedDecimals)}`;
    case 'SHARE':
      return '0.00%';
  }
}
