import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from './columns.js';

/**
 * One line of the record of what happened, written in the transaction of the change. The database refuses to change,
 * delete or truncate it. Entries are written side by side; the sequencer chains them afterwards (`ledger-log.entity.ts`).
 */
export const LedgerEntryEntity = defineEntity({
  name: 'LedgerEntry',
  properties: {
    id: orderedId(),
    /** What was done, for example `ratingCycle.advanced`. */
    action: p.text(),
    subjectType: p.text(),
    subjectId: p.text(),
    actorId: p.uuid().nullable(),
    body: p.json<Readonly<Record<string, unknown>>>(),
    /** SHA-256 over the canonical body, under the ledger's domain tag. */
    bodyHash: p.text(),
    /** 64 hexadecimal digits by lot: without it, what a proof shows of an entry would tell who was behind it. */
    salt: p.text(),
    /** A hash that the entry is found by: a commitment, the snapshot of a publication; null for most. */
    reference: p.text().nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['subjectType', 'subjectId'] }, { properties: ['reference'] }],
});

export type LedgerEntry = InferEntity<typeof LedgerEntryEntity>;

declare module './tables.js' {
  interface Tables {
    ledger_entry: InferKyselyTable<typeof LedgerEntryEntity>;
  }
}
