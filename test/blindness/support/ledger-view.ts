import { sql } from 'kysely';
import type { World } from './worlds.js';

/** What the ledger of a world holds, in its order, and how large its last checkpoint is; without ids, salts and clocks. */
export async function ledgerOf({ database }: World): Promise<string> {
  const { rows: entries } = await sql<object>`
    select e.action, e.subject_type, e.subject_id, e.actor_id, e.body, l.sequence
    from ledger_entry e left join ledger_leaf l on l.entry_id = e.id order by l.sequence, e.id`.execute(database);
  const { rows: checkpoints } = await sql<object>`select count(*) as number, max(size) as size from ledger_checkpoint`.execute(database);
  return JSON.stringify({ entries, checkpoints });
}
