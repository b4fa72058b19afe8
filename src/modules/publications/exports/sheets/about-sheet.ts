import { inWords, periodOf, publishedDay } from '../export-dates.js';
import type { ExportView } from '../export-view.js';
import type { SheetPlan, SheetRow } from './sheet.js';

/** The last sheet: what the table is, what it rests on, and where it is verified. */
export function aboutSheet(view: ExportView): SheetPlan {
  const { say, read, snapshot, notices } = view;
  const { cycle, methodology, correction } = snapshot;
  const day = publishedDay(view);
  const lines: readonly SheetRow[] = [
    ...notices.map((notice) => [say('NOTICE'), notice]),
    [say('CYCLE'), read(cycle.title)],
    [say('PERIOD'), periodOf(view)],
    [say('PUBLICATION_NUMBER'), `${snapshot.number}`],
    [say('PUBLISHED_ON'), day && inWords(view, day)],
    [say('TABLE_HASH'), view.hash],
    [say('METHODOLOGY'), say('METHODOLOGY_VERSION', { code: methodology.code, number: methodology.number })],
    [say('METHODOLOGY_HASH'), methodology.hash],
    ...snapshot.categories.map(({ name, lowerBound }) => [say('CATEGORY'), `${read(name)}: ${say('FROM_POINTS', { bound: lowerBound })}`]),
    [say('ADDRESS'), view.address],
  ];
  const corrected: readonly SheetRow[] = correction
    ? [
        [say('CORRECTION'), say('CORRECTION_OF', { number: correction.of, reason: correction.reason })],
        [],
        { headings: [say('COUNCIL_CODE'), say('FIGURE'), say('BEFORE'), say('AFTER')] },
        ...correction.figures.map(({ councilCode, figure, before, after }) => [councilCode, figure, before, after]),
      ]
    : [];
  return {
    name: say('SHEET_ABOUT'),
    widths: [32, 80, 16, 16],
    rows: [...lines, ...corrected],
    publishedDecimals: snapshot.publishedDecimals,
  };
}
