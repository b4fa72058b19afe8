import { chainLink, entryLeafHash, type LogEntry, shownEntry } from '../../ledger/log-entry.js';
import { refuse } from '../fault.js';
import { readJson } from '../json-text.js';
import { hash, name, record } from '../shape/forms.js';
import { object } from '../shape/object.js';
import { integer, nullable, type Read, text } from '../shape/readers.js';

/** One line of an export of the ledger. */
export interface LedgerLine {
  readonly sequence: number;
  readonly entry: LogEntry;
  readonly leafHash: string;
  readonly chainHash: string;
}

const ledgerLine: Read<LedgerLine> = object({
  sequence: integer(0, Number.MAX_SAFE_INTEGER),
  entry: object({
    id: name,
    at: text('a time in UTC with microseconds', /^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, 40),
    action: name,
    actor: nullable(name),
    subjectType: name,
    subjectId: name,
    body: record,
    salt: hash,
  }),
  leafHash: hash,
  chainHash: hash,
});

/** What comes before a line. */
export interface BeforeLine {
  /** The sequence that has to come now. */
  readonly sequence: number;
  /** The last link of the chain. */
  readonly link: string;
}

/** Verifies one line by itself and against those before it; gives its leaf and its link. */
export function checkLine(json: string, { sequence, link }: BeforeLine): { readonly leaf: string; readonly link: string } {
  const place = `line ${sequence + 1} $`;
  const line = ledgerLine(readJson(json, place), place);
  if (line.sequence !== sequence) {
    const what = line.sequence > sequence ? `${line.sequence - sequence} before it are missing, or stand later` : 'it stood there before, or stands too late';
    refuse('SEQUENCE', `${place}.sequence`, `Sequence ${sequence} has to come here, and ${line.sequence} does: ${what}.`);
  }
  const leaf = entryLeafHash(shownEntry(line.entry));
  if (leaf !== line.leafHash) {
    refuse('LEAF_HASH', `${place}.leafHash`, `Sequence ${sequence} (${line.entry.action}): the entry is not the one whose leaf hash this is.`);
  }
  const next = chainLink(link, leaf);
  if (next !== line.chainHash) {
    refuse('CHAIN_HASH', `${place}.chainHash`, `Sequence ${sequence} (${line.entry.action}): its chain hash does not follow from the lines before it; this line or the one before was replaced.`);
  }
  return { leaf, link: next };
}
