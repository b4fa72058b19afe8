import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { FileStorage } from '../../storage/file-storage.js';
import './received-upload.entity.js';

const hashOf = (ticketText: string): string => createHash('sha256').update(ticketText).digest('hex');

/** Milliseconds for which bytes are kept that nobody puts in evidence; by then their tickets have long expired. */
const keptFor = 24 * 3_600_000;

/** Notes that the bytes of a ticket have come and were right. Bytes that come again change nothing. */
export async function noteReceived(database: Database, ticketText: string, sha256: string): Promise<void> {
  await database
    .insertInto('received_upload')
    .values({ ticket_hash: hashOf(ticketText), sha256 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What became of a ticket whose bytes are to be put in evidence. */
export type UploadUse = 'NOW' | 'BEFORE' | 'NEVER_CAME';

/**
 * Uses a ticket under which its bytes have come: for one piece of evidence, and no other. Inside the transaction that
 * adds it, so that a refusal leaves the ticket unused.
 */
export async function useReceived(database: Database, ticketText: string): Promise<UploadUse> {
  const ticketHash = hashOf(ticketText);
  const used = await database
    .updateTable('received_upload')
    .set({ used_at: sql<Date>`now()` })
    .where('ticket_hash', '=', ticketHash)
    .where('used_at', 'is', null)
    .returning('ticket_hash')
    .executeTakeFirst();
  if (used) {
    return 'NOW';
  }
  const came = await database
    .selectFrom('received_upload')
    .select('ticket_hash')
    .where('ticket_hash', '=', ticketHash)
    .executeTakeFirst();
  return came ? 'BEFORE' : 'NEVER_CAME';
}

/**
 * Forgets tickets that expired long ago, and deletes the bytes that came under them and became nobody's evidence. Bytes
 * that are coming again just now are young in the storage, which keeps them.
 */
export async function clearForgotten(database: Database, storage: FileStorage): Promise<void> {
  const { rows } = await sql<{ sha256: string }>`
    with forgotten as (
      delete from received_upload where ticket_hash in (
        select ticket_hash from received_upload where created_at < now() - make_interval(secs => ${keptFor / 1_000})
        order by created_at limit 100 for update skip locked
      ) returning ticket_hash, sha256
    )
    select distinct sha256 from forgotten
    where sha256 is not null
      and not exists (select from stored_file where stored_file.sha256 = forgotten.sha256)
      and not exists (
        select from received_upload as other
        where other.sha256 = forgotten.sha256 and other.ticket_hash not in (select ticket_hash from forgotten)
      )`.execute(database);
  for (const { sha256 } of rows) {
    await storage.forget(sha256, keptFor / 2);
  }
}
