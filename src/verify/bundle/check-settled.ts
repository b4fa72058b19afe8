import type { BundledCouncil } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import type { OpenedCouncil } from './check-opened.js';
import type { EntryBook } from './entry-book.js';

/** What was entered of one item when the points of its council were settled. */
export interface SettledItemBody {
  readonly body: Readonly<Record<string, unknown>>;
  /** Where it stands in the bundle. */
  readonly place: string;
  /** The place of the entry in the log. */
  readonly index: number;
}

const itemMembers = ['item', 'points', 'basis', 'decision', 'decided', 'reveals', 'void', 'measured', 'previous'];

/** Verifies that the points of a council were settled, once and for exactly its items; gives what was entered of each. */
export function checkSettled(book: EntryBook, council: BundledCouncil, opened: OpenedCouncil, { cycle, place }: { readonly cycle: string; readonly place: string }): ReadonlyMap<string, SettledItemBody> {
  if (council.settled === null) {
    return refuse('SETTLED_MISSING', `${place}.settled`, `${council.code}: the bundle has no entry of how its points were settled.`);
  }
  const { body, index, place: at } = book.take(council.settled, `${place}.settled`, { actions: [actions.settled], members: members.settled });
  if (body.cycle !== cycle || body.council !== opened.council) {
    refuse('SETTLED_OF_OTHER', at, `${council.code}: the entry ${index} settles the council ${shown(body.council)} in the cycle ${shown(body.cycle)}.`);
  }
  const items = new Map<string, SettledItemBody>();
  for (const [number, item] of (Array.isArray(body.items) ? (body.items as readonly unknown[]) : []).entries()) {
    const own = `${at}.items[${number}]`;
    const names = typeof item === 'object' && item !== null ? Object.keys(item) : [];
    const { item: id } = (item ?? {}) as { readonly item?: unknown };
    if (typeof id !== 'string' || names.length !== itemMembers.length || !itemMembers.every((name) => names.includes(name))) {
      refuse('ENTRY_BODY', own, `${council.code}: the entry ${index} has to tell of each item exactly ${itemMembers.join(', ')}.`);
    }
    items.set(String(id), { body: item as Readonly<Record<string, unknown>>, place: own, index });
  }
  const missing = council.items.find(({ item }) => !items.has(item));
  if (missing || items.size !== council.items.length) {
    refuse('SETTLED_OF_OTHER', `${at}.items`, `${council.code}: ${items.size} items were settled, and ${missing ? `that of ${missing.indicator} is not among them` : `the bundle has ${council.items.length}`} (entry ${index}).`);
  }
  return items;
}
