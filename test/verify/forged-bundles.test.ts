import { describe, expect, it } from 'vitest';
import { bodyOf, decisionOf, type Draft, exchange, forged, itemOf, measurementOf, republish } from './support/forge.js';
import { bodyAt, expected, firstMark, named, type NamedFault, noHash, swap, told } from './support/named-faults.js';
import { makeTestBundle } from './support/test-bundle.js';

const honest = makeTestBundle();

const reveal22 = (part: string) => (draft: Draft) => bodyAt(itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry, part);

/** By the operator of the log, who makes every hash and signature fit. */
const forgeries: readonly NamedFault[] = [
  ['a published number', (draft) => republish(draft, ({ rows }) => (rows[0]!.published = '99')), 'FIGURE_DIFFERS', '$.snapshot.rows[0].published', 'UZ-AN published: published 99, recomputed'],
  ['an exact total', (draft) => republish(draft, ({ rows }) => (rows[0]!.exact = '90')), 'FIGURE_DIFFERS', '$.snapshot.rows[0].exact'],
  ['a rank', (draft) => republish(draft, ({ rows }) => (rows[0]!.rank = 3)), 'FIGURE_DIFFERS', '$.snapshot.rows[0].rank', 'UZ-AN rank: published 3, recomputed 1'],
  ['a category', (draft) => republish(draft, ({ rows }) => (rows[2]!.category = 'good')), 'FIGURE_DIFFERS', '$.snapshot.rows[2].category', 'UZ-BU category: published good, recomputed'],
  ['the interval of a rank', (draft) => republish(draft, ({ rows }) => (rows[1]!.rankInterval!.high = 1)), 'FIGURE_DIFFERS', '$.snapshot.rows[1].rankInterval.high', 'UZ-FA rankInterval high: published 1'],
  ['the probability of a category', (draft) => republish(draft, ({ rows }) => (rows[1]!.categoryProbability = '0.1234')), 'FIGURE_DIFFERS', '$.snapshot.rows[1].categoryProbability'],
  ['points of a criterion', (draft) => republish(draft, ({ rows }) => (rows[0]!.criteria[2]!.points = '1')), 'FIGURE_DIFFERS', '$.snapshot.rows[0].criteria[2].points', 'UZ-AN criterion 3 points: published 1'],
  ['points of an indicator', (draft) => republish(draft, ({ rows }) => (rows[0]!.indicators[1]!.points = '1')), 'FIGURE_DIFFERS', '$.snapshot.rows[0].indicators[1].points', 'UZ-AN indicator 1.2 points: published 1, recomputed 6'],
  ['rows in another order', (draft) => republish(draft, ({ rows }) => swap(rows, 0, 2)), 'FIGURE_DIFFERS', '$.snapshot.rows'],
  ['a row that is there twice', (draft) => republish(draft, ({ rows }) => rows.push(structuredClone(rows[0]!))), 'FIGURE_DIFFERS', '$.snapshot.rows'],
  ['a statistic', (draft) => republish(draft, ({ agreement }) => (agreement![0]!.value = '0.999999')), 'FIGURE_DIFFERS', '$.snapshot.agreement[0].value', 'agreement KRIPPENDORFF_ALPHA 1 value: published 0.999999'],
  ['a statistic that is left out', (draft) => republish(draft, ({ agreement }) => agreement!.pop()), 'FIGURE_DIFFERS', '$.snapshot.agreement[9]'],
  ['the seed of the draws', (draft) => republish(draft, ({ robustness }) => (robustness!.seed = noHash)), 'FIGURE_DIFFERS', '$.snapshot.robustness.seed'],
  ['what leaving out an indicator does', (draft) => republish(draft, ({ robustness }) => (robustness!.leaveOneOut[0]!.mean = '9.000000')), 'FIGURE_DIFFERS', '$.snapshot.robustness.leaveOneOut[0].mean', 'robustness leaveOneOut INDICATOR 1.1 mean: published 9.000000'],
  ['the bound of a category', (draft) => republish(draft, ({ categories }) => (categories[0]!.lowerBound = '80')), 'FIGURE_DIFFERS', '$.snapshot.categories[0].lowerBound'],
  ['a figure that nobody knows', (draft) => republish(draft, (snapshot) => Object.assign(snapshot, { more: 1 })), 'FIGURE_DIFFERS', '$.snapshot.more', 'more: published 1, recomputed nothing'],
  ['a table in another form', (draft) => (draft.snapshot = draft.snapshot.replace('{', '{ ')), 'SNAPSHOT_HASH', '$.snapshotHash'],
  ['a methodology that is said to be official', (draft) => republish(draft, ({ methodology }) => (methodology.illustrative = false)), 'FIGURE_DIFFERS', '$.snapshot.methodology.illustrative'],
  ['a table that corrects a later one', (draft) => republish(draft, (snapshot) => (snapshot.correction = { of: 2, reason: 'x', figures: [] })), 'CORRECTION_DIFFERS', '$.snapshot.correction.of'],
  ['the number of the publication', (draft) => (bodyOf(draft, draft.publication).number = 3), 'PUBLICATION_ENTRY', '$.publication'],
  ['the publication of another table', (draft) => (bodyOf(draft, draft.publication).snapshotHash = noHash), 'PUBLICATION_ENTRY', '$.publication'],
  ['a publication before what it rests on', (draft) => exchange(draft, draft.publication, itemOf(draft, 'UZ-FA 4.1').adjustments[1]!.entry), 'ENTRY_AFTER_PUBLICATION', '$.publication'],
  ['a publication that was staged alone', (draft) => (draft.entries[draft.publication]!.shown.action = 'publication.staged'), 'ENTRY_ACTION', '$.publication'],
  ['a body that is not shown', (draft) => (draft.entries[1]!.body = null), 'ENTRY_BODY', '$.entries[1].body'],
  ['a body that says more', (draft) => (bodyOf(draft, firstMark(draft).entry).note = 'x'), 'ENTRY_BODY', (draft) => bodyAt(firstMark(draft).entry)],
  ['a commitment that came after the reveal', (draft) => exchange(draft, firstMark(draft).entry, itemOf(draft, 'UZ-AN 1.2').reveals[0]!.entry), 'COMMITTED_AFTER_REVEAL', '$.councils[0].items[1].marks[0].entry', 'UZ-AN 1.2: the mark of the rater "R-1" was committed to after round 0'],
  ['a commitment of a round that came before the one before', (draft) => exchange(draft, itemOf(draft, 'UZ-AN 2.2').marks[4]!.entry, measurementOf(itemOf(draft, 'UZ-AN 1.1'))), 'COMMITTED_BEFORE_ROUND', '$.councils[0].items[4].marks[4].entry'],
  ['rounds that were revealed in the wrong order', (draft) => exchange(draft, itemOf(draft, 'UZ-BU 6.2').reveals[1]!.entry, itemOf(draft, 'UZ-BU 6.2').reveals[2]!.entry), 'REVEAL_ORDER', '$.councils[1].items[13].reveals[2].entry'],
  ['a mark that was void before its reveal', (draft) => exchange(draft, itemOf(draft, 'UZ-BU 4.2').marks[3]!.voided!, itemOf(draft, 'UZ-BU 5.2').reveals[0]!.entry), 'VOID_BEFORE_REVEAL', '$.councils[1].items[9].marks[3].voided'],
  ['two marks of one rater', (draft) => renamed(draft, 'UZ-AN 5.1', 1, 'R-1'), 'RATER_REPEATED', '$.councils[0].items[10].marks[1].rater'],
  ['a reveal that leaves a mark out', (draft) => leftOut(draft), 'MARK_EXTRA', '$.councils[0].items[1].marks[0]', 'the rater "R-1" was not revealed with round 0'],
  ['a reveal of a mark that is not there', (draft) => (bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry).commitments as string[]).push(noHash), 'MARK_MISSING', reveal22('.commitments[4]')],
  ['a reveal of one mark twice', (draft) => doubled(draft), 'ENTRY_BODY', reveal22('.commitments')],
  ['a reveal of another round', (draft) => (bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry).round = 2), 'ENTRY_BODY', reveal22('.round')],
  ['a reveal without its session', (draft) => (bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry).sessionId = null), 'ENTRY_BODY', reveal22('.sessionId')],
  ['the count of a round', (draft) => (bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry).roll = { marked: 3 }), 'ROLL_DIFFERS', reveal22('.roll')],
  ['a decision before the last round', (draft) => exchange(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2')), itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry), 'DECIDED_BEFORE_REVEAL', '$.councils[0].items[4].decision.entry'],
  ['a decision of another method', (draft) => (bodyOf(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2'))).method = 'NO_CONSENSUS'), 'DECISION_DIFFERS', '$.councils[0].items[4].decision.method'],
  ['a decision with more rounds', (draft) => (bodyOf(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2'))).rounds = 2), 'ROUNDS_MISSING', '$.councils[0].items[4].reveals'],
  ['points that were agreed on', (draft) => agreedOn(draft, 'UZ-AN 2.2', '7'), 'POINTS_DIFFER', '$.councils[0].items[4].points'],
  ['points that nobody can agree on', (draft) => agreedOn(draft, 'UZ-AN 2.2', '20/3'), 'AGREED_NOT_ADMISSIBLE', '$.councils[0].items[4].decision.entry'],
  ['a value that was not the one voted on', (draft) => voted(draft, 'UZ-AN 2.2', { kind: 'POINTS', points: '7', level: null }), 'DECISION_DIFFERS', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')), '.value')],
  ['a vote on something else than points', (draft) => voted(draft, 'UZ-AN 2.2', { kind: 'NO_EVIDENCE', points: null, level: null }), 'DECISION_DIFFERS', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')), '.value')],
  ['a vote on a value in another form', (draft) => voted(draft, 'UZ-AN 2.2', { kind: 'POINTS', points: '6.5', level: null }), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')), '.value')],
  ['a vote on no proposal', (draft) => voted(draft, 'UZ-AN 2.2', { kind: 'POINTS', points: '13/2', level: null }, ''), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['an agreement on no proposal', (draft) => unvoted(draft, 'UZ-AN 2.2'), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['a vote where nobody agreed', (draft) => voted(draft, 'UZ-BU 6.2', { kind: 'POINTS', points: '5/2', level: null }), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-BU 6.2')))],
  ['a proposal without its value', (draft) => delete bodyOf(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2'))).value, 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['a decision that says more', (draft) => (bodyOf(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2'))).note = 'x'), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['a decision without points', (draft) => (bodyOf(draft, decisionOf(itemOf(draft, 'UZ-AN 2.2'))).points = null), 'ENTRY_BODY', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-AN 2.2')))],
  ['points where nobody agreed', (draft) => (bodyOf(draft, decisionOf(itemOf(draft, 'UZ-BU 6.2'))).points = '4'), 'DECISION_DIFFERS', (draft) => bodyAt(decisionOf(itemOf(draft, 'UZ-BU 6.2'))), 'the marks come to 5/2 (MEDIAN), and the session wrote 4 (MEDIAN)'],
  ['an adjustment for no known reason', (draft) => (bodyOf(draft, itemOf(draft, 'UZ-FA 4.1').adjustments[0]!.entry).source = 'KINDNESS'), 'ENTRY_BODY', (draft) => bodyAt(itemOf(draft, 'UZ-FA 4.1').adjustments[0]!.entry)],
  ['an adjustment before what it replaces', (draft) => exchange(draft, itemOf(draft, 'UZ-FA 4.1').adjustments[0]!.entry, itemOf(draft, 'UZ-FA 4.1').adjustments[1]!.entry), 'ADJUSTMENT_ORDER', '$.councils[2].items[8].adjustments[1].entry'],
  ['a measured value that was recorded', (draft) => (bodyOf(draft, measurementOf(itemOf(draft, 'UZ-AN 1.1'))).numerator = '71'), 'MEASUREMENT_DIFFERS', '$.councils[0].items[0].decision.value.numerator'],
];

/** Has raters agree on other points. */
function agreedOn(draft: Draft, name: string, given: string): void {
  bodyOf(draft, decisionOf(itemOf(draft, name))).points = given;
  voted(draft, name, { kind: 'POINTS', points: given, level: null });
}

/** Has a decision name nothing that was voted on. */
function unvoted(draft: Draft, name: string): void {
  const body = bodyOf(draft, decisionOf(itemOf(draft, name)));
  delete body.proposalId;
  delete body.value;
}

/** Has a decision name a proposal. */
function voted(draft: Draft, name: string, value: object, proposalId = 'x'): void {
  Object.assign(bodyOf(draft, decisionOf(itemOf(draft, name))), { proposalId, value });
}

function renamed(draft: Draft, name: string, at: number, rater: string): void {
  const mark = itemOf(draft, name).marks[at]!;
  mark.rater = rater;
  bodyOf(draft, mark.entry).rater = rater;
}

/** The reveal of the council without its first mark. */
function leftOut(draft: Draft): void {
  const body = bodyOf(draft, itemOf(draft, 'UZ-AN 1.2').reveals[0]!.entry);
  body.commitments = (body.commitments as string[]).filter((commitment) => commitment !== firstMark(draft).commitment);
}

function doubled(draft: Draft): void {
  const body = bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry);
  const commitments = body.commitments as string[];
  commitments.push(commitments[0]!);
}

describe('of a bundle that the operator of the log has changed, the verifier names', () => {
  it.each(named(forgeries))('$what', ({ row }) => {
    const bundle = forged(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
