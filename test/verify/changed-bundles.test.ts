import { describe, expect, it } from 'vitest';
import { signNote } from '../../src/ledger/note/index.js';
import { bodyOf, changed, decisionOf, type Draft, itemOf, measurementOf } from './support/forge.js';
import { bodyAt, expected, firstMark, named, type NamedFault, noHash, swap, told } from './support/named-faults.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logSigner, TestTree } from './support/test-log.js';

const honest = makeTestBundle();
const stranger = { name: logSigner.name, seed: new Uint8Array(32).fill(9) };

/** By somebody who has not the key of the log. */
const changes: readonly NamedFault[] = [
  ['a figure of the table', (draft) => (draft.snapshot = draft.snapshot.replace('"rank":1', '"rank":2')), 'SNAPSHOT_HASH', '$.snapshotHash'],
  ['the hash of the table', (draft) => (draft.snapshotHash = noHash), 'SNAPSHOT_HASH', '$.snapshotHash'],
  ['the cycle', (draft) => (draft.cycle = 'another'), 'SNAPSHOT_CYCLE', '$.cycle'],
  ['a rule of the methodology', (draft) => (draft.methodology.naRule = 'GLOBAL'), 'METHODOLOGY_HASH', '$.methodology'],
  ['a text of the methodology', (draft) => (draft.methodology.criteria[0]!.name.en = 'Another'), 'METHODOLOGY_HASH', '$.methodology'],
  ['the key of the log', (draft) => (draft.logKey = draft.logKey.replace('kengash', 'Kengash')), 'KEY_DIFFERS', '$.logKey', 'and the one that was given is kengash.example/log+'],
  ['the size in the checkpoint', (draft) => (draft.checkpoint = draft.checkpoint.replace(`\n${honest.leaves.length}\n`, `\n${honest.leaves.length + 1}\n`)), 'CHECKPOINT_SIGNATURE', '$.checkpoint'],
  ['a checkpoint without signature', (draft) => (draft.checkpoint = draft.checkpoint.split('\n\n')[0] ?? ''), 'CHECKPOINT_MALFORMED', '$.checkpoint'],
  ['a checkpoint that another key has signed', (draft) => (draft.checkpoint = new TestTree(honest.leaves).checkpoint(stranger)), 'CHECKPOINT_UNSIGNED', '$.checkpoint'],
  ['a checkpoint of another log', (draft) => (draft.checkpoint = signNote(new TestTree(honest.leaves).text('another'), logSigner)), 'CHECKPOINT_ORIGIN', '$.checkpoint'],
  ['a signed text that is no checkpoint', (draft) => (draft.checkpoint = signNote('Salom\n', logSigner)), 'CHECKPOINT_MALFORMED', '$.checkpoint'],
  ['the checkpoint of a shorter log', (draft) => (draft.checkpoint = new TestTree(honest.leaves.slice(0, 100)).checkpoint()), 'ENTRY_NOT_IN_LOG', '$.entries[0]'],
  ['an action', (draft) => (draft.entries[0]!.shown.action = 'score.superseded'), 'ENTRY_NOT_IN_LOG', '$.entries[0]'],
  ['the hash of a body', (draft) => (draft.entries[0]!.shown.body = noHash), 'ENTRY_BODY_HASH', '$.entries[0].body'],
  ['the head of an entry', (draft) => (draft.entries[0]!.shown.head = noHash), 'ENTRY_NOT_IN_LOG', '$.entries[0]'],
  ['the body of an entry', (draft) => (draft.entries[3]!.body!.rater = 'R-9'), 'ENTRY_BODY_HASH', '$.entries[3].body'],
  ['the place of an entry', (draft) => (draft.entries[0]!.index -= 1), 'ENTRY_NOT_IN_LOG', '$.entries[0]'],
  ['an element of a proof', (draft) => (draft.entries[5]!.proof[2] = noHash), 'ENTRY_NOT_IN_LOG', '$.entries[5]'],
  ['a proof without its end', (draft) => draft.entries[5]!.proof.pop(), 'ENTRY_NOT_IN_LOG', '$.entries[5]'],
  ['two entries in the wrong order', (draft) => swap(draft.entries, 4, 5), 'ENTRY_ORDER', '$.entries[5].index'],
  ['an entry that is there twice', (draft) => draft.entries.splice(4, 0, structuredClone(draft.entries[4]!)), 'ENTRY_ORDER', '$.entries[5].index'],
  ['a value', (draft) => (firstMark(draft).opening!.value = { kind: 'LEVEL', level: 'B' }), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment', 'UZ-AN 1.2: what the rater "R-1"'],
  ['a salt', (draft) => (firstMark(draft).opening!.salt = 'A'.repeat(43)), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment'],
  ['the hash of a justification', (draft) => (firstMark(draft).opening!.justificationHash = noHash), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment'],
  ['a rater', (draft) => (firstMark(draft).rater = 'R-9'), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment'],
  ['the round of a mark', (draft) => (firstMark(draft).round = 1), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment'],
  ['a commitment', (draft) => (firstMark(draft).commitment = noHash), 'COMMITMENT_DIFFERS', '$.councils[0].items[1].marks[0].commitment'],
  ['an item', (draft) => (itemOf(draft, 'UZ-AN 1.2').item = 'another'), 'OPENED_ITEMS', (draft) => bodyAt(draft.councils[0]!.opened, '.items'), 'UZ-AN 1.2: its item "another" was not opened in this council'],
  ['a mark of an indicator that is not public under another rater', (draft) => (itemOf(draft, 'UZ-AN 5.1').marks[0]!.rater = 'R-9'), 'ENTRY_BODY', (draft) => bodyAt(itemOf(draft, 'UZ-AN 5.1').marks[0]!.entry)],
  ['an opening that is left out', (draft) => (firstMark(draft).opening = null), 'OPENING_MISSING', '$.councils[0].items[1].marks[0].opening'],
  ['an opening of what is not public', (draft) => (itemOf(draft, 'UZ-AN 5.1').marks[0]!.opening = structuredClone(firstMark(draft).opening)), 'OPENING_PRESENT', '$.councils[0].items[10].marks[0].opening'],
  ['a mark that is dropped', (draft) => itemOf(draft, 'UZ-AN 1.2').marks.pop(), 'MARK_MISSING', (draft) => bodyAt(itemOf(draft, 'UZ-AN 1.2').reveals[0]!.entry, commitmentAt(draft, 'UZ-AN 1.2', 3))],
  ['a mark that is there twice', (draft) => itemOf(draft, 'UZ-AN 1.2').marks.push(structuredClone(firstMark(draft))), 'COMMITMENT_REPEATED', '$.councils[0].items[1].marks[4].commitment'],
  ['a mark with the entry of another', (draft) => (firstMark(draft).entry += 1), 'ENTRY_BODY', (draft) => bodyAt(firstMark(draft).entry)],
  ['a mark with an entry that is none', (draft) => (firstMark(draft).entry = 9_999), 'ENTRY_UNKNOWN', '$.councils[0].items[1].marks[0].entry'],
  ['a mark with the entry of a reveal', (draft) => (firstMark(draft).entry = itemOf(draft, 'UZ-AN 1.2').reveals[0]!.entry), 'ENTRY_ACTION', '$.councils[0].items[1].marks[0].entry'],
  ['a void mark that is said to count', (draft) => (itemOf(draft, 'UZ-BU 4.2').marks[3]!.state = 'COUNTS'), 'VOID_WITHOUT_ENTRY', '$.councils[1].items[9].marks[3].voided'],
  ['a mark that is said to be void', (draft) => (firstMark(draft).state = 'VOID'), 'VOID_WITHOUT_ENTRY', '$.councils[0].items[1].marks[0].voided'],
  ['the entry that voids another mark', (draft) => Object.assign(firstMark(draft), { state: 'VOID', voided: itemOf(draft, 'UZ-BU 4.2').marks[3]!.voided }), 'ENTRY_BODY', (draft) => bodyAt(firstMark(draft).voided)],
  ['a void mark that is made to count', (draft) => Object.assign(itemOf(draft, 'UZ-BU 4.2').marks[3]!, { state: 'COUNTS', voided: null }), 'SETTLED_VOID', (draft) => bodyAt(draft.councils[1]!.settled, '.items[9].void')],
  ['a reveal that is left out', (draft) => (itemOf(draft, 'UZ-AN 3.3').reveals = []), 'REVEAL_MISSING', '$.councils[0].items[7].reveals'],
  ['a reveal of the session that is left out', (draft) => itemOf(draft, 'UZ-AN 2.2').reveals.pop(), 'MARK_ROUND', '$.councils[0].items[4].marks[4].round'],
  ['a reveal that is there twice', (draft) => itemOf(draft, 'UZ-AN 3.3').reveals.push({ round: 0, entry: 110 }), 'REVEAL_REPEATED', '$.councils[0].items[7].reveals[1].round'],
  ['rounds in the wrong order', (draft) => swap(itemOf(draft, 'UZ-BU 6.2').reveals, 1, 2), 'REVEAL_ORDER', '$.councils[1].items[13].reveals[2].round'],
  ['the reveal of another council', (draft) => (itemOf(draft, 'UZ-AN 3.3').reveals[0]!.entry += 1), 'REVEAL_SHARED', '$.councils[0].items[7].reveals[0].entry'],
  ['a whole round of the session that is left out', (draft) => dropRound(draft, 'UZ-BU 6.2', 1), 'ROUNDS_MISSING', '$.councils[1].items[13].reveals', 'had 2 rounds'],
  ['two items that exchange their decisions', (draft) => exchangeDecisions(draft), 'ENTRY_OF_OTHER_ITEM', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['two councils that exchange a measured value', (draft) => exchangeMeasurements(draft), 'ENTRY_OF_OTHER_ITEM', (draft) => bodyAt(measurementOf(itemOf(draft, 'UZ-AN 1.1')))],
  ['two items with one decision', (draft) => (itemOf(draft, 'UZ-FA 5.1').decision = structuredClone(itemOf(draft, 'UZ-AN 2.2').decision)), 'ENTRY_USED_TWICE', '$.councils[2].items[10].decision.entry'],
  ['a decision that is left out', (draft) => (itemOf(draft, 'UZ-FA 1.3').decision = { method: 'AGGREGATE' }), 'POINTS_DIFFER', '$.councils[2].items[2].points', 'UZ-FA 1.3: the bundle says 0 (CONSENSUS), and what follows is 6 (MEDIAN)'],
  ['points', (draft) => (itemOf(draft, 'UZ-AN 1.2').points = '5'), 'POINTS_DIFFER', '$.councils[0].items[1].points', 'UZ-AN 1.2: the bundle says 5 (MEDIAN), and what follows is 6 (MEDIAN)'],
  ['where points come from', (draft) => (itemOf(draft, 'UZ-AN 1.2').basis = 'MEAN'), 'POINTS_DIFFER', '$.councils[0].items[1].points'],
  ['points of an indicator that is not public', (draft) => (itemOf(draft, 'UZ-AN 5.1').points = '6'), 'SETTLED_POINTS', (draft) => bodyAt(draft.councils[0]!.settled, '.items[10].points'), 'UZ-AN 5.1: the bundle says 6 (MEDIAN), and 5 (MEDIAN) was settled'],
  ['where points come from that are not public', (draft) => (itemOf(draft, 'UZ-AN 5.1').basis = 'MEAN'), 'POINTS_DIFFER', '$.councils[0].items[10].basis'],
  ['points that were agreed on, not public', (draft) => (itemOf(draft, 'UZ-FA 5.1').points = '5'), 'POINTS_DIFFER', '$.councils[2].items[10].points'],
  ['a measured value', (draft) => measured(draft, 'numerator', '89'), 'MEASUREMENT_DIFFERS', '$.councils[0].items[0].decision.value.numerator'],
  ['what a measured value is of', (draft) => measured(draft, 'denominator', '70'), 'MEASUREMENT_DIFFERS', '$.councils[0].items[0].decision.value.denominator'],
  ['a measured value without entry', (draft) => measured(draft, 'entry', null), 'MEASUREMENT_UNPROVED', '$.councils[0].items[0].decision.value.entry'],
  ['a measured value that is left out', (draft) => Object.assign(itemOf(draft, 'UZ-AN 1.1').decision, { value: null }), 'POINTS_DIFFER', '$.councils[0].items[0].points'],
  ['the value of the period before', (draft) => Object.assign(itemOf(draft, 'UZ-AN 3.1').decision, { previous: { numerator: '1', denominator: '7', entry: null, opened: null } }), 'POINTS_DIFFER', '$.councils[0].items[5].points'],
  ['marks of a measured indicator', (draft) => itemOf(draft, 'UZ-AN 1.1').marks.push(firstMark(draft)), 'MARKS_OF_MEASURED', '$.councils[0].items[0]'],
  ['a measured indicator that is said to be judged', (draft) => (itemOf(draft, 'UZ-AN 1.1').decision = { method: 'AGGREGATE' }), 'DECISION_KIND', '$.councils[0].items[0].decision.method'],
  ['a judged indicator that is said to be measured', (draft) => (itemOf(draft, 'UZ-AN 1.2').decision = { method: 'MEASURED', value: null, previous: null }), 'DECISION_KIND', '$.councils[0].items[1].decision.method'],
  ['points of an adjustment', (draft) => (itemOf(draft, 'UZ-FA 4.1').adjustments[1]!.points = '8'), 'ADJUSTMENT_DIFFERS', '$.councils[2].items[8].adjustments[1]'],
  ['an adjustment that is left out', (draft) => itemOf(draft, 'UZ-FA 4.1').adjustments.pop(), 'POINTS_DIFFER', '$.councils[2].items[8].points'],
  ['adjustments in the wrong order', (draft) => swap(itemOf(draft, 'UZ-FA 4.1').adjustments, 0, 1), 'ADJUSTMENT_ORDER', '$.councils[2].items[8].adjustments[1].entry'],
  ['the adjustment of another item', (draft) => (itemOf(draft, 'UZ-FA 4.2').adjustments = itemOf(draft, 'UZ-FA 4.1').adjustments.splice(1)), 'POINTS_DIFFER', '$.councils[2].items[8].points'],
  ['a council that is left out', (draft) => draft.councils.pop(), 'COUNCIL_MISSING', '$.snapshot.rows[1]', 'UZ-FA'],
  ['a council that is there twice', (draft) => draft.councils.push(structuredClone(draft.councils[0]!)), 'COUNCIL_REPEATED', '$.councils[3].code'],
  ['a council that is not in the table', (draft) => (draft.councils[0]!.code = 'UZ-XX'), 'COUNCIL_UNKNOWN', '$.councils[0].code'],
  ['two councils in each other’s place', (draft) => swap(draft.councils, 0, 1), 'FIGURE_DIFFERS', '$.snapshot.agreement[0].high'],
  ['an item that is left out', (draft) => draft.councils[0]!.items.splice(1, 1), 'ITEM_MISSING', '$.councils[0].items', 'UZ-AN has no item for the indicator 1.2'],
  ['an item that is there twice', (draft) => draft.councils[0]!.items.push(structuredClone(draft.councils[0]!.items[1]!)), 'ITEM_REPEATED', '$.councils[0].items[14].item'],
  ['an indicator that is there twice', (draft) => (itemOf(draft, 'UZ-AN 1.3').indicator = '1.2'), 'ITEM_REPEATED', '$.councils[0].items[2].indicator'],
  ['an indicator that the methodology does not have', (draft) => (itemOf(draft, 'UZ-AN 1.3').indicator = '9.9'), 'INDICATOR_UNKNOWN', '$.councils[0].items[2].indicator'],
  ['items in another order', (draft) => swap(draft.councils[0]!.items, 0, 1), 'FIGURE_DIFFERS', '$.snapshot.rows[0].indicators[0].code'],
  ['another entry of the publication', (draft) => (draft.publication -= 1), 'ENTRY_USED_TWICE', '$.publication'],
];

/** Where the commitment of a mark stands in the reveal of its round; the mark itself is gone. */
function commitmentAt(draft: Draft, name: string, at: number): string {
  const commitments = bodyOf(draft, itemOf(draft, name).reveals[0]!.entry).commitments as string[];
  const gone = itemOf(honest.bundle as Draft, name).marks[at]!.commitment;
  return `.commitments[${commitments.indexOf(gone)}]`;
}

function measured(draft: Draft, member: string, value: string | null): void {
  const { decision } = itemOf(draft, 'UZ-AN 1.1');
  Object.assign((decision.method === 'MEASURED' && decision.value) || {}, { [member]: value });
}

function dropRound(draft: Draft, name: string, round: number): void {
  const item = itemOf(draft, name);
  item.marks = item.marks.filter((mark) => mark.round !== round);
  item.reveals = item.reveals.filter((reveal) => reveal.round !== round);
}

function exchangeDecisions(draft: Draft): void {
  const [left, right] = [itemOf(draft, 'UZ-AN 2.2'), itemOf(draft, 'UZ-BU 6.2')];
  const [one, other] = [decisionOf(left), decisionOf(right)];
  Object.assign(left.decision, { entry: other });
  Object.assign(right.decision, { entry: one });
}

/** Each with its value and its entry: nothing but the item that the entry names tells it. */
function exchangeMeasurements(draft: Draft): void {
  const [left, right] = [itemOf(draft, 'UZ-AN 1.1'), itemOf(draft, 'UZ-BU 1.1')];
  [left.decision, right.decision] = [right.decision, left.decision];
}

describe('of a bundle that was changed, the verifier names', () => {
  it.each(named(changes))('$what', ({ row }) => {
    const bundle = changed(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
