import { roundedFigure } from '../exact-figures.js';
import type { CouncilPage } from './council-page.js';
import { page } from './pen.js';
import { writeTitle } from './title.js';

/** Writes in words what the range of places means, and how firm the category is. Returns where it ends. */
export function writeFirmness(council: CouncilPage, top: number): number {
  const { pen, view } = council;
  const sentences = sentencesOf(council);
  const below = writeTitle(pen, view.say('FIRMNESS'), top);
  return pen.write('P', sentences.join(' '), page.margin, below, { size: 10, width: page.width - 2 * page.margin });
}

function sentencesOf({ view, row, localNumber }: CouncilPage): readonly string[] {
  const { say, snapshot } = view;
  if (!row.rankInterval) {
    return [say('FIRMNESS_NOT_TOLD')];
  }
  const { low, high } = row.rankInterval;
  const draws = (snapshot.robustness?.draws ?? 0).toString().replace(/\B(?=(\d{3})+$)/g, '\u00A0');
  const share = row.categoryProbability ?? null;
  return [
    say(low === high ? 'PLACE_SAME' : 'PLACES_BETWEEN', { draws, low, high }),
    ...(share === null ? [] : [say('CATEGORY_SAME', { share: localNumber(inPercent(share)) })]),
  ];
}

/** A share with four decimals in percent: "0.9870" as "98.7". The point is moved in the text, so nothing is rounded. */
function inPercent(share: string): string {
  const [whole = '0', decimals = ''] = share.split('.');
  const digits = whole + decimals.padEnd(2, '0').slice(0, 2);
  return roundedFigure(`${digits}.${decimals.slice(2) || '0'}`, 2);
}
