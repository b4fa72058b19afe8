import { decimalOf } from '../exact-figures.js';
import { categoryOf, rangeOf, wordsOf } from '../export-view.js';
import type { CouncilPage } from './council-page.js';
import { colours, page } from './pen.js';

/** One card: what it shows, the figure itself, and a line below. */
interface Card {
  readonly label: string;
  readonly figure: string;
  readonly below: string;
}

const gap = 10;
const largest = 24;
const smallest = 10;

/** Writes the three cards: published points, category, place with its range; or why there are none. Returns where it ends. */
export function writeKeyFigures(council: CouncilPage, top: number): number {
  const { pen, view, row } = council;
  const cards = row.rated
    ? cardsOf(council)
    : [{ label: view.say('NOT_RATED_BECAUSE'), figure: view.say('NOT_RATED'), below: wordsOf(view, row.reason) ?? '' }];
  const width = (page.width - 2 * page.margin - gap * (cards.length - 1)) / cards.length;
  const inner = width - pen.points(20);
  const below = { size: 9, colour: colours.quiet, width: inner } as const;
  // A long name takes a smaller size, and more lines only where it could not be read any more.
  const figures = cards.map(({ figure }) => {
    const size = Math.min(largest, (largest * inner) / (pen.widthOf(figure, { size: largest, weight: 'bold' }) + 1));
    return { size: Math.max(smallest, size), weight: 'bold', colour: colours.strong, width: inner } as const;
  });
  const figureHeight = Math.max(pen.points(36), ...cards.map(({ figure }, at) => pen.heightOf(figure, figures[at] ?? below)));
  const height = pen.points(30) + figureHeight + Math.max(...cards.map((card) => pen.heightOf(card.below, below)));
  for (const [at, card] of cards.entries()) {
    const [x, left] = [page.margin + at * (width + gap), page.margin + at * (width + gap) + pen.points(10)];
    pen.decorate((document) => document.roundedRect(x, top, width, height, 4).lineWidth(0.8).stroke(colours.rule));
    pen.write('P', card.label, left, top + pen.points(8), { size: 9, weight: 'bold', colour: colours.quiet, width: inner });
    const setting = figures[at] ?? below;
    const middle = top + pen.points(22) + figureHeight / 2;
    pen.write('P', card.figure, left, middle - pen.heightOf(card.figure, setting) / 2, setting);
    pen.write('P', card.below, left, top + pen.points(22) + figureHeight, below);
  }
  return top + height;
}

function cardsOf({ view, row, localNumber }: CouncilPage): readonly Card[] {
  const { say, snapshot } = view;
  const range = rangeOf(row);
  const bound = snapshot.categories.find(({ code }) => code === row.category)?.lowerBound;
  const exact = row.exact === null ? '' : localNumber(decimalOf(row.exact) ?? row.exact);
  const isRounded = exact !== localNumber(row.published ?? '');
  // A fraction of long numbers is exact and cannot be read.
  const shown = isRounded && exact.length <= 20 ? `, ${say('EXACTLY', { exact })}` : '';
  return [
    { label: say('PUBLISHED'), figure: localNumber(row.published ?? '–'), below: say('OF_HUNDRED') + shown },
    { label: say('CATEGORY'), figure: categoryOf(view, row) ?? '–', below: bound === undefined ? '' : say('FROM_POINTS', { bound: localNumber(bound) }) },
    {
      label: range === null ? say('PLACE') : `${say('PLACE')} (${say('PLACE_RANGE').toLowerCase()})`,
      figure: `${row.rank ?? '–'}${range === null ? '' : ` (${range})`}`,
      below: say('OF_COUNCILS', { count: snapshot.rows.filter(({ rated }) => rated).length }),
    },
  ];
}
