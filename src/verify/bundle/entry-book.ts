import type { BundledEntry, EntryReference } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';

/** What an entry has to be: what was done, and exactly which members its body has. */
export interface ExpectedEntry {
  readonly actions: readonly string[];
  readonly members: readonly string[];
  /** Members that its body may have besides; left out where there are none. */
  readonly optional?: readonly string[];
  /** The item that its body has to name; left out where bodies name none. */
  readonly item?: string;
}

/** An entry that is what it has to be. */
export interface FoundEntry {
  readonly index: number;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The hash of its body, by which later entries name it. */
  readonly hash: string;
  /** Where its body stands in the bundle. */
  readonly place: string;
}

/** The entries of a bundle, each of which proves one thing; those of an earlier cycle may prove several. */
export class EntryBook {
  readonly #used = new Map<EntryReference, string>();

  constructor(private readonly entries: readonly BundledEntry[]) {}

  /** The entry that something rests on. Refuses one that is not there, of another action or body, or used before. */
  take(reference: EntryReference, place: string, expected: ExpectedEntry): FoundEntry {
    const entry = this.#entry(reference, place);
    const before = this.#used.get(reference);
    if (before !== undefined) {
      refuse('ENTRY_USED_TWICE', place, `On the entry ${entry.index} rests ${before} already.`);
    }
    this.#used.set(reference, place);
    return this.read(reference, place, expected);
  }

  /** An entry that several things may rest on: one of an earlier cycle. */
  read(reference: EntryReference, place: string, { actions, members, optional = [], item }: ExpectedEntry): FoundEntry {
    const entry = this.#entry(reference, place);
    const { action } = entry.shown;
    if (!actions.includes(action)) {
      refuse('ENTRY_ACTION', place, `The entry ${entry.index} has to be ${actions.join(' or ')}, and is ${action}.`);
    }
    const { body } = entry;
    const at = `$.entries[${reference}].body`;
    if (body === null) {
      return refuse('ENTRY_BODY', at, `The body of the entry ${entry.index} (${action}) is needed, and is not shown.`);
    }
    const names = Object.keys(body);
    if (!members.every((name) => Object.hasOwn(body, name)) || !names.every((name) => members.includes(name) || optional.includes(name))) {
      refuse('ENTRY_BODY', at, `The body of the entry ${entry.index} (${action}) has to have exactly ${members.join(', ')}, and has ${names.slice(0, 20).map(shown).join(', ')}.`);
    }
    if (item !== undefined && body.item !== item) {
      refuse('ENTRY_OF_OTHER_ITEM', at, `The entry ${entry.index} (${action}) is of the item ${shown(body.item)}, and not of ${item}.`);
    }
    return { index: entry.index, action, body, hash: entry.shown.body, place: at };
  }

  #entry(reference: EntryReference, place: string): BundledEntry {
    return this.entries[reference] ?? refuse('ENTRY_UNKNOWN', place, `The bundle has ${this.entries.length} entries, and none at ${reference}.`);
  }

  /** The greatest index of an entry that something rests on; -1 of none. */
  get last(): number {
    return [...this.#used.keys()].reduce((greatest, reference) => Math.max(greatest, this.entries[reference]?.index ?? -1), -1);
  }
}
