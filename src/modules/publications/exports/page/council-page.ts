import type { SnapshotRow } from '../../../../publication/snapshot.js';
import type { ExportView } from '../export-view.js';
import { drawScale } from './scale.js';
import { writeCriteria } from './criteria.js';
import { writeFirmness } from './firmness.js';
import { writeHeading } from './heading.js';
import { writeKeyFigures } from './key-figures.js';
import { writeNotices } from './notices.js';
import { page, type Pen } from './pen.js';
import { verificationHeight, writeVerification } from './verification.js';

/** The page of one council: what is written, by whom, and how numbers look in the reader's language. */
export interface CouncilPage {
  readonly pen: Pen;
  readonly view: ExportView;
  readonly row: SnapshotRow;
  /** A decimal with the reader's decimal sign. */
  readonly localNumber: (text: string) => string;
}

/** Writes the page from top to bottom. Returns whether it had room for everything. */
export function writeCouncilPage(pen: Pen, view: ExportView, row: SnapshotRow): boolean {
  const council: CouncilPage = { pen, view, row, localNumber: (text) => (view.locale === 'en' ? text : text.replace('.', ',')) };
  const gap = pen.points(10);
  const parts = row.rated ? [writeKeyFigures, writeFirmness, drawScale, writeCriteria] : [writeKeyFigures];
  const notices = writeNotices(council, writeHeading(council, page.margin - 10) + pen.points(10));
  const end = parts.reduce((y, write) => write(council, y) + gap, notices + gap);
  const foot = page.height - page.margin + 16 - verificationHeight(council);
  writeVerification(council, Math.max(foot, end));
  return end <= foot;
}
