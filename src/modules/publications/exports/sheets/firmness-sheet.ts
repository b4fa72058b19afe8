import type { AgreementFigure, RobustnessFigure } from '../../../../publication/snapshot.js';
import { criterionHeading, type ExportView, wordsOf } from '../export-view.js';
import { figure, type TableCell } from '../table-columns.js';
import type { SheetPlan, SheetRow } from './sheet.js';

type Rows = readonly SheetRow[];

/** The third sheet: how far the raters agreed, and how firm the places are when weights and choices of method change. */
export function firmnessSheet(view: ExportView): SheetPlan {
  const { say, snapshot } = view;
  return {
    name: say('SHEET_FIRMNESS'),
    widths: [44, 44, 18, 14, 20, 20, 16, 16, 32],
    rows: [
      { headings: [say('AGREEMENT')] },
      ...agreementRows(view, snapshot.agreement),
      [],
      { headings: [say('ROBUSTNESS')] },
      ...robustnessRows(view, snapshot.robustness),
    ],
    publishedDecimals: snapshot.publishedDecimals,
  };
}

const agreementHeadings = ['STATISTIC', 'CRITERION_TITLE', 'METRIC', 'VALUE', 'LOW', 'HIGH', 'UNITS', 'RATERS', 'NOT_DEFINED'] as const;

function agreementRows(view: ExportView, figures: readonly AgreementFigure[] | undefined): Rows {
  const { say } = view;
  if (figures === undefined) {
    return [[say('NOT_TOLD')]];
  }
  return [
    { headings: agreementHeadings.map((key) => say(key)) },
    ...figures.map((row): TableCell[] => [
      say(row.statistic),
      row.criterion === null ? say('ALL_CRITERIA') : criterionHeading(view, row.criterion),
      wordsOf(view, row.metric?.toUpperCase() ?? null),
      figure('EXACT', row.value),
      figure('EXACT', row.low),
      figure('EXACT', row.high),
      row.units,
      // Correlations of two tables have no raters of their own.
      row.raters === 0 ? null : row.raters,
      wordsOf(view, row.reason),
    ]),
  ];
}

function robustnessRows(view: ExportView, robustness: RobustnessFigure | null | undefined): Rows {
  const { say } = view;
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
    { headings: [say('LEFT_OUT'), ...changes] },
    ...leaveOneOut.map(({ kind, code, mean, greatest }) => [say(`LEFT_${kind}`, { code }), figure('EXACT', mean), greatest]),
    [],
    { headings: [say('OTHER_CHOICE'), ...changes] },
    ...alternatives.map(({ instead, mean, greatest }) => [wordsOf(view, instead), figure('EXACT', mean), greatest]),
  ];
}
