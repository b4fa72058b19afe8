import type { SnapshotRow } from '../../../publication/snapshot.js';
import { categoryOf, criterionHeading, type ExportView, rangeOf, wordsOf, yesOrNo } from './export-view.js';

/**
 * A figure with what it is: POINTS are exact and shown rounded, EXACT is the total as it is, PUBLISHED has the decimals of
 * the methodology, SHARE goes from 0 to 1.
 */
export interface Figure {
  readonly kind: 'POINTS' | 'EXACT' | 'PUBLISHED' | 'SHARE';
  readonly text: string;
}

/** What stands in a cell: a text, a whole number, a figure, or nothing. */
export type TableCell = string | number | Figure | null;

/** A column of the table. */
export interface TableColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (row: SnapshotRow) => TableCell;
}

/**
 * The columns that every format of the table has, in their order: the council and its result, the points by criterion,
 * and how firm the result is.
 */
export function tableColumns(view: ExportView): readonly TableColumn[] {
  const { say } = view;
  return [
    { heading: say('PLACE'), width: 8, cell: ({ rank }) => rank },
    { heading: say('PLACE_RANGE'), width: 13, cell: rangeOf },
    { heading: say('COUNCIL_CODE'), width: 10, cell: ({ councilCode }) => councilCode },
    { heading: say('COUNCIL'), width: 40, cell: ({ name }) => view.read(name) },
    { heading: say('PUBLISHED'), width: 19, cell: ({ published }) => figure('PUBLISHED', published) },
    { heading: say('EXACT'), width: 16, cell: ({ exact }) => figure('EXACT', exact) },
    { heading: say('CATEGORY'), width: 24, cell: (row) => categoryOf(view, row) },
    ...view.criteria.map((code): TableColumn => ({
      heading: criterionHeading(view, code),
      width: 22,
      cell: ({ criteria }) => figure('POINTS', criteria.find((criterion) => criterion.code === code)?.points),
    })),
    { heading: say('CATEGORY_PROBABILITY'), width: 14, cell: ({ categoryProbability }) => figure('SHARE', categoryProbability) },
    { heading: say('NEAR_BOUNDARY'), width: 14, cell: ({ nearBoundary }) => yesOrNo(view, nearBoundary) },
    { heading: say('NOT_RATED_BECAUSE'), width: 24, cell: (row) => wordsOf(view, row.reason) },
  ];
}

/** The columns that tell where a line is from, for formats that have nothing but lines: notices, number, hashes. */
export function originColumns(view: ExportView): readonly TableColumn[] {
  const { say, snapshot } = view;
  return [
    { heading: say('NOTICE'), width: 40, cell: () => view.notices.join(' ') || null },
    { heading: say('PUBLICATION_NUMBER'), width: 12, cell: () => snapshot.number },
    { heading: say('TABLE_HASH'), width: 24, cell: () => view.hash },
    { heading: say('METHODOLOGY_HASH'), width: 24, cell: () => snapshot.methodology.hash },
  ];
}

/** A figure of this kind; nothing where there is none. */
export function figure(kind: Figure['kind'], text: string | null | undefined): Figure | null {
  return text === null || text === undefined ? null : { kind, text };
}
