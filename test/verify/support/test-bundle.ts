import { canonicalJson } from '../../../src/ledger/canonical-json.js';
import { contentHash, domainTags } from '../../../src/ledger/digest.js';
import { entryBodyHash, entryLeafHash, type LogEntry, shownEntry } from '../../../src/ledger/log-entry.js';
import { type Bundle, type BundledItem, bundleKind } from '../../../src/publication/bundle.js';
import { makeSnapshot } from '../../../src/publication/make-snapshot.js';
import type { Snapshot } from '../../../src/publication/snapshot.js';
import { councilNames, rateCycle, type RatedCycle } from './rated-cycle.js';
import { cycleId, type RatedItem } from './rated-item.js';
import { logKey, TestTree } from './test-log.js';
import { internalCode, methodologyHash, testMethodology } from './test-methodology.js';

/** A bundle with the leaves of the whole log that its entries are from. */
export interface TestBundle {
  readonly bundle: Bundle;
  readonly leaves: readonly string[];
  /** The entries of that log. */
  readonly entries: readonly LogEntry[];
}

type Correct = (snapshot: Snapshot) => NonNullable<Snapshot['correction']> | null;

/** The bundle of the cycle of these tests; `correct` makes it that of a correction, `change` changes what was settled. */
export function makeTestBundle(correct: Correct = () => null, change: (items: readonly RatedItem[]) => void = () => {}): TestBundle {
  const { log, councils } = rateCycle(change);
  const snapshot = snapshotOf(councils, correct);
  const snapshotHash = contentHash(domainTags.publication, snapshot);
  const body = { number: snapshot.number, snapshotHash };
  log.append({ action: 'publication.staged', subject: 'publication', body });
  const adjustments = councils.flatMap(({ items }) => items.flatMap(({ id, adjustments: own }) => own.map(({ entry }) => ({ item: id, entry: entryBodyHash(log.entries[entry]?.body ?? {}) }))));
  const published = log.append({ action: 'publication.published', subject: 'publication', body: { ...body, adjustments } });
  log.append({ action: 'ratingCycle.advanced', subject: 'cycle', body: { from: 'FINAL', to: 'PUBLISHED', exceptionReason: null } });
  const leaves = log.leaves();
  const tree = new TestTree(leaves);
  const used = [...new Set([published, ...councils.flatMap(({ opened, settled, items }) => [opened, settled, ...items.flatMap(placesOf)])])].toSorted((left, right) => left - right);
  const reference = (index: number): number => used.indexOf(index);
  return {
    leaves,
    entries: log.entries,
    bundle: {
      kind: bundleKind,
      snapshot: canonicalJson(snapshot),
      snapshotHash,
      methodology: testMethodology,
      cycle: cycleId,
      councils: councils.map(({ code, opened, settled, items }) => ({ code, opened: reference(opened), settled: reference(settled), items: items.map((item) => bundledItem(item, reference)) })),
      entries: used.map((index) => {
        const entry = log.entries[index];
        if (!entry) {
          throw new Error(`no entry ${index}`);
        }
        return { index, shown: shownEntry(entry), body: entry.body, proof: tree.inclusion(index) };
      }),
      checkpoint: tree.checkpoint(),
      logKey,
      publication: reference(published),
    },
  };
}

function snapshotOf(councils: RatedCycle['councils'], correct: Correct): Snapshot {
  const table = makeSnapshot(
    {
      number: 2,
      cycle: { id: cycleId, title: { uzLatn: 'Sinov reytingi' }, periodFrom: '2026-01-01', periodTo: '2026-12-31', demonstration: true },
      methodology: { code: 'councils-illustrative', number: 1, hash: methodologyHash, illustrative: true },
    },
    testMethodology,
    councils.map(({ code, items }) => ({
      code,
      name: { uzLatn: councilNames[code] ?? code },
      items: items.map((item) => ({
        indicatorCode: item.indicator.code,
        officialPoints: item.points,
        officialBasis: item.basis,
        marks: isPublic(item) ? item.marks.filter(({ voided }) => voided === null).map(({ rater, round, opening: { value } }) => ({ rater, round, value })) : [],
      })),
    })),
  );
  return { ...table, correction: correct(table) };
}

const isPublic = ({ indicator }: RatedItem): boolean => indicator.code !== internalCode;

function placesOf({ marks, left, reveals, adjustments, decision }: RatedItem): readonly number[] {
  const decided = decision.method === 'AGGREGATE' ? [] : decision.method === 'MEASURED' ? [decision.value?.entry, decision.previous?.entry, decision.previous?.opened] : [decision.entry];
  return [...[...marks, ...left].flatMap(({ entry, voided }) => [entry, voided]), ...reveals.map(({ entry }) => entry), ...adjustments.map(({ entry }) => entry), ...decided].filter(
    (place) => typeof place === 'number',
  );
}

function bundledItem(item: RatedItem, reference: (index: number) => number): BundledItem {
  const { id, indicator, points, basis, decision, adjustments, marks, left, reveals } = item;
  const placeOf = (index: number | null): number | null => (index === null ? null : reference(index));
  return {
    item: id,
    indicator: indicator.code,
    points,
    basis,
    decision:
      decision.method === 'AGGREGATE'
        ? decision
        : decision.method === 'MEASURED'
          ? {
              ...decision,
              value: decision.value && { ...decision.value, entry: reference(decision.value.entry ?? -1) },
              previous: decision.previous && { ...decision.previous, entry: placeOf(decision.previous.entry), opened: placeOf(decision.previous.opened) },
            }
          : { ...decision, entry: reference(decision.entry) },
    adjustments: adjustments.map((adjustment) => ({ ...adjustment, entry: reference(adjustment.entry) })),
    marks: marks.map(({ round, rater, commitment, entry, voided, opening }) => ({
      round,
      rater,
      commitment,
      entry: reference(entry),
      state: voided === null ? 'COUNTS' : 'VOID',
      voided: voided === null ? null : reference(voided),
      opening: isPublic(item) ? opening : null,
    })),
    left: left.map((mark) => ({ ...mark, entry: reference(mark.entry), voided: placeOf(mark.voided) })),
    reveals: reveals.map(({ round, entry }) => ({ round, entry: reference(entry) })),
  };
}

/** The leaf of an entry of a bundle. */
export const leafOf = ({ shown }: Bundle['entries'][number]): string => entryLeafHash(shown);
