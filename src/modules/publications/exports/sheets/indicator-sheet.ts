import { labelsOf } from '../../../../language/index.js';
import type { SnapshotRow } from '../../../../publication/snapshot.js';
import { type ExportView, nameOf } from '../export-view.js';
import { figure, type TableCell } from '../table-columns.js';
import type { SheetPlan } from './sheet.js';

type RowIndicator = SnapshotRow['indicators'][number];

/** The second sheet: the points of every council in the indicators that the methodology marks PUBLIC, one line an indicator. */
export function indicatorSheet(view: ExportView): SheetPlan {
  const { say, read, snapshot } = view;
  const indicators = new Map(snapshot.rows.flatMap((row) => row.indicators.map((indicator) => [indicator.code, indicator] as const)));
  return {
    name: say('SHEET_INDICATORS'),
    widths: [8, 48, 12, ...snapshot.rows.map(() => 22)],
    rows: [
      { headings: [say('CODE'), say('INDICATOR'), say('GREATEST'), ...snapshot.rows.map(({ name }) => read(name))] },
      ...[...indicators.values()].map(({ code, maxPoints }): TableCell[] => [
        code,
        nameOf(view, 'indicators', code),
        figure('EXACT', maxPoints),
        ...snapshot.rows.map((row) => pointsIn(view, row.indicators.find((indicator) => indicator.code === code))),
      ]),
    ],
    frozen: { rows: 1, columns: 3 },
    publishedDecimals: snapshot.publishedDecimals,
  };
}

/** The points; in words where the indicator does not apply to the council. */
function pointsIn({ read }: ExportView, indicator: RowIndicator | undefined): TableCell {
  if (indicator === undefined || indicator.points !== null) {
    return figure('POINTS', indicator?.points);
  }
  const basis = labelsOf('OfficialBasis').get(indicator.basis ?? '');
  return basis ? read(basis) : indicator.basis;
}
