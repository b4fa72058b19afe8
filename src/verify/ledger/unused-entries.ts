import type { LogEntry } from '../../ledger/log-entry.js';
import type { Bundle } from '../../publication/bundle.js';
import { actions } from '../bundle/actions.js';
import type { Fault, Remark } from '../fault.js';
import type { LedgerLine } from './ledger-line.js';
import { type LedgerReport, verifyLedger } from './verify-ledger.js';

/** What an export of the whole ledger says of a bundle. */
export interface LedgerBesideBundle {
  /** What is wrong with the export; null where nothing is. */
  readonly fault: Fault | null;
  /** The entries before the publication that the bundle does not rest on, one by one. */
  readonly remarks: readonly Remark[];
  readonly ledger: LedgerReport;
}

/** An entry with its place in the log, without what is not needed of it. */
interface Seen extends Pick<LogEntry, 'action' | 'subjectType' | 'subjectId' | 'body'> {
  readonly sequence: number;
}

const known: ReadonlySet<string> = new Set(Object.values(actions));

/**
 * Verifies an export of the ledger against the checkpoint of a bundle that was proved, and names every entry about the
 * bundle's items, evaluations and number, before its publication, that the bundle does not rest on: what was left out, if
 * anything was, is among them. Throws what reading the lines throws.
 */
export async function entriesBesideBundle(bundle: Bundle, lines: AsyncIterable<string> | Iterable<string>): Promise<LedgerBesideBundle> {
  const items = new Map(bundle.councils.flatMap(({ code, items: own }) => own.map(({ item, indicator }) => [idOf(item), `${code} ${indicator}`] as const)));
  const seen: Seen[] = [];
  const ledger = await verifyLedger(watched(lines, items, seen), { key: bundle.logKey, checkpoints: [bundle.checkpoint] });
  return { fault: ledger.fault, remarks: ledger.fault ? [] : unusedOf(bundle, items, seen), ledger };
}

/** The lines as they are; entries that may be about the bundle are kept on the way, before the line itself is verified. */
async function* watched(lines: AsyncIterable<string> | Iterable<string>, items: ReadonlyMap<string, string>, seen: Seen[]): AsyncGenerator<string> {
  for await (const line of lines) {
    const entry = seenIn(line);
    if (entry && (entry.subjectType === 'EvaluationItem' ? items.has(entry.subjectId) : ['Evaluation', 'Publication'].includes(entry.subjectType))) {
      seen.push(entry);
    }
    yield line;
  }
}

/** Of a line that is none nothing: whoever verifies it says what is wrong with it. */
function seenIn(line: string): Seen | null {
  try {
    const { sequence, entry } = JSON.parse(line) as LedgerLine;
    const { action, subjectType, subjectId, body } = entry;
    return { sequence, action, subjectType, subjectId, body };
  } catch {
    return null;
  }
}

function unusedOf({ entries, councils, publication, snapshot }: Bundle, items: ReadonlyMap<string, string>, seen: readonly Seen[]): readonly Remark[] {
  const used = new Set(entries.map(({ index }) => index));
  const at = (reference: number | null): number => entries[reference ?? -1]?.index ?? -1;
  const published = at(publication);
  const subjects = new Map(seen.map(({ sequence, subjectId }) => [sequence, subjectId]));
  const evaluations = new Map(councils.map(({ code, opened }) => [subjects.get(at(opened)), code]));
  const { number } = JSON.parse(snapshot) as { readonly number: number };
  const nameOf = ({ subjectType, subjectId, body }: Seen): string | undefined =>
    subjectType === 'EvaluationItem' ? items.get(subjectId) : subjectType === 'Evaluation' ? evaluations.get(subjectId) : body.number === number ? `publication ${number}` : undefined;
  return seen.flatMap((entry): readonly Remark[] => {
    const { sequence, action } = entry;
    const name = nameOf(entry);
    return name === undefined || sequence >= published || used.has(sequence)
      ? []
      : [
          known.has(action)
            ? { code: 'ENTRY_UNUSED', place: `line ${sequence + 1}`, message: `${name}: the bundle does not rest on the entry ${sequence} (${action}), which is of a kind that it rests on. It may have been replaced, taken up again or given up; or it was left out.` }
            : { code: 'ENTRY_BESIDE', place: `line ${sequence + 1}`, message: `${name}: the bundle does not rest on the entry ${sequence} (${action}).` },
        ];
  });
}

/** The id behind an opaque one, as the ledger names its subjects. */
function idOf(item: string): string {
  try {
    return atob(item.replaceAll('-', '+').replaceAll('_', '/')).replace(/^EvaluationItem:/, '');
  } catch {
    return item;
  }
}
