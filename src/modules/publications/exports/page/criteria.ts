import { labelsOf } from '../../../../language/index.js';
import { roundedFigure } from '../exact-figures.js';
import { nameOf } from '../export-view.js';
import type { CouncilPage } from './council-page.js';
import { type CriterionLine, criterionLines } from './criterion-lines.js';
import { colours, page, type Setting } from './pen.js';
import { writeTitle } from './title.js';

/** Where the columns of the table begin and how wide they are. */
const columns = {
  name: { x: page.margin, width: 206 },
  bar: { x: page.margin + 216, width: 130 },
  points: { x: page.margin + 352, width: 46 },
  greatest: { x: page.margin + 400, width: 54 },
  share: { x: page.margin + 456, width: page.width - 2 * page.margin - 456 },
} as const;

/** Writes the table of the criteria with a bar in every line. Returns where it ends. */
export function writeCriteria(council: CouncilPage, top: number): number {
  const { pen, view } = council;
  const { say } = view;
  const width = page.width - 2 * page.margin;
  const lines = criterionLines(view, council.row);
  let y = writeTitle(pen, say('CRITERIA'), top) + pen.points(1);
  const head = { size: 8.5, weight: 'bold', colour: colours.quiet } as const;
  pen.within('Table', () => {
    const from = y;
    pen.within('TR', () => {
      const bottoms = [
        pen.write('TH', say('CRITERION_TITLE'), columns.name.x, from, { ...head, width: columns.name.width }, { scope: 'Column' }),
        ...(['points', 'greatest', 'share'] as const).map((name) =>
          pen.write('TH', say(headings[name]), columns[name].x, from, { ...head, width: columns[name].width, align: 'right' }, { scope: 'Column' }),
        ),
      ];
      y = Math.max(...bottoms) + pen.points(2);
    });
    for (const line of lines) {
      pen.decorate((document) => document.moveTo(page.margin, y).lineTo(page.margin + width, y).lineWidth(0.5).stroke(colours.rule));
      y = writeLine(council, line, y + pen.points(3)) + pen.points(3);
    }
  });
  const legend = [...(lines.some(({ share }) => share !== null) ? [say('CRITERIA_LEGEND')] : []), say('POINTS_ROUNDED')].join(' ');
  return pen.write('P', legend, page.margin, y + pen.points(2), { size: 8.5, colour: colours.quiet, width });
}

const headings = { points: 'POINTS', greatest: 'GREATEST', share: 'SHARE' } as const;

function writeLine(council: CouncilPage, line: CriterionLine, top: number): number {
  const { pen, view, localNumber } = council;
  const text = { size: 9.5 } as const;
  const name = nameOf(view, 'criteria', line.code);
  let bottom = top;
  pen.within('TR', () => {
    const heading = name === null ? view.say('CRITERION', { code: line.code }) : `${line.code}. ${name}`;
    bottom = pen.write('TH', heading, columns.name.x, top, { ...text, width: columns.name.width }, { scope: 'Row' });
    const middle = (top + bottom) / 2;
    drawBar(council, line, middle);
    const figures = {
      points: line.points === null ? view.read(labelsOf('OfficialBasis').get('NOT_APPLICABLE') ?? {}) : localNumber(roundedFigure(line.points, 2)),
      greatest: line.greatest === null ? '–' : localNumber(roundedFigure(line.greatest, 2)),
      share: line.share === null ? '–' : `${Math.round(line.share * 100)} %`,
    };
    for (const column of ['points', 'greatest', 'share'] as const) {
      // In words it takes the room of the bar, which is not there.
      const isWords = column === 'points' && line.points === null;
      const { x, width } = isWords ? { x: columns.bar.x, width: columns.bar.width + 52 } : columns[column];
      const setting: Setting = { ...text, width, align: 'right', weight: column === 'points' && !isWords ? 'bold' : 'regular' };
      pen.write('TD', figures[column], x, middle - pen.heightOf(figures[column], setting) / 2, setting);
    }
  });
  return bottom;
}

function drawBar({ pen }: CouncilPage, { share, mean }: CriterionLine, middle: number): void {
  if (share === null) {
    return;
  }
  const { x, width } = columns.bar;
  const [height, reach] = [pen.points(10), pen.points(8)];
  pen.decorate((document) => {
    document.rect(x, middle - height / 2, width, height).fill(colours.track);
    document.rect(x, middle - height / 2, width * share, height).fill(colours.strong);
    if (mean !== null) {
      const mark = x + width * mean;
      // A white edge keeps the mark in sight upon the bar.
      document.moveTo(mark, middle - reach).lineTo(mark, middle + reach).lineWidth(pen.points(3.4)).stroke('#ffffff');
      document.moveTo(mark, middle - reach).lineTo(mark, middle + reach).lineWidth(pen.points(1.6)).stroke(colours.text);
    }
  });
}
