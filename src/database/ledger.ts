import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Database } from './tables.js';

/** A line of the ledger before it is written. The body holds ids and hashes, never secrets or hidden marks. */
export interface NewLedgerEntry {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** A hash that the entry can be found by, such as a commitment. */
  readonly reference?: string;
}

/** Writes the lines of one transaction with one statement. */
export async function writeLedger(
  database: Database,
  actorId: string | null,
  entries: readonly NewLedgerEntry[],
  hashOf: (body: Readonly<Record<string, unknown>>) => string,
): Promise<void> {
  if (entries.length === 0) {
    return;
  }
  const rows = entries.map((entry, ordinal) => ({
    ordinal,
    id: v7(),
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    body: entry.body,
    body_hash: hashOf(entry.body),
    salt: randomBytes(32).toString('hex'),
    reference: entry.reference ?? null,
  }));
  await sql`
    insert into ledger_entry (id, action, subject_type, subject_id, actor_id, body, body_hash, salt, reference)
    select r.id, r.action, r.subject_type, r.subject_id, ${actorId}::uuid, r.body, r.body_hash, r.salt, r.reference
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      ordinal int, id uuid, action text, subject_type text, subject_id text, body jsonb, body_hash text, salt text, reference text)
    order by r.ordinal
  `.execute(database);
}
