import { sql } from 'kysely';
import { entryBodyHash } from '../ledger/log-entry.js';
import type { Database } from './tables.js';

/** An entry of the ledger as a later one may name it. */
export interface EntryAbout {
  readonly subjectId: string;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The hash of its body: how a later entry names it, since bundles show no ids of entries. */
  readonly hash: string;
}

/** What is asked for: entries of some actions about some things. */
export interface Subjects {
  readonly types: readonly string[];
  readonly ids: readonly string[];
  readonly actions: readonly string[];
}

/** The entries of earlier transactions about some things, in the order of the log: those that wait to be chained come last. */
export async function entriesAboutSubjects(database: Database, { types, ids, actions }: Subjects): Promise<readonly EntryAbout[]> {
  const { rows } = await sql<Omit<EntryAbout, 'hash'>>`
    select e.subject_id as "subjectId", e.action, e.body
    from ledger_entry e
    left join ledger_leaf l on l.entry_id = e.id
    left join ledger_pending p on p.entry_id = e.id
    where e.subject_type = any(${[...types]}::text[]) and e.subject_id = any(${[...ids]}::text[]) and e.action = any(${[...actions]}::text[])
    order by l.sequence nulls last, p.position`.execute(database);
  return rows.map((row) => ({ ...row, hash: entryBodyHash(row.body) }));
}
