import { inWords, periodOf, publishedDay } from '../export-dates.js';
import type { CouncilPage } from './council-page.js';
import { colours, page } from './pen.js';

/** Writes whose page it is: the cycle and the number of the publication, the council, the period. Returns where it ends. */
export function writeHeading({ pen, view, row }: CouncilPage, top: number): number {
  const { read, say, snapshot } = view;
  const width = page.width - 2 * page.margin;
  const left = page.margin;
  const small = { size: 9, colour: colours.quiet } as const;
  const number = say('PUBLICATION', { number: snapshot.number });
  const numberWidth = pen.widthOf(number, small) + 1;
  const title = pen.write('P', read(snapshot.cycle.title), left, top, { ...small, width: width - numberWidth - 12 });
  pen.write('P', number, left + width - numberWidth, top, { ...small, width: numberWidth, align: 'right' });
  const rule = title + pen.points(5);
  pen.decorate((document) => document.moveTo(left, rule).lineTo(left + width, rule).lineWidth(1.5).stroke(colours.strong));
  const name = pen.write('H1', read(row.name), left, rule + pen.points(10), { size: 18, weight: 'bold', width });
  const day = publishedDay(view);
  const dates = [
    `${say('PERIOD')}: ${periodOf(view)}`,
    ...(day === null ? [] : [`${say('PUBLISHED_ON')}: ${inWords(view, day)}`]),
  ];
  return pen.write('P', dates.join('   ·   '), left, name + pen.points(4), { size: 9.5, colour: colours.quiet, width });
}
