import { describe, expect, it } from 'vitest';
import { bodyOf, type Draft, exchange, forged, itemOf, measurementOf, republish } from './support/forge.js';
import { bodyAt, expected, firstMark, named, type NamedFault, noHash, told } from './support/named-faults.js';
import { aggregate, remake } from './support/remake.js';
import { makeTestBundle } from './support/test-bundle.js';

const honest = makeTestBundle();
const openedOf = (draft: Draft, at: number) => bodyOf(draft, draft.councils[at]!.opened);
const openedAt = (at: number, part: string) => (draft: Draft) => bodyAt(draft.councils[at]!.opened, part);

/** By the operator of the log, who makes every hash, signature and figure fit. */
const forgeries: readonly NamedFault[] = [
  ['two councils that exchange their codes', exchangeCodes, 'OPENED_COUNCIL', openedAt(0, '.code'), 'UZ-BU: these items were opened as those of "UZ-AN"'],
  ['two councils that exchange their names', exchangeNames, 'OPENED_COUNCIL', openedAt(0, '.names'), 'UZ-AN: the table names it'],
  ['a methodology that was changed after the marks', changeMethodology, 'OPENED_METHODOLOGY', openedAt(0, '.methodologyHash')],
  ['two items that exchange their indicators', exchangeIndicators, 'OPENED_ITEMS', openedAt(0, '.items'), 'UZ-AN 6.1: its item'],
  ['an item of another council', (draft) => exchangeItems(draft), 'OPENED_ITEMS', openedAt(0, '.items'), 'was not opened in this council'],
  ['an item more that was opened', (draft) => (openedOf(draft, 1).items as object[]).push({ item: 'another', indicator: '9.9' }), 'OPENED_ITEMS', openedAt(1, '.items'), 'the item "another" of "9.9" was opened'],
  ['an evaluation that was opened for another cycle', (draft) => (openedOf(draft, 2).cycle = 'another'), 'OPENED_CYCLE', openedAt(2, '.cycle')],
  ['a council that was opened to be compared with another cycle', (draft) => (openedOf(draft, 2).previousCycle = 'another'), 'OPENED_CYCLE', '$.councils[2].opened'],
  ['a council that was opened for sessions', (draft) => (openedOf(draft, 2).deliberation = 'JOINT'), 'OPENED_DELIBERATION', '$.councils[2].opened'],
  ['a way of deliberation that nobody knows', (draft) => (openedOf(draft, 0).deliberation = 'MOOD'), 'ENTRY_BODY', openedAt(0, '')],
  ['two councils that are one', (draft) => (openedOf(draft, 2).council = openedOf(draft, 0).council), 'OPENED_COUNCIL', '$.councils[2].opened'],
  ['a council without the entry', (draft) => (draft.councils[1]!.opened = null), 'OPENED_MISSING', '$.councils[1].opened'],
  ['two councils with one entry', (draft) => (draft.councils[1]!.opened = draft.councils[0]!.opened), 'ENTRY_USED_TWICE', '$.councils[1].opened'],
  ['an evaluation that was opened after a mark', (draft) => exchange(draft, draft.councils[0]!.opened!, firstMark(draft).entry), 'OPENED_LATE', '$.councils[0].items[1].marks[0].entry'],
  ['an evaluation that was opened after a measurement', (draft) => exchange(draft, draft.councils[0]!.opened!, measurementOf(itemOf(draft, 'UZ-AN 1.1'))), 'OPENED_LATE', '$.councils[0].items[0].decision.value.entry'],
  ['a methodology hash of nothing', (draft) => (openedOf(draft, 0).methodologyHash = noHash), 'OPENED_METHODOLOGY', openedAt(0, '.methodologyHash')],
];

function exchangeCodes(draft: Draft): void {
  const [one, other] = [draft.councils[0]!, draft.councils[1]!];
  [one.code, other.code] = [other.code, one.code];
  remake(draft);
}

function exchangeNames(draft: Draft): void {
  republish(draft, ({ rows }) => {
    const find = (code: string) => rows.find(({ councilCode }) => councilCode === code)!;
    const [one, other] = [find('UZ-AN'), find('UZ-BU')];
    [one.name, other.name] = [other.name, one.name];
  });
}

/** Another rule for what does not apply, and means for medians, with all points that follow. */
function changeMethodology(draft: Draft): void {
  Object.assign(draft.methodology, { naRule: 'GLOBAL', raterAggregation: { kind: 'MEAN' } });
  for (const item of draft.councils.flatMap(({ items }) => items)) {
    if (item.decision.method === 'AGGREGATE' && item.marks[0]?.opening && item.adjustments.length === 0) {
      aggregate(draft, item);
    }
  }
  remake(draft);
}

function exchangeIndicators(draft: Draft): void {
  const [one, other] = [itemOf(draft, 'UZ-AN 6.1'), itemOf(draft, 'UZ-AN 6.2')];
  [one.item, other.item] = [other.item, one.item];
}

function exchangeItems(draft: Draft): void {
  const [one, other] = [itemOf(draft, 'UZ-AN 6.1'), itemOf(draft, 'UZ-BU 6.1')];
  [one.item, other.item] = [other.item, one.item];
}

describe('regression: nothing bound an item to its council and indicator, nor a cycle to its methodology. The verifier names', () => {
  it.each(named(forgeries))('$what', ({ row }) => {
    const bundle = forged(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
