import type { Bundle } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import type { PlacedItem } from './checked-item.js';
import type { EntryBook, FoundEntry } from './entry-book.js';

/**
 * Verifies that this snapshot was published, after everything that it rests on, and with exactly the adjustments that the
 * bundle shows: an upheld appeal or a correction cannot be left out.
 */
export function checkPublication(bundle: Bundle, number: number, book: EntryBook, items: readonly PlacedItem[]): void {
  const { publication, snapshotHash } = bundle;
  const { last } = book;
  const place = '$.publication';
  const entry = book.take(publication, place, { actions: [actions.published], members: members.published });
  const { body, index } = entry;
  if (body.number !== number || body.snapshotHash !== snapshotHash) {
    refuse('PUBLICATION_ENTRY', place, `The entry ${index} publishes number ${shown(body.number)} with the snapshot ${shown(body.snapshotHash)}, and not number ${number} with ${snapshotHash}.`);
  }
  if (index < last) {
    refuse('ENTRY_AFTER_PUBLICATION', place, `The table rests on the entry ${last}, and was published before it by the entry ${index}.`);
  }
  checkStanding(bundle, entry, items);
}

function checkStanding({ entries }: Bundle, { body, index, place }: FoundEntry, items: readonly PlacedItem[]): void {
  const at = `${place}.adjustments`;
  if (!Array.isArray(body.adjustments)) {
    return refuse('ENTRY_BODY', at, `The entry ${index} has to name the adjustments that stood, and says ${shown(body.adjustments)}.`);
  }
  const standing = Map.groupBy(body.adjustments.map(toPair), ({ item }) => item);
  for (const { item, place: own, name } of items) {
    const named = (standing.get(item.item) ?? []).map(({ entry }) => entry);
    for (const [turn, { entry }] of item.adjustments.entries()) {
      if (entries[entry]?.shown.body !== named[turn]) {
        refuse(named.length > item.adjustments.length ? 'ADJUSTMENT_MISSING' : 'ADJUSTMENT_EXTRA', `${own}.adjustments[${turn}]`, `${name}: this is not adjustment ${turn + 1} of the ${named.length} that stood when the table was published (entry ${index}).`);
      }
    }
    if (named.length > item.adjustments.length) {
      refuse('ADJUSTMENT_MISSING', `${own}.adjustments`, `${name}: ${named.length} adjustments stood when the table was published, and the bundle has ${item.adjustments.length} (entry ${index}).`);
    }
    standing.delete(item.item);
  }
  const [other] = standing.keys();
  if (other !== undefined) {
    refuse('ADJUSTMENT_MISSING', at, `An adjustment of the item ${shown(other)} stood when the table was published, and the bundle has no such item (entry ${index}).`);
  }
}

function toPair(value: unknown): { readonly item: unknown; readonly entry: unknown } {
  const { item, entry } = (value ?? {}) as { readonly item?: unknown; readonly entry?: unknown };
  return { item, entry };
}
