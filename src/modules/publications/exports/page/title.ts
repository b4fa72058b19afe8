import { colours, page, type Pen } from './pen.js';

/** Writes the title of a part of the page. Returns where its content begins. */
export function writeTitle(pen: Pen, title: string, top: number): number {
  return pen.write('H2', title, page.margin, top, { size: 11, weight: 'bold', colour: colours.strong, width: page.width - 2 * page.margin }) + pen.points(2);
}
