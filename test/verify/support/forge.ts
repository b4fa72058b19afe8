import { canonicalJson } from '../../../src/ledger/canonical-json.js';
import { contentHash, domainTags } from '../../../src/ledger/digest.js';
import { entryBodyHash } from '../../../src/ledger/log-entry.js';
import type { Bundle, BundledItem, EntryReference } from '../../../src/publication/bundle.js';
import type { Snapshot } from '../../../src/publication/snapshot.js';
import { leafOf, type TestBundle } from './test-bundle.js';
import { TestTree } from './test-log.js';

/** A value that may be changed everywhere. */
export type Mutable<T> = T extends readonly (infer E)[] ? Mutable<E>[] : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** A bundle to be changed. */
export type Draft = Mutable<Bundle>;

/** An item to be changed. */
export type DraftItem = Mutable<BundledItem>;

/** A bundle that somebody has changed who does not have the key of the log. */
export function changed({ bundle }: TestBundle, change: (draft: Draft) => void): Bundle {
  const draft = structuredClone(bundle) as Draft;
  change(draft);
  return draft as Bundle;
}

/** A bundle that the operator of the log has changed: with every hash, the log and its checkpoint made to fit. */
export function forged({ bundle, leaves }: TestBundle, change: (draft: Draft) => void): Bundle {
  const draft = structuredClone(bundle) as Draft;
  change(draft);
  const all = [...leaves];
  for (const entry of draft.entries) {
    if (entry.body !== null) {
      entry.shown.body = entryBodyHash(entry.body);
    }
    all[entry.index] = leafOf(entry);
  }
  const tree = new TestTree(all);
  for (const entry of draft.entries) {
    entry.proof = [...tree.inclusion(entry.index)];
  }
  draft.checkpoint = tree.checkpoint();
  return draft as Bundle;
}

/** Changes the table, and publishes it under its new hash. */
export function republish(draft: Draft, change: (snapshot: Mutable<Snapshot>) => void): void {
  const snapshot = JSON.parse(draft.snapshot) as Mutable<Snapshot>;
  change(snapshot);
  draft.snapshot = canonicalJson(snapshot);
  draft.snapshotHash = contentHash(domainTags.publication, snapshot);
  bodyOf(draft, draft.publication).snapshotHash = draft.snapshotHash;
}

/** Lets the table, and with it the entries by which evaluations were opened, name the methodology that is there now. */
export function renameMethodology(draft: Draft): void {
  const hash = contentHash(domainTags.methodologyVersion, draft.methodology);
  draft.councils.forEach(({ opened }) => (bodyOf(draft, opened).methodologyHash = hash));
  republish(draft, ({ methodology }) => (methodology.hash = hash));
}

/** The body of the entry at a place of a bundle. */
export function bodyOf(draft: Draft, reference: EntryReference | null): Record<string, unknown> {
  return draft.entries[reference ?? -1]?.body as Record<string, unknown>;
}

/** An item by the name that people give it: "UZ-AN 1.2". */
export function itemOf(draft: Draft, name: string): DraftItem {
  const [code, indicator] = name.split(' ');
  return draft.councils.find((council) => council.code === code)?.items.find((item) => item.indicator === indicator) as DraftItem;
}

/** The reference of an item's decision in a session. */
export function decisionOf(item: DraftItem): EntryReference {
  return item.decision.method === 'AGREED' || item.decision.method === 'NO_CONSENSUS' ? item.decision.entry : -1;
}

/** The reference of the measured value of an item. */
export function measurementOf({ decision }: DraftItem): EntryReference {
  return (decision.method === 'MEASURED' ? decision.value?.entry : null) ?? -1;
}

/** Lets two entries change their places in the log; whatever rests on one of them goes with it. */
export function exchange(draft: Draft, left: EntryReference, right: EntryReference): void {
  const [one, other] = [draft.entries[left], draft.entries[right]];
  if (one && other) {
    [one.index, other.index] = [other.index, one.index];
    [draft.entries[left], draft.entries[right]] = [other, one];
  }
  const moved = (reference: EntryReference): EntryReference => (reference === left ? right : reference === right ? left : reference);
  draft.publication = moved(draft.publication);
  for (const council of draft.councils) {
    council.opened = council.opened === null ? null : moved(council.opened);
    council.settled = council.settled === null ? null : moved(council.settled);
  }
  for (const item of draft.councils.flatMap(({ items }) => items)) {
    const { decision } = item;
    for (const holder of [decision, decision.method === 'MEASURED' ? decision.value : null, decision.method === 'MEASURED' ? decision.previous : null, ...item.adjustments, ...item.marks, ...item.left, ...item.reveals]) {
      if (holder && 'entry' in holder && typeof holder.entry === 'number') {
        holder.entry = moved(holder.entry);
      }
    }
    if (decision.method === 'MEASURED' && decision.previous) {
      decision.previous.opened = decision.previous.opened === null ? null : moved(decision.previous.opened);
    }
    for (const mark of [...item.marks, ...item.left]) {
      mark.voided = mark.voided === null ? null : moved(mark.voided);
    }
  }
}
