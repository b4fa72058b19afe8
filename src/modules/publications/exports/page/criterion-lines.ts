import type { SnapshotRow } from '../../../../publication/snapshot.js';
import { doubleOf } from '../exact-figures.js';
import type { ExportView } from '../export-view.js';

/** One line of the table of criteria. */
export interface CriterionLine {
  readonly code: string;
  /** Exact; null where nothing of the criterion applies. */
  readonly points: string | null;
  /** The greatest points that count for the council; null where they are not known. */
  readonly greatest: string | null;
  /** Points of the greatest points, 0 to 1, for drawing; null where either is missing. */
  readonly share: number | null;
  /** The mean of that share over the rated councils that it applies to. */
  readonly mean: number | null;
}

/** The criteria of a council, each with its share and with the mean of all rated councils. */
export function criterionLines(view: ExportView, row: SnapshotRow): readonly CriterionLine[] {
  return row.criteria.map(({ code, points }) => {
    const shares = view.snapshot.rows.flatMap((other) => shareOf(view, other, code) ?? []);
    return {
      code,
      points,
      greatest: greatestOf(view, row, code),
      share: shareOf(view, row, code),
      mean: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    };
  });
}

function shareOf(view: ExportView, row: SnapshotRow, code: string): number | null {
  const points = doubleOf(row.criteria.find((criterion) => criterion.code === code)?.points ?? '');
  const greatest = doubleOf(greatestOf(view, row, code) ?? '');
  return points === null || !greatest ? null : Math.min(1, Math.max(0, points / greatest));
}

/** The first tables do not tell it; the methodology does where its greatest points are the same for every council. */
function greatestOf({ snapshot, methodology }: ExportView, row: SnapshotRow, code: string): string | null {
  const told = row.criteria.find((criterion) => criterion.code === code)?.maxPoints;
  if (told !== undefined || snapshot.naRule !== 'WITHIN_CRITERION') {
    return told ?? null;
  }
  return methodology?.criteria.find((criterion) => criterion.code === code)?.maxPoints ?? null;
}
