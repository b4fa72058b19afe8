import type { CorrectedFigure } from '../../../../publication/snapshot.js';
import type { CouncilPage } from './council-page.js';
import { colours, page } from './pen.js';

/** Signs of a reason that fit on the page; the whole of it is in the table. */
const longestReason = 240;

/**
 * Writes what has to be known before the figures are read, each with a sign and not by colour alone: invented points, a
 * methodology that is an illustration, a category near its boundary, a correction. Returns where it ends.
 */
export function writeNotices(council: CouncilPage, top: number): number {
  const { pen, view, row } = council;
  const notices = [
    ...view.notices,
    ...(row.nearBoundary === true ? [view.say('CLOSE_CALL')] : []),
    ...correctionOf(council),
  ];
  if (notices.length === 0) {
    return top;
  }
  const [left, indent, padding] = [page.margin, pen.points(26), pen.points(6)];
  const setting = { size: 9.5, width: page.width - 2 * page.margin - indent - padding } as const;
  const gap = pen.points(3);
  const height = notices.reduce((sum, notice) => sum + pen.heightOf(notice, setting) + gap, 2 * padding - gap);
  pen.decorate((document) => {
    document.rect(left, top, page.width - 2 * page.margin, height).fill(colours.tint);
    document.rect(left, top, pen.points(3), height).fill(colours.strong);
  });
  let y = top + padding;
  for (const notice of notices) {
    const [x, line] = [left + pen.points(14), y + pen.points(7)];
    pen.decorate((document) => {
      document.circle(x, line, pen.points(5)).fill(colours.strong);
      document.rect(x - pen.points(0.8), line - pen.points(3.2), pen.points(1.6), pen.points(3.8)).fill('#ffffff');
      document.circle(x, line + pen.points(2.5), pen.points(0.95)).fill('#ffffff');
    });
    y = pen.write('P', notice, left + indent, y, setting) + gap;
  }
  return top + height;
}

function correctionOf({ view: { say, snapshot }, row, localNumber }: CouncilPage): readonly string[] {
  const { correction } = snapshot;
  if (!correction) {
    return [];
  }
  const reason = correction.reason.length > longestReason ? `${correction.reason.slice(0, longestReason)}…` : correction.reason;
  const shown = ({ before, after }: CorrectedFigure): string =>
    `${say('BEFORE').toLowerCase()}: ${localNumber(before ?? '–')}, ${say('AFTER').toLowerCase()}: ${localNumber(after ?? '–')}`;
  const changed = correction.figures.find(({ councilCode, figure }) => councilCode === row.councilCode && figure === 'published');
  return [
    say('CORRECTION_OF', { number: correction.of, reason: reason.replaceAll(/\s+/g, ' ') }) +
      (changed ? ` ${say('PUBLISHED')} – ${shown(changed)}.` : ''),
  ];
}
