import { describe, expect, it } from 'vitest';
import { bodyOf, type Draft, exchange, forged, itemOf } from './support/forge.js';
import { bodyAt, expected, named, type NamedFault, noHash, told } from './support/named-faults.js';
import { aggregate, remake } from './support/remake.js';
import { makeTestBundle } from './support/test-bundle.js';

const honest = makeTestBundle();
const item = (draft: Draft) => itemOf(draft, 'UZ-AN 1.2');
const withVoid = (draft: Draft) => itemOf(draft, 'UZ-AN 3.3');
const revealOf = (draft: Draft) => bodyOf(draft, item(draft).reveals[0]!.entry) as { commitments: string[]; left: { commitment: string; state: string; by: string | null }[] };
const leftOf = (draft: Draft, commitment: string) => revealOf(draft).left.find((left) => left.commitment === commitment)!;

/** By the operator of the log, who makes every hash, signature and figure fit. */
const forgeries: readonly NamedFault[] = [
  ['a mark that was superseded by hand', supersede, 'SUCCESSOR_MISSING', '$.councils[0].items[1].left[1].by', 'the rater "R-1" is said to be superseded in round 0'],
  ['a mark that is said to be superseded by that of another rater', (draft) => supersede(draft, item(draft).marks[2]!.commitment), 'SUCCESSOR_MISSING', '$.councils[0].items[1].left[1].by'],
  ['a mark that was voided by hand', voidByHand, 'VOID_WITHOUT_ENTRY', '$.councils[0].items[1].left[1].voided'],
  ['a mark that is superseded by an earlier one', (draft) => exchange(draft, item(draft).left[0]!.entry, item(draft).marks[1]!.entry), 'SUCCESSOR_MISSING', '$.councils[0].items[1].left[0].by'],
  ['a superseded mark that is left out', (draft) => item(draft).left.pop(), 'LEFT_MISSING', (draft) => bodyAt(item(draft).reveals[0]!.entry, '.left[0]')],
  ['a superseded mark that the reveal does not name', (draft) => revealOf(draft).left.shift(), 'LEFT_EXTRA', '$.councils[0].items[1].left[0]'],
  ['another state of it in the reveal', (draft) => (leftOf(draft, item(draft).left[0]!.commitment).state = 'VOID'), 'LEFT_DIFFERS', '$.councils[0].items[1].left[0]'],
  ['another mark in its place in the reveal', (draft) => (leftOf(draft, item(draft).left[0]!.commitment).by = noHash), 'LEFT_DIFFERS', '$.councils[0].items[1].left[0]'],
  ['a reveal that says nothing of it', (draft) => Object.assign(revealOf(draft), { left: null }), 'ENTRY_BODY', (draft) => bodyAt(item(draft).reveals[0]!.entry, '.left')],
  ['the entry of another mark', (draft) => (bodyOf(draft, item(draft).left[0]!.entry).rater = 'R-9'), 'ENTRY_BODY', (draft) => bodyAt(item(draft).left[0]!.entry)],
  ['a mark of a round that was not revealed', (draft) => (item(draft).left[0]!.round = 3), 'SUCCESSOR_MISSING', '$.councils[0].items[1].left[0].by'],
  ['a void mark of a round that was not revealed', (draft) => withVoid(draft).left.forEach((left) => (left.round = 3)), 'MARK_ROUND', '$.councils[0].items[7].left[0].round'],
  ['a mark that counts and is left behind', (draft) => (item(draft).left[0]!.commitment = item(draft).marks[0]!.commitment), 'COMMITMENT_REPEATED', '$.councils[0].items[1].left[0].commitment'],
  ['a void mark without its entry', (draft) => (withVoid(draft).left[1]!.voided = null), 'VOID_WITHOUT_ENTRY', '$.councils[0].items[7].left[1].voided'],
  ['the entry that voids another mark', (draft) => (bodyOf(draft, withVoid(draft).left[1]!.voided).commitment = noHash), 'ENTRY_BODY', (draft) => bodyAt(withVoid(draft).left[1]!.voided)],
  ['a mark that was void after the reveal', (draft) => exchange(draft, withVoid(draft).left[1]!.voided!, withVoid(draft).reveals[0]!.entry), 'COMMITTED_AFTER_REVEAL', '$.councils[0].items[7].left[1].entry'],
];

/** The first mark counts no more: it is committed, and its reveal says that another one stands in its place. */
function supersede(draft: Draft, by: string | null = null): void {
  take(draft, { state: 'SUPERSEDED', by, voided: null });
}

function voidByHand(draft: Draft): void {
  take(draft, { state: 'VOID', by: null, voided: null });
}

function take(draft: Draft, as: Pick<ReturnType<typeof item>['left'][number], 'state' | 'by' | 'voided'>): void {
  const { round, rater, commitment, entry } = item(draft).marks.shift()!;
  item(draft).left.push({ round, rater, commitment, entry, ...as });
  const reveal = revealOf(draft);
  reveal.commitments = reveal.commitments.filter((one) => one !== commitment);
  reveal.left.push({ commitment, state: as.state, by: as.by });
  aggregate(draft, item(draft));
  remake(draft);
}

describe('regression: a mark that was superseded or voided by hand was entered and not revealed, and all was proved. The verifier names', () => {
  it.each(named(forgeries))('$what', ({ row }) => {
    const bundle = forged(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
