import type { ExportView } from '../export-view.js';
import { tableColumns } from '../table-columns.js';
import type { SheetPlan } from './sheet.js';

/** The first sheet: the table itself, one line a council. */
export function tableSheet(view: ExportView): SheetPlan {
  const columns = tableColumns(view);
  return {
    name: view.say('SHEET_TABLE'),
    widths: columns.map(({ width }) => width),
    headings: [0],
    rows: [columns.map(({ heading }) => heading), ...view.snapshot.rows.map((row) => columns.map(({ cell }) => cell(row)))],
    frozen: { rows: 1, columns: 4 },
    publishedDecimals: view.snapshot.publishedDecimals,
  };
}
