import type { Snapshot, SnapshotRow } from '../../publication/snapshot.js';
import { refuse, type Remark } from '../fault.js';
import { shown } from '../place.js';

const place = '$.snapshot.correction';

/**
 * Verifies what a correction says as far as one bundle goes: it corrects an earlier table, and each figure that it says to
 * have changed is in this table what it says to have become. What it was before stands in the other table.
 */
export function checkCorrection({ correction, number, rows }: Snapshot, onRemark: (remark: Remark) => void): void {
  if (!correction) {
    return;
  }
  if (correction.of >= number) {
    refuse('CORRECTION_DIFFERS', `${place}.of`, `Publication ${number} cannot correct publication ${correction.of}, which is not before it.`);
  }
  for (const [at, { councilCode, figure, before, after }] of correction.figures.entries()) {
    const row = rows.find((one) => one.councilCode === councilCode);
    const value = row && figureOf(row, figure);
    if (value === undefined || value !== after) {
      refuse('CORRECTION_DIFFERS', `${place}.figures[${at}]`, `${councilCode} ${figure}: the correction says ${shown(after)}, and the table ${shown(value)}.`);
    }
    if (before === after) {
      refuse('CORRECTION_DIFFERS', `${place}.figures[${at}]`, `${councilCode} ${figure} is said to be changed, and is the same before and after.`);
    }
  }
  onRemark({
    code: 'CORRECTION_BEFORE',
    place: `${place}.figures`,
    message: `This table corrects publication ${correction.of}. What the ${correction.figures.length} figures were before cannot be recomputed from this bundle: verify that of publication ${correction.of}, too.`,
  });
}

function figureOf(row: SnapshotRow, figure: string): string | null | undefined {
  switch (figure) {
    case 'published':
    case 'exact':
    case 'category':
      return row[figure];
    case 'rank':
      return row.rank === null ? null : `${row.rank}`;
    default:
      return row.indicators.find(({ code }) => figure === `indicator ${code}`)?.points;
  }
}
