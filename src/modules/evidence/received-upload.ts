import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import './received-upload.entity.js';

const hashOf = (ticketText: string): string => createHash('sha256').update(ticketText).digest('hex');

/** Notes that the bytes of a ticket have come and were right; tickets that have long expired are forgotten. */
export async function noteReceived(database: Database, ticketText: string): Promise<void> {
  await database
    .insertInto('received_upload')
    .values({ ticket_hash: hashOf(ticketText) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`delete from received_upload where ticket_hash in (
    select ticket_hash from received_upload where created_at < now() - interval '1 hour' limit 100 for update skip locked
  )`.execute(database);
}

/** Whether the bytes of a ticket have come under that very ticket. */
export async function wasReceived(database: Database, ticketText: string): Promise<boolean> {
  const found = await database
    .selectFrom('received_upload')
    .select('ticket_hash')
    .where('ticket_hash', '=', hashOf(ticketText))
    .executeTakeFirst();
  return found !== undefined;
}
