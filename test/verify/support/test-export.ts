import { chainLink, entryLeafHash, firstLink, type LogEntry, shownEntry } from '../../../src/ledger/log-entry.js';

/** The lines of an export of a log. */
export function exportOf(entries: readonly LogEntry[]): readonly string[] {
  let link = firstLink;
  return entries.map((entry, sequence) => {
    const leafHash = entryLeafHash(shownEntry(entry));
    link = chainLink(link, leafHash);
    return JSON.stringify({ sequence, entry, leafHash, chainHash: link });
  });
}

