import type { AgreementFigure, RobustnessFigure } from '../../../../publication/snapshot.js';
import { criterionHeading, type ExportView } from '../export-view.js';
import { figure, type TableCell } from '../table-columns.js';
import type { SheetPlan } from './sheet.js';

type Rows = readonly (readonly TableCell[])[];

/** The third sheet: how far the raters agreed, and how firm the places are when weights and choices of method change. */
export function firmnessSheet(view: ExportView): SheetPlan {
  const { say, snapshot } = view;
  const agreement = agreementRows(view, snapshot.agreement);
  const robustness = robustnessRows(view, snapshot.robustness);
  const headed = (rows: Rows, before: number): number[] =>
    rows.flatMap((row, at) => (row[0] === say('STATISTIC') || row[0] === say('LEFT_OUT') || row[0] === say('OTHER_CHOICE') ? [before + at] : []));
  const rows: Rows = [[say('AGREEMENT')], ...agreement, [], [say('ROBUSTNESS')], ...robustness];
  const second = agreement.length + 2;
  return {
    name: say('SHEET_FIRMNESS'),
    widths: [44, 40, 12, 12, 16, 16, 14, 14, 24],
    headings: [0, second, ...headed(agreement, 1), ...headed(robustness, second + 1)],
    rows,
    publishedDecimals: snapshot.publishedDecimals,
  };
}

function agreementRows(view: ExportView, figures: readonly AgreementFigure[] | undefined): Rows {
  const { say } = view;
  if (figures === undefined) {
    return [[say('NOT_TOLD')]];
  }
  return [
    (['STATISTIC', 'CRITERION_TITLE', 'METRIC', 'VALUE', 'LOW', 'HIGH', 'UNITS', 'RATERS', 'NOT_DEFINED'] as const).map((key) => say(key)),
    ...figures.map((row): TableCell[] => [
      say(row.statistic),
      row.criterion === null ? say('ALL_CRITERIA') : criterionHeading(view, row.criterion),
      row.metric,
      figure('EXACT', row.value),
      figure('EXACT', row.low),
      figure('EXACT', row.high),
      row.units,
      // Correlations of two tables have no raters of their own.
      row.raters === 0 ? null : row.raters,
      row.reason,
    ]),
  ];
}

function robustnessRows({ say }: ExportView, robustness: RobustnessFigure | null | undefined): Rows {
  if (!robustness) {
    return [[say(robustness === null ? 'NONE_RATED' : 'NOT_TOLD')]];
  }
  const { draws, weights, seed, leaveOneOut, alternatives } = robustness;
  const changes = [say('MEAN_CHANGE'), say('GREATEST_CHANGE')];
  return [
    [say('DRAWS'), draws],
    [say('WEIGHTS'), weights.kappa === null ? weights.kind : `${weights.kind}, κ = ${weights.kappa}`],
    [say('SEED'), seed],
    [],
    [say('LEFT_OUT'), ...changes],
    ...leaveOneOut.map(({ kind, code, mean, greatest }) => [say(`LEFT_${kind}`, { code }), figure('EXACT', mean), greatest]),
    [],
    [say('OTHER_CHOICE'), ...changes],
    ...alternatives.map(({ choice, instead, mean, greatest }) => [`${choice}: ${instead}`, figure('EXACT', mean), greatest]),
  ];
}
