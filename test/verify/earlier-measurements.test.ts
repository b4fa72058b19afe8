import { describe, expect, it } from 'vitest';
import { verifyBundle } from '../../src/verify/index.js';
import { bodyOf, type Draft, type DraftItem, forged } from './support/forge.js';
import { bodyAt, expected, named, type NamedFault, told } from './support/named-faults.js';
import { measure, remake } from './support/remake.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey } from './support/test-log.js';

const honest = makeTestBundle();
const isCompared = ({ methodology }: Draft, { indicator }: DraftItem): boolean =>
  methodology.indicators.some(({ code, scoring }) => code === indicator && scoring.kind === 'MEASURED' && scoring.normaliser.kind === 'COMPARE_PREVIOUS');

const itemAt = (draft: Draft, council: number): number => draft.councils[council]!.items.findIndex((item) => isCompared(draft, item));
const comparedOf = (draft: Draft, council: number): DraftItem => draft.councils[council]!.items[itemAt(draft, council)]!;

function previousOf(draft: Draft, council: number) {
  const { decision } = comparedOf(draft, council);
  return (decision.method === 'MEASURED' ? decision.previous : null)!;
}

const placeOf = (council: number, part: string) => (draft: Draft) => `$.councils[${council}].items[${itemAt(draft, council)}].decision.previous${part}`;

/** Takes a value of the period before away, with every entry made to fit. */
function drop(draft: Draft, council: number): void {
  const item = comparedOf(draft, council);
  Object.assign(item.decision, { previous: null });
  measure(draft, item);
  const settled = (bodyOf(draft, draft.councils[council]!.settled).items as { previous: null; points: string | null; basis: string | null }[])[itemAt(draft, council)]!;
  Object.assign(settled, { previous: null, points: item.points, basis: item.basis });
  remake(draft);
}

const remarksOf = (change: (draft: Draft) => void) =>
  verifyBundle(forged(honest, change), { key: logKey }).remarks.flatMap(({ code, place, message }) => (code === 'EARLIER_MEASUREMENT' ? [{ place, message }] : []));

const forgeries: readonly NamedFault[] = [
  ['that was recorded otherwise', (draft) => (bodyOf(draft, previousOf(draft, 0).entry).numerator = '71'), 'MEASUREMENT_DIFFERS', placeOf(0, '.numerator')],
  ['of another council', exchangePrevious, 'PREVIOUS_OF_OTHER', placeOf(0, '.opened')],
  ['of another cycle', (draft) => (bodyOf(draft, previousOf(draft, 0).opened).cycle = 'another'), 'PREVIOUS_OF_OTHER', placeOf(0, '.opened')],
  ['of another indicator', (draft) => ((bodyOf(draft, previousOf(draft, 0).opened).items as { indicator: string }[])[0]!.indicator = '9.9'), 'PREVIOUS_OF_OTHER', placeOf(0, '.opened')],
  ['where the cycle is compared with none', (draft) => draft.councils.forEach(({ opened }) => (bodyOf(draft, opened).previousCycle = null)), 'PREVIOUS_OF_OTHER', placeOf(0, '')],
  ['other than the one that was settled by', (draft) => (previousOf(draft, 2).numerator = '74'), 'SETTLED_MEASUREMENT', (draft) => bodyAt(draft.councils[2]!.settled, `.items[${itemAt(draft, 2)}].previous`)],
];

/** With their entries, so that nothing but the councils that they were opened for tells it. */
function exchangePrevious(draft: Draft): void {
  const [one, other] = [comparedOf(draft, 0), comparedOf(draft, 1)];
  const [left, right] = [previousOf(draft, 0), previousOf(draft, 1)];
  Object.assign(one.decision, { previous: right });
  Object.assign(other.decision, { previous: left });
}

describe('the value of the period before', () => {
  it('is proved where its cycle is in the same log, and remarked where it is not', () => {
    expect(remarksOf(() => {})).toEqual([{ place: placeOf(2, '')(honest.bundle as Draft), message: expect.stringContaining('is taken as given') as unknown }]);
  });

  it('is remarked where it is not known whose it is', () => {
    expect(remarksOf((draft) => (previousOf(draft, 0).opened = null))).toHaveLength(2);
  });

  it('regression: it was left out without a word, and the indicator with it', () => {
    expect(remarksOf((draft) => drop(draft, 0))).toContainEqual({ place: placeOf(0, '')(honest.bundle as Draft), message: expect.stringContaining('that there is no value of the period before') as unknown });
  });

  it.each(named(forgeries))('is named $what', ({ row }) => {
    const bundle = forged(honest, row[1]);
    expect(told(bundle)).toEqual(expected(row, bundle));
  });
});
