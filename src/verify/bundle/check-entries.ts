import { entryBodyHash, entryLeafHash } from '../../ledger/log-entry.js';
import { verifyInclusion } from '../../ledger/merkle/index.js';
import type { Checkpoint } from '../../ledger/note/index.js';
import type { BundledEntry } from '../../publication/bundle.js';
import { refuse } from '../fault.js';

/** Verifies one entry: its body is the one that was logged, and it stands in the log of the checkpoint at its place. */
export function checkEntry({ index, shown, body, proof }: BundledEntry, { size, root, origin }: Checkpoint, place: string): void {
  if (body !== null && entryBodyHash(body) !== shown.body) {
    refuse('ENTRY_BODY_HASH', `${place}.body`, `The body of entry ${index} is not the one whose hash is in the log.`);
  }
  if (!verifyInclusion({ leafHash: entryLeafHash(shown), index, size, proof, root })) {
    refuse('ENTRY_NOT_IN_LOG', place, `Entry ${index} (${shown.action}) is not proved to be in the log ${origin} of ${size} entries.`);
  }
}

/** Verifies all entries of a bundle, which stand in the order of the log. */
export function checkEntries(entries: readonly BundledEntry[], checkpoint: Checkpoint, onDone: (done: number) => void): void {
  let previous = -1;
  for (const [at, entry] of entries.entries()) {
    const place = `$.entries[${at}]`;
    if (entry.index <= previous) {
      refuse('ENTRY_ORDER', `${place}.index`, `Entry ${entry.index} stands after entry ${previous}.`);
    }
    checkEntry(entry, checkpoint, place);
    previous = entry.index;
    onDone(at + 1);
  }
}
