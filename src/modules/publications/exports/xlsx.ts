import { writeXlsx } from 'hucre/xlsx';
import type { Locale } from '../../../language/index.js';
import type { Snapshot } from '../../../publication/snapshot.js';
import { fileInstant } from './export-dates.js';
import { type BesideTable, viewOf } from './export-view.js';
import { aboutSheet } from './sheets/about-sheet.js';
import { firmnessSheet } from './sheets/firmness-sheet.js';
import { indicatorSheet } from './sheets/indicator-sheet.js';
import { sheetFont, sheetOf } from './sheets/sheet.js';
import { tableSheet } from './sheets/table-sheet.js';

/**
 * The table as an Office Open XML workbook in the reader's language: the table, the indicators, agreement and robustness,
 * what the table is. The same table gives the same bytes.
 */
export async function xlsxOf(snapshot: Snapshot, locale: Locale, beside: BesideTable = {}): Promise<Buffer> {
  const view = viewOf(snapshot, locale, beside);
  const instant = fileInstant(view);
  const bytes = await writeXlsx({
    properties: {
      title: `${view.read(snapshot.cycle.title)}, ${view.say('PUBLICATION', { number: snapshot.number })}`,
      created: instant,
      modified: instant,
    },
    defaultFont: sheetFont,
    sheets: [tableSheet(view), indicatorSheet(view), firmnessSheet(view), aboutSheet(view)].map(sheetOf),
  });
  return Buffer.from(bytes);
}
