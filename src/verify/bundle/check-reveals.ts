import { isTreeHash } from '../../ledger/merkle/index.js';
import type { BundledReveal } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import { checkRevealedLeft } from './check-left.js';
import { isJudged, type ItemContext, type LoggedLeftMark, type LoggedMark, type LoggedReveal, type PlacedItem } from './checked-item.js';
import type { FoundEntry } from './entry-book.js';

/** An item with its marks, before its rounds are looked at. */
export interface MarkedItem extends PlacedItem {
  readonly marks: readonly LoggedMark[];
  readonly left: readonly LoggedLeftMark[];
}

/** Verifies that rounds stand in their order, each once, from the individual marks on, and that every mark is of one. */
export function checkRounds({ item, marks, left, place, name }: MarkedItem): void {
  for (const [at, { round }] of item.reveals.entries()) {
    const before = item.reveals[at - 1]?.round ?? -1;
    if (round === before) {
      refuse('REVEAL_REPEATED', `${place}.reveals[${at}].round`, `${name}: round ${round} was revealed twice.`);
    }
    if (round < before) {
      refuse('REVEAL_ORDER', `${place}.reveals[${at}].round`, `${name}: round ${round} stands after round ${before}.`);
    }
  }
  if (item.reveals[0]?.round !== 0) {
    refuse('REVEAL_MISSING', `${place}.reveals`, `${name}: the reveal of the individual marks is missing.`);
  }
  const without = marks.find(({ mark }) => !item.reveals.some(({ round }) => round === mark.round));
  if (without) {
    refuse('MARK_ROUND', `${without.place}.round`, `${name}: round ${without.mark.round} was not revealed.`);
  }
  const leftWithout = left.find(({ left: { round } }) => !item.reveals.some((reveal) => reveal.round === round));
  if (leftWithout) {
    refuse('MARK_ROUND', `${leftWithout.place}.round`, `${name}: round ${leftWithout.left.round} was not revealed.`);
  }
}

/** Verifies the reveal of the individual marks of a council: one entry, and exactly the marks of all its items. */
export function checkCouncilReveal({ book }: ItemContext, items: readonly MarkedItem[]): FoundEntry | null {
  const judged = items.filter(isJudged);
  const reveals = judged.flatMap(({ item, place, name }) => item.reveals.filter(({ round }) => round === 0).map((reveal) => ({ reveal, place, name })));
  const [first] = reveals;
  if (!first) {
    return null;
  }
  const other = reveals.find(({ reveal }) => reveal.entry !== first.reveal.entry);
  if (other) {
    refuse('REVEAL_SHARED', `${other.place}.reveals[0].entry`, `${other.name}: the individual marks of one council are revealed together, and these by an entry of their own.`);
  }
  const place = `${first.place}.reveals[0].entry`;
  const entry = book.take(first.reveal.entry, place, { actions: [actions.revealed], members: members.revealed });
  checkRevealed(entry, 0, judged.flatMap(({ marks }) => marks.filter(({ mark }) => mark.round === 0)), first.name);
  checkRevealedLeft(entry, 0, judged.flatMap(({ left }) => left.filter((mark) => mark.left.round === 0)), first.name);
  return entry;
}

/** Verifies the reveal of a round in a session: exactly the marks of the round. */
export function checkSessionReveal({ book }: ItemContext, { marks, left, name }: MarkedItem, reveal: BundledReveal, place: string): LoggedReveal {
  const entry = book.take(reveal.entry, `${place}.entry`, { actions: [actions.revealed], members: members.revealedInSession });
  const own = marks.filter(({ mark }) => mark.round === reveal.round);
  checkRevealed(entry, reveal.round, own, name);
  checkRevealedLeft(entry, reveal.round, left.filter((mark) => mark.left.round === reveal.round), name);
  const { sessionId, roll } = entry.body;
  if (typeof sessionId !== 'string' || sessionId === '') {
    return refuse('ENTRY_BODY', `${entry.place}.sessionId`, `${name}: the reveal of round ${reveal.round} names no session.`);
  }
  const marked = typeof roll === 'object' && roll !== null ? (roll as { readonly marked?: unknown }).marked : null;
  if (marked !== own.length) {
    refuse('ROLL_DIFFERS', `${entry.place}.roll`, `${name}: by the count of round ${reveal.round} so many have marked: ${shown(marked)}; the bundle has ${own.length}.`);
  }
  return { round: reveal.round, index: entry.index, hash: entry.hash, sessionId };
}

function checkRevealed(entry: FoundEntry, round: number, marks: readonly LoggedMark[], name: string): void {
  const { commitments } = entry.body;
  if (entry.body.round !== round) {
    refuse('ENTRY_BODY', `${entry.place}.round`, `${name}: the entry ${entry.index} reveals round ${shown(entry.body.round)}, and not ${round}.`);
  }
  if (!Array.isArray(commitments) || !commitments.every(isTreeHash) || new Set(commitments).size !== commitments.length) {
    return refuse('ENTRY_BODY', `${entry.place}.commitments`, `${name}: these are no commitments, or one is there twice.`);
  }
  const revealed: ReadonlySet<string> = new Set(commitments);
  const own = new Set(marks.map(({ mark }) => mark.commitment));
  const extra = marks.find(({ mark }) => !revealed.has(mark.commitment));
  if (extra) {
    refuse('MARK_EXTRA', extra.place, `The mark of the rater ${shown(extra.mark.rater)} was not revealed with round ${round} (entry ${entry.index}).`);
  }
  const missing = commitments.findIndex((commitment) => !own.has(commitment));
  if (missing !== -1) {
    refuse('MARK_MISSING', `${entry.place}.commitments[${missing}]`, `${name}: a mark was revealed with round ${round} that the bundle does not have.`);
  }
}
