import { sql } from 'kysely';
import { entryTime, readNodes } from '../../database/ledger-sequencer.js';
import type { Database } from '../../database/tables.js';
import { type LogEntry, shownEntry } from '../../ledger/log-entry.js';
import { foldPlan, inclusionPlan, nodeReader } from '../../ledger/merkle/index.js';
import type { BundledEntry, EntryReference } from '../../publication/bundle.js';

/** An entry of the ledger with its place in the log. */
export interface PlacedEntry extends LogEntry {
  readonly index: number;
}

/** What a bundle rests on: entries about the items and evaluations of a cycle, and about the publication. */
const actions = [
  'evaluation.opened',
  'evaluation.settled',
  'score.committed',
  'score.superseded',
  'score.voided',
  'score.adjusted',
  'marks.revealed',
  'measurement.recorded',
  'sessionItem.decided',
  'sessionItem.reopened',
  'publication.published',
];

/** The chained entries of some actions about some subjects, in the order of the log. */
export async function entriesAbout(database: Database, subjectIds: readonly string[], of: readonly string[] = actions): Promise<readonly PlacedEntry[]> {
  const { rows } = await sql<PlacedEntry>`
    select l.sequence as index, e.id, ${entryTime} as at, e.action, e.actor_id as actor, e.subject_type as "subjectType",
      e.subject_id as "subjectId", e.body, e.salt
    from ledger_entry e join ledger_leaf l on l.entry_id = e.id
    where e.subject_type in ('EvaluationItem', 'Evaluation', 'Publication') and e.subject_id = any(${[...subjectIds]}::text[])
      and e.action = any(${[...of]}::text[])
    order by l.sequence`.execute(database);
  return rows;
}

/** Collects the entries that a bundle points to, and gives each its place in the bundle. */
export class BundleEntries {
  readonly #used = new Map<number, PlacedEntry>();

  /** Takes an entry up. Its place is told by `referenceTo` once all are there. */
  use(entry: PlacedEntry): PlacedEntry {
    this.#used.set(entry.index, entry);
    return entry;
  }

  /** All entries in the order of the log, with their proofs to a tree of some size, all nodes in one read. */
  async withProofs(database: Database, size: number): Promise<readonly BundledEntry[]> {
    const plans = this.#sorted().map((entry) => ({ entry, plan: inclusionPlan(entry.index, size) }));
    const places = new Map(plans.flatMap(({ plan }) => plan.flat()).map((place) => [`${place.level} ${place.index}`, place]));
    const read = nodeReader(await readNodes(database, [...places.values()]));
    return plans.map(({ entry, plan }) => ({
      index: entry.index,
      shown: shownEntry(entry),
      body: entry.body,
      proof: foldPlan(plan, read),
    }));
  }

  /** The place in the bundle of an entry that was taken up. Throws Error for another one. */
  references(): (entry: PlacedEntry) => EntryReference {
    const places = new Map(this.#sorted().map(({ index }, at) => [index, at]));
    return ({ index }) => {
      const place = places.get(index);
      if (place === undefined) {
        throw new Error(`the entry ${index} was not taken up`);
      }
      return place;
    };
  }

  #sorted(): readonly PlacedEntry[] {
    return [...this.#used.values()].toSorted((left, right) => left.index - right.index);
  }
}
