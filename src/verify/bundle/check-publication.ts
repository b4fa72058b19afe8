import type { Bundle } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import type { EntryBook } from './entry-book.js';

/** Verifies that this snapshot was published, and after everything that it rests on. */
export function checkPublication({ publication, snapshotHash }: Bundle, number: number, book: EntryBook): void {
  const { last } = book;
  const place = '$.publication';
  const { body, index } = book.take(publication, place, { actions: [actions.published], members: members.published });
  if (body.number !== number || body.snapshotHash !== snapshotHash) {
    refuse('PUBLICATION_ENTRY', place, `The entry ${index} publishes number ${shown(body.number)} with the snapshot ${shown(body.snapshotHash)}, and not number ${number} with ${snapshotHash}.`);
  }
  if (index < last) {
    refuse('ENTRY_AFTER_PUBLICATION', place, `The table rests on the entry ${last}, and was published before it by the entry ${index}.`);
  }
}
