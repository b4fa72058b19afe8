import { refuse } from '../fault.js';
import { shown } from '../place.js';
import type { CheckedItem } from './checked-item.js';

/**
 * Verifies that everything was done in its time: the evaluation was opened before any of it; each round was revealed after
 * the one before; the commitment of a mark was entered before its own reveal and after the one of the round before; nobody
 * marked twice in a round; a mark that is void was in force when it was revealed, or else left behind.
 */
export function checkOrder({ marks, left, reveals, place, name, opened }: CheckedItem): void {
  const early = [
    ...[...marks, ...left].map(({ index, place: at }) => ({ index, at: `${at}.entry` })),
    ...reveals.map(({ index }, at) => ({ index, at: `${place}.reveals[${at}].entry` })),
  ].find(({ index }) => index < opened.index);
  if (early) {
    refuse('OPENED_LATE', early.at, `${name}: the entry ${early.index} is of before its evaluation was opened (entry ${opened.index}).`);
  }
  for (const [at, reveal] of reveals.entries()) {
    const before = reveals[at - 1];
    if (before && reveal.index <= before.index) {
      refuse('REVEAL_ORDER', `${place}.reveals[${at}].entry`, `${name}: round ${reveal.round} was revealed before round ${before.round}.`);
    }
  }
  const raters = new Set<string>();
  for (const { mark, index, voidedAt, place: at } of marks) {
    const { round, rater } = mark;
    const turn = reveals.findIndex((reveal) => reveal.round === round);
    const [reveal, before] = [reveals[turn], reveals[turn - 1]];
    if (!reveal || index > reveal.index) {
      refuse('COMMITTED_AFTER_REVEAL', `${at}.entry`, `${name}: the mark of the rater ${shown(rater)} was committed to after round ${round} was revealed.`);
    }
    if (before && index < before.index) {
      refuse('COMMITTED_BEFORE_ROUND', `${at}.entry`, `${name}: the mark of the rater ${shown(rater)} for round ${round} was committed to before round ${before.round} was revealed.`);
    }
    if (voidedAt !== null && voidedAt < reveal.index) {
      refuse('VOID_BEFORE_REVEAL', `${at}.voided`, `${name}: the mark of the rater ${shown(rater)} was void before its reveal.`);
    }
    if (raters.has(`${round} ${rater}`)) {
      refuse('RATER_REPEATED', `${at}.rater`, `${name}: the rater ${shown(rater)} has two marks in round ${round}.`);
    }
    raters.add(`${round} ${rater}`);
  }
  for (const { left: { round, rater }, index, voidedAt, place: at } of left) {
    const reveal = reveals.find((one) => one.round === round);
    if (!reveal || Math.max(index, voidedAt ?? -1) > reveal.index) {
      refuse('COMMITTED_AFTER_REVEAL', `${at}.entry`, `${name}: the mark of the rater ${shown(rater)} that was left behind was entered after round ${round} was revealed.`);
    }
  }
}
