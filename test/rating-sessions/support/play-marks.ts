import { createHash } from 'node:crypto';
import { saltOf } from '../../../src/ledger/index.js';
import { illustrative } from '../../../src/modules/methodologies/data/illustrative.js';
import type { IndicatorBody } from '../../../src/publication/methodology-body.js';
import type { MarkValue } from '../../../src/scoring/index.js';

/** The indicators that raters judge, by their order in the methodology. */
export const judged: readonly IndicatorBody[] = illustrative.body.indicators.filter(({ scoring }) => scoring.kind !== 'MEASURED');

/** A number below a bound that follows from some words alone: the play is the same each time. */
export function pick(below: number, ...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) % below;
}

/** The salt of a mark in the play. */
export const playedSalt = (...words: readonly (string | number)[]): string =>
  saltOf(createHash('sha256').update(['salt', ...words].join('\n')).digest());

/** The admissible marks of an indicator, highest points first. */
export function choicesOf({ scoring, maxPoints }: IndicatorBody): readonly MarkValue[] {
  const most = maxPoints ?? '0';
  switch (scoring.kind) {
    case 'LEVELS':
      return scoring.levels.map(({ code }): MarkValue => ({ kind: 'LEVEL', level: code }));
    case 'RANGE': {
      const [low, high, step] = [scoring.min, scoring.max, scoring.step ?? '1'].map(Number) as [number, number, number];
      return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at): MarkValue => ({ kind: 'POINTS', points: String(high - at * step) }));
    }
    case 'TERNARY':
      return [most, String(Number(most) / 2), '0'].map((points): MarkValue => ({ kind: 'POINTS', points }));
    default:
      return [most, '0'].map((points): MarkValue => ({ kind: 'POINTS', points }));
  }
}

/** The indicators of a council on which its raters disagree at first. */
export function disputedOf(council: string, count: number): readonly string[] {
  const first = pick(judged.length, 'disputed', council);
  return Array.from({ length: count }, (_, at) => judged[(first + at * 2) % judged.length]?.code ?? '');
}

/**
 * What a rater says of an item in a round. Of most items all say the same; of disputed ones half say the most and half
 * the least in round 0, and from round to round more of them come over to the most.
 */
export function playedMark(place: {
  readonly council: string;
  readonly indicator: IndicatorBody;
  readonly rater: number;
  readonly round: number;
  readonly isDisputed: boolean;
}): MarkValue {
  const choices = choicesOf(place.indicator);
  if (place.isDisputed) {
    const convinced = place.rater % 2 === 0 || place.rater < place.round * 3;
    return (convinced ? choices[0] : choices.at(-1)) as MarkValue;
  }
  return choices[pick(choices.length, place.council, place.indicator.code)] as MarkValue;
}
