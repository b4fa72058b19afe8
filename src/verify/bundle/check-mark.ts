import { markCommitment } from '../../ledger/commitment.js';
import type { BundledMark } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import type { ItemContext, LoggedMark, PlacedItem } from './checked-item.js';

/** Verifies one mark: what was opened is what was committed to, and the commitment is in the log as this rater's. */
export function checkMark(context: ItemContext, placed: PlacedItem, mark: BundledMark, place: string): LoggedMark {
  const { book, commitments } = context;
  const { rater, commitment } = mark;
  checkOpening(context, placed, mark, place);
  if (commitments.has(commitment)) {
    refuse('COMMITMENT_REPEATED', `${place}.commitment`, `${placed.name}: the commitment ${commitment} is that of another mark, too.`);
  }
  commitments.add(commitment);
  const entry = book.take(mark.entry, `${place}.entry`, { actions: [actions.committed, actions.superseded], members: members.committed });
  if (entry.body.rater !== rater || entry.body.commitment !== commitment) {
    refuse('ENTRY_BODY', entry.place, `${placed.name}: the entry ${entry.index} is not the commitment ${commitment} of the rater ${shown(rater)}.`);
  }
  return { mark, index: entry.index, voidedAt: checkVoid(context, placed, mark, place), place };
}

function checkOpening({ cycle }: ItemContext, { item, indicator, name }: PlacedItem, mark: BundledMark, place: string): void {
  const { opening, round, rater, commitment } = mark;
  if (indicator.visibility === 'INTERNAL') {
    if (opening !== null) {
      refuse('OPENING_PRESENT', `${place}.opening`, `${name}: the indicator is not public, and yet a mark of it is opened.`);
    }
    return;
  }
  if (opening === null) {
    return refuse('OPENING_MISSING', `${place}.opening`, `${name}: the mark of the rater ${shown(rater)} is not opened.`);
  }
  const { value, justificationHash, salt } = opening;
  const made = markCommitment({ cycle, evaluationItem: item.item, round, rater, value, justificationHash, salt });
  if (made !== commitment) {
    refuse('COMMITMENT_DIFFERS', `${place}.commitment`, `${name}: what the rater ${shown(rater)} is said to have given in round ${round} is not what was committed to.`);
  }
}

function checkVoid({ book }: ItemContext, { name }: PlacedItem, { state, voided, commitment, rater }: BundledMark, place: string): number | null {
  if ((state === 'VOID') !== (voided !== null)) {
    refuse('VOID_WITHOUT_ENTRY', `${place}.voided`, `${name}: the mark of the rater ${shown(rater)} is said ${state === 'VOID' ? 'to be void, without an entry' : 'to count, with an entry that voids it'}.`);
  }
  if (voided === null) {
    return null;
  }
  const entry = book.take(voided, `${place}.voided`, { actions: [actions.voided], members: members.voided });
  return entry.body.commitment === commitment
    ? entry.index
    : refuse('ENTRY_BODY', entry.place, `${name}: the entry ${entry.index} voids another mark.`);
}
