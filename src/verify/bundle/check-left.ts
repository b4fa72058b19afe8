import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import type { ItemContext, LoggedLeftMark, LoggedMark, PlacedItem } from './checked-item.js';
import type { FoundEntry } from './entry-book.js';

/**
 * Verifies the marks of an item that did not count when their rounds were revealed: each is in the log as its rater's; a
 * void one with the entry that says so; a superseded one with a later mark of the same rater and round, which counted or is
 * void itself. So nobody takes a mark away by calling it replaced.
 */
export function checkLeft(context: ItemContext, { item, place, name }: PlacedItem, marks: readonly LoggedMark[]): readonly LoggedLeftMark[] {
  const { book, commitments } = context;
  const logged = item.left.map((left, at): LoggedLeftMark => {
    const own = `${place}.left[${at}]`;
    const { rater, commitment, state, by, voided } = left;
    if (commitments.has(commitment)) {
      refuse('COMMITMENT_REPEATED', `${own}.commitment`, `${name}: the commitment ${commitment} is that of another mark, too.`);
    }
    commitments.add(commitment);
    const entry = book.take(left.entry, `${own}.entry`, { actions: [actions.committed, actions.superseded], members: members.committed });
    if (entry.body.rater !== rater || entry.body.commitment !== commitment) {
      refuse('ENTRY_BODY', entry.place, `${name}: the entry ${entry.index} is not the commitment ${commitment} of the rater ${shown(rater)}.`);
    }
    if ((state === 'VOID') !== (voided !== null) || (state === 'VOID' && by !== null)) {
      refuse('VOID_WITHOUT_ENTRY', `${own}.voided`, `${name}: the mark ${commitment} of the rater ${shown(rater)} was left behind as ${state}, and its entries say something else.`);
    }
    const voiding = voided === null ? null : book.take(voided, `${own}.voided`, { actions: [actions.voided], members: members.voided });
    if (voiding && voiding.body.commitment !== commitment) {
      refuse('ENTRY_BODY', voiding.place, `${name}: the entry ${voiding.index} voids another mark.`);
    }
    return { left, index: entry.index, voidedAt: voiding?.index ?? null, place: own };
  });
  const standing = [
    ...marks.map(({ mark, index }) => ({ ...mark, index })),
    ...logged.filter(({ left }) => left.state === 'VOID').map(({ left, index }) => ({ ...left, index })),
  ];
  for (const { left, index, place: own } of logged) {
    const { state, by, rater, round } = left;
    const successor = standing.find((mark) => mark.commitment === by && mark.rater === rater && mark.round === round && mark.index > index);
    if (state === 'SUPERSEDED' && !successor) {
      refuse('SUCCESSOR_MISSING', `${own}.by`, `${name}: the mark ${left.commitment} of the rater ${shown(rater)} is said to be superseded in round ${round}, and no later mark of that rater stands in its place.`);
    }
  }
  return logged;
}

/** Verifies that a reveal names exactly these marks as left behind, each in its state and with what stands in its place. */
export function checkRevealedLeft(entry: FoundEntry, round: number, marks: readonly LoggedLeftMark[], name: string): void {
  const { left: named } = entry.body;
  const at = `${entry.place}.left`;
  if (!Array.isArray(named)) {
    return refuse('ENTRY_BODY', at, `${name}: the entry ${entry.index} has to name the marks that were left behind.`);
  }
  const own = new Map(marks.map((mark) => [mark.left.commitment, mark]));
  for (const [turn, value] of (named as readonly unknown[]).entries()) {
    const { commitment, state, by } = (value ?? {}) as Readonly<Record<string, unknown>>;
    const mark = own.get(String(commitment));
    if (!mark) {
      return refuse('LEFT_MISSING', `${at}[${turn}]`, `${name}: the mark ${shown(commitment)} was left behind in round ${round}, and the bundle does not have it (entry ${entry.index}).`);
    }
    if (mark.left.state !== state || mark.left.by !== by) {
      refuse('LEFT_DIFFERS', mark.place, `${name}: the mark ${mark.left.commitment} is ${mark.left.state} here, and ${shown(state)} by the reveal of its round, with ${shown(by)} in its place (entry ${entry.index}).`);
    }
    own.delete(mark.left.commitment);
  }
  const [extra] = own.values();
  if (extra) {
    refuse('LEFT_EXTRA', extra.place, `${name}: the mark ${extra.left.commitment} was not left behind by the reveal of round ${round} (entry ${entry.index}).`);
  }
}
