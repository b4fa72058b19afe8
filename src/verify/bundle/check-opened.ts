import { canonicalJson } from '../../ledger/canonical-json.js';
import type { BundledCouncil } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import type { SnapshotHead } from '../shape/snapshot-shape.js';
import { actions, members } from './actions.js';
import type { CheckedSnapshot } from './check-snapshot.js';
import type { EntryBook, FoundEntry } from './entry-book.js';

/** What was entered when the evaluation of a council was opened. */
export interface OpenedCouncil {
  /** The place of the entry in the log. */
  readonly index: number;
  /** The id of the council. */
  readonly council: string;
  /** AGGREGATE: points follow from the marks. JOINT: each judged item is decided in a session. */
  readonly deliberation: 'AGGREGATE' | 'JOINT';
  /** The id of the cycle that this one is compared with; null without one. */
  readonly previousCycle: string | null;
}

/**
 * Verifies that the ledger was told, when the evaluation was opened, that these items of these indicators are of this
 * council, and are rated by this methodology: marks and decisions name ids of items alone.
 */
export function checkOpened(book: EntryBook, council: BundledCouncil, { head, rows }: CheckedSnapshot, place: string): OpenedCouncil {
  if (council.opened === null) {
    return refuse('OPENED_MISSING', `${place}.opened`, `${council.code}: the bundle has no entry of what was to be rated.`);
  }
  const entry = book.take(council.opened, `${place}.opened`, { actions: [actions.opened], members: members.opened });
  const { index, body } = entry;
  checkCycle(council, entry, head);
  const name = rows.find(({ councilCode }) => councilCode === council.code)?.name ?? {};
  if (body.code !== council.code) {
    refuse('OPENED_COUNCIL', `${entry.place}.code`, `${council.code}: these items were opened as those of ${shown(body.code)} (entry ${index}).`);
  }
  if (canonicalJson(body.names) !== canonicalJson(name)) {
    refuse('OPENED_COUNCIL', `${entry.place}.names`, `${council.code}: the table names it ${shown(name)}, and it was opened as ${shown(body.names)} (entry ${index}).`);
  }
  checkItems(council, entry);
  const { deliberation, council: id, previousCycle } = body;
  if ((deliberation !== 'AGGREGATE' && deliberation !== 'JOINT') || typeof id !== 'string' || (previousCycle !== null && typeof previousCycle !== 'string')) {
    return refuse('ENTRY_BODY', entry.place, `${council.code}: the entry ${index} does not say what was opened.`);
  }
  return { index, council: id, deliberation, previousCycle };
}

/** Verifies that the councils of one cycle were opened alike, and that no two of them are one. */
export function checkOpenedAlike(councils: readonly (OpenedCouncil & Pick<BundledCouncil, 'code'>)[]): void {
  const [first] = councils;
  const ids = new Set<string>();
  for (const [at, { code, council, deliberation, previousCycle }] of councils.entries()) {
    const place = `$.councils[${at}].opened`;
    if (deliberation !== first?.deliberation) {
      refuse('OPENED_DELIBERATION', place, `${code} was opened for ${deliberation}, and ${first?.code} for ${first?.deliberation}.`);
    }
    if (previousCycle !== first.previousCycle) {
      refuse('OPENED_CYCLE', place, `${code} was opened to be compared with the cycle ${shown(previousCycle)}, and ${first.code} with ${shown(first.previousCycle)}.`);
    }
    if (ids.has(council)) {
      refuse('OPENED_COUNCIL', place, `${code} was opened as the evaluation of a council that is there already: ${shown(council)}.`);
    }
    ids.add(council);
  }
}

function checkCycle({ code }: BundledCouncil, { index, body, place }: FoundEntry, { cycle, methodology }: SnapshotHead): void {
  if (body.cycle !== cycle.id) {
    refuse('OPENED_CYCLE', `${place}.cycle`, `${code} was opened for the cycle ${shown(body.cycle)}, and the table is of ${cycle.id} (entry ${index}).`);
  }
  if (body.methodologyHash !== methodology.hash) {
    refuse('OPENED_METHODOLOGY', `${place}.methodologyHash`, `${code} was opened to be rated by the methodology ${shown(body.methodologyHash)}, and the table names ${methodology.hash} (entry ${index}).`);
  }
}

function checkItems({ code, items }: BundledCouncil, { index, body, place }: FoundEntry): void {
  const named = new Map(Array.isArray(body.items) ? body.items.map((item: unknown) => pairOf(item)) : []);
  for (const { item, indicator } of items) {
    const opened = named.get(item);
    if (opened !== indicator) {
      const as = opened === undefined ? 'not opened in this council' : `opened as that of ${shown(opened)}`;
      refuse('OPENED_ITEMS', `${place}.items`, `${code} ${indicator}: its item ${shown(item)} was ${as} (entry ${index}).`);
    }
    named.delete(item);
  }
  const [missing] = named;
  if (missing) {
    refuse('OPENED_ITEMS', `${place}.items`, `${code}: the item ${shown(missing[0])} of ${shown(missing[1])} was opened, and the bundle does not have it (entry ${index}).`);
  }
}

function pairOf(value: unknown): readonly [unknown, unknown] {
  const { item, indicator } = (value ?? {}) as { readonly item?: unknown; readonly indicator?: unknown };
  return [item, indicator];
}
