import type { ExportView } from '../export-view.js';
import { tableColumns } from '../table-columns.js';
import type { SheetPlan } from './sheet.js';

/** The first sheet: the table itself, one line a council, and below it what has to be known of it. */
export function tableSheet(view: ExportView): SheetPlan {
  const columns = tableColumns(view);
  return {
    name: view.say('SHEET_TABLE'),
    widths: columns.map(({ width }) => width),
    rows: [
      { headings: columns.map(({ heading }) => heading) },
      ...view.snapshot.rows.map((row) => columns.map(({ cell }) => cell(row))),
      ...(view.notices.length > 0 ? [[]] : []),
      // Under the names of the councils, the widest column.
      ...view.notices.map((notice) => [null, null, null, notice]),
    ],
    frozen: { rows: 1, columns: 4 },
    publishedDecimals: view.snapshot.publishedDecimals,
  };
}
