import { describe, expect, it } from 'vitest';
import { bodyOf, decisionOf, type Draft, exchange, forged, itemOf, measurementOf } from './support/forge.js';
import { bodyAt, expected, named, type NamedFault, told } from './support/named-faults.js';
import { aggregate, measure, remake } from './support/remake.js';
import { makeTestBundle } from './support/test-bundle.js';

const honest = makeTestBundle();
const settledAt = (council: number, part: string) => (draft: Draft) => bodyAt(draft.councils[council]!.settled, part);
const settledOf = (draft: Draft, council: number) => bodyOf(draft, draft.councils[council]!.settled);
const publishedOf = (draft: Draft) => bodyOf(draft, draft.publication) as { adjustments: object[] };

/** By the operator of the log, who leaves something out, and makes every hash, signature and figure fit. */
const forgeries: readonly NamedFault[] = [
  ['an upheld appeal', dropAdjustments, 'ADJUSTMENT_MISSING', '$.councils[2].items[8].adjustments', 'UZ-FA 4.1: 2 adjustments stood when the table was published, and the bundle has 0'],
  ['the last adjustment', dropLastAdjustment, 'ADJUSTMENT_MISSING', '$.councils[2].items[8].adjustments'],
  ['the first adjustment', (draft) => itemOf(draft, 'UZ-FA 4.1').adjustments.shift(), 'ADJUSTMENT_MISSING', '$.councils[2].items[8].adjustments[0]'],
  ['an adjustment of an item that is not there', (draft) => publishedOf(draft).adjustments.push({ item: 'another', entry: 'x' }), 'ADJUSTMENT_MISSING', (draft) => bodyAt(draft.publication, '.adjustments')],
  ['that an adjustment did not stand', (draft) => publishedOf(draft).adjustments.splice(0), 'ADJUSTMENT_EXTRA', '$.councils[2].items[8].adjustments[0]'],
  ['adjustments, of which the publication says nothing', (draft) => Object.assign(publishedOf(draft), { adjustments: null }), 'ENTRY_BODY', (draft) => bodyAt(draft.publication, '.adjustments')],
  ['what a session agreed on', dropAgreement, 'SETTLED_DECISION', settledAt(0, '.items[4].decision'), 'UZ-AN 2.2: the bundle says AGGREGATE, and its points were settled by "AGREED"'],
  ['a session and all its rounds', dropSession, 'SETTLED_DECISION', settledAt(1, '.items[13].decision')],
  ['the decision that stands, for one from before a reopening', showOldDecision, 'SETTLED_DECISION', settledAt(0, '.items[4].decided')],
  ['the last measured value, for an older one', showOldMeasurement, 'SETTLED_MEASUREMENT', settledAt(0, '.items[0].measured')],
  ['the measured value', dropMeasurement, 'SETTLED_MEASUREMENT', settledAt(0, '.items[0].measured')],
  ['the value of the period before', dropPrevious, 'SETTLED_MEASUREMENT', (draft) => bodyAt(draft.councils[0]!.settled, `.items[${comparedAt(draft)}].previous`)],
  ['a round between', (draft) => showOtherRounds(draft), 'SETTLED_ROUNDS', settledAt(0, '.items[4].reveals')],
  ['the points of an indicator that is not public', raiseUnopened, 'SETTLED_POINTS', settledAt(0, '.items[10].points')],
  ['that a mark was void', (draft) => ((settledOf(draft, 1).items as { void: string[] }[])[9]!.void = []), 'SETTLED_VOID', settledAt(1, '.items[9].void')],
  ['the points that were settled', (draft) => ((settledOf(draft, 0).items as { points: string }[])[1]!.points = '5'), 'SETTLED_POINTS', settledAt(0, '.items[1].points'), 'what follows is 6 (MEDIAN), and "5" ("MEDIAN") was settled'],
  ['the settlement', (draft) => (draft.councils[1]!.settled = null), 'SETTLED_MISSING', '$.councils[1].settled'],
  ['an item of the settlement', (draft) => (settledOf(draft, 0).items as object[]).pop(), 'SETTLED_OF_OTHER', settledAt(0, '.items')],
  ['a member of the settlement', (draft) => delete (settledOf(draft, 0).items as { void?: string[] }[])[3]!.void, 'ENTRY_BODY', settledAt(0, '.items[3]')],
  ['the settlement, for that of another council', exchangeSettlements, 'SETTLED_OF_OTHER', settledAt(0, '')],
  ['that a decision was made after all was settled', (draft) => exchange(draft, draft.councils[0]!.settled!, decisionOf(itemOf(draft, 'UZ-AN 2.2'))), 'SETTLED_EARLY', settledAt(0, '.items[4]')],
  ['that sessions had to decide', (draft) => draft.councils.forEach(({ opened }) => (bodyOf(draft, opened).deliberation = 'JOINT')), 'DECISION_MISSING', '$.councils[0].items[1].decision.method'],
];

function dropAdjustments(draft: Draft): void {
  const item = itemOf(draft, 'UZ-FA 4.1');
  item.adjustments = [];
  aggregate(draft, item);
  remake(draft);
}

function dropLastAdjustment(draft: Draft): void {
  const item = itemOf(draft, 'UZ-FA 4.1');
  item.adjustments.pop();
  item.points = '8';
  remake(draft);
}

function dropAgreement(draft: Draft): void {
  const item = itemOf(draft, 'UZ-AN 2.2');
  item.decision = { method: 'AGGREGATE' };
  aggregate(draft, item);
  remake(draft);
}

function dropSession(draft: Draft): void {
  const item = itemOf(draft, 'UZ-BU 6.2');
  item.decision = { method: 'AGGREGATE' };
  item.reveals = item.reveals.slice(0, 1);
  item.marks = item.marks.filter(({ round }) => round === 0);
  aggregate(draft, item);
  remake(draft);
}

function showOldDecision(draft: Draft): void {
  const item = itemOf(draft, 'UZ-AN 2.2');
  Object.assign(bodyOf(draft, decisionOf(item)), { points: '7', value: { kind: 'POINTS', points: '7', level: null } });
  item.points = '7';
  remake(draft);
}

function showOldMeasurement(draft: Draft): void {
  const item = itemOf(draft, 'UZ-AN 1.1');
  bodyOf(draft, measurementOf(item)).numerator = '71';
  Object.assign((item.decision.method === 'MEASURED' && item.decision.value) || {}, { numerator: '71' });
  measure(draft, item);
  remake(draft);
}

function dropMeasurement(draft: Draft): void {
  const item = itemOf(draft, 'UZ-AN 1.1');
  Object.assign(item.decision, { value: null });
  measure(draft, item);
  remake(draft);
}

const comparedAt = ({ methodology }: Draft): number =>
  methodology.indicators.findIndex(({ scoring }) => scoring.kind === 'MEASURED' && scoring.normaliser.kind === 'COMPARE_PREVIOUS');

function dropPrevious(draft: Draft): void {
  const item = draft.councils[0]!.items[comparedAt(draft)]!;
  Object.assign(item.decision, { previous: null });
  measure(draft, item);
  remake(draft);
}

/** Another reveal of the same round, of the same marks. */
function showOtherRounds(draft: Draft): void {
  bodyOf(draft, itemOf(draft, 'UZ-AN 2.2').reveals[1]!.entry).roll = { marked: 4 };
}

function raiseUnopened(draft: Draft): void {
  itemOf(draft, 'UZ-AN 5.1').points = '6';
  remake(draft);
}

function exchangeSettlements(draft: Draft): void {
  const [one, other] = [draft.councils[0]!, draft.councils[1]!];
  [one.settled, other.settled] = [other.settled, one.settled];
}

describe('regression: a bundle proved nothing about what it left out. The verifier names it where somebody hides', () => {
  it.each(named(forgeries))('$what', ({ row }) => {
    const bundle = forged(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
