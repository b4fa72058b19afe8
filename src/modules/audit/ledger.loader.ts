import { sql } from 'kysely';
import { entryTime, readNodes } from '../../database/ledger-sequencer.js';
import type { Database } from '../../database/tables.js';
import { type LogEntry, type ShownEntry, shownEntry } from '../../ledger/log-entry.js';
import { consistencyPlan, foldPlan, inclusionPlan, nodeReader } from '../../ledger/merkle/index.js';

/** A checkpoint with the lines of its witnesses. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly created_at: Date;
  readonly cosignatures: readonly string[];
}

/** The newest checkpoint, or the one of a size; null where there is none. */
export async function readCheckpoint(database: Database, size: number | null = null): Promise<CheckpointRow | null> {
  const found = await database
    .selectFrom('ledger_checkpoint')
    .select(['size', 'root', 'note', 'created_at'])
    .select(
      sql<string[]>`array(select c.line from checkpoint_cosignature c where c.size = ledger_checkpoint.size order by c.id)`.as('cosignatures'),
    )
    .$if(size !== null, (query) => query.where('size', '=', size ?? 0))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

/** An entry with its place in the log. */
export interface FoundEntry {
  readonly index: number;
  readonly shown: ShownEntry;
}

/** The chained entry that a hash refers to, the first of them; null where there is none yet. */
export async function findEntry(database: Database, reference: string): Promise<FoundEntry | null> {
  const { rows } = await sql<LogEntry & { index: number }>`
    select l.sequence as index, e.id, ${entryTime} as at, e.action, e.actor_id as actor, e.subject_type as "subjectType",
      e.subject_id as "subjectId", e.body, e.salt
    from ledger_entry e join ledger_leaf l on l.entry_id = e.id
    where e.reference = ${reference} or l.leaf_hash = ${reference}
    order by l.sequence limit 1`.execute(database);
  const [entry] = rows;
  return entry ? { index: entry.index, shown: shownEntry(entry) } : null;
}

/** The proof that the entry at a place is in the tree of a size, bottom up. */
export async function inclusionHashes(database: Database, index: number, size: number): Promise<readonly string[]> {
  const plan = inclusionPlan(index, size);
  return foldPlan(plan, nodeReader(await readNodes(database, plan.flat())));
}

/** The proof that the tree of one size goes on from that of another. Throws a RangeError for sizes that are not in order. */
export async function consistencyHashes(database: Database, from: number, to: number): Promise<readonly string[]> {
  const plan = consistencyPlan(from, to);
  return foldPlan(plan, nodeReader(await readNodes(database, plan.flat())));
}
