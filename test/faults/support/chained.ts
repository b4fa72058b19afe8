import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { entryTime } from '../../../src/database/ledger-sequencer.js';
import type { Database } from '../../../src/database/tables.js';
import { chainLink, entryLeafHash, firstLink, type LogEntry, shownEntry } from '../../../src/ledger/log-entry.js';
import { MerkleFold } from '../../../src/ledger/merkle/index.js';
import type { DrillContext } from './drill.js';

/** Every entry of the ledger with its place. */
async function readLog(database: Database): Promise<readonly (LogEntry & { readonly sequence: number | null; readonly leaf: string | null; readonly chain: string | null })[]> {
  const { rows } = await sql<LogEntry & { sequence: number | null; leaf: string | null; chain: string | null }>`
    select e.id, ${entryTime} as at, e.action, e.actor_id as actor, e.subject_type as "subjectType", e.subject_id as "subjectId",
      e.body, e.salt, l.sequence, l.leaf_hash as leaf, l.chain_hash as chain
    from ledger_entry e left join ledger_leaf l on l.entry_id = e.id order by l.sequence nulls last`.execute(database);
  return rows;
}

/**
 * Waits until all entries are chained, and recomputes the ledger from what was entered: each entry once, no gap, every leaf
 * and link that of its entry, and every checkpoint the root of what it covers.
 */
export async function expectChained(context: DrillContext, database: Database): Promise<void> {
  const waiting = () => database.selectFrom('ledger_pending').select('entry_id').execute();
  for (let tries = 0; (await waiting()).length > 0; tries += 1) {
    expect(tries, 'entries are chained within a minute').toBeLessThan(240);
    await sleep(250);
  }
  const log = await readLog(database);
  expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, place) => place));
  let link = firstLink;
  for (const entry of log) {
    const leaf = entryLeafHash(shownEntry(entry));
    link = chainLink(link, leaf);
    expect([entry.sequence, entry.leaf, entry.chain]).toEqual([entry.sequence, leaf, link]);
  }
  const checkpoints = await database.selectFrom('ledger_checkpoint').select(['size', 'root']).orderBy('size').execute();
  expect(checkpoints.at(-1)?.size).toBe(log.length);
  const fold = new MerkleFold();
  const roots = new Map(log.map(({ leaf }) => (fold.add(leaf ?? ''), [fold.size, fold.root()])));
  expect(checkpoints.map(({ size, root }) => [size, root])).toEqual(checkpoints.map(({ size }) => [size, roots.get(size)]));
  context.tell(`${log.length} entries of the ledger are chained under ${checkpoints.length} checkpoints`);
}
