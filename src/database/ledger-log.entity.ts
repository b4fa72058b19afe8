import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt } from './columns.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';

/**
 * An entry that waits for the sequencer. The database itself adds it with the entry, in the order of the inserts: of two
 * entries that depend on one another the earlier one stands first, since it was committed before the later was made.
 */
export const LedgerPendingEntity = defineEntity({
  name: 'LedgerPending',
  properties: {
    position: p.integer().primary().autoincrement(),
    entryId: p.uuid().unique(),
  },
});

/** The place of an entry in the log. Append-only. */
export const LedgerLeafEntity = defineEntity({
  name: 'LedgerLeaf',
  properties: {
    /** From 0, without a gap. */
    sequence: p.integer().primary().autoincrement(false),
    entryId: () => p.manyToOne(LedgerEntryEntity).mapToPk().fieldName('entry_id').unique(),
    /** The leaf of the Merkle tree (RFC 6962), by `log-entry.ts`. */
    leafHash: p.text(),
    /** Binds the leaf to all before it. */
    chainHash: p.text(),
  },
});

/** The hash of a complete subtree of the Merkle tree: it never changes once it is there. Append-only. */
export const LedgerNodeEntity = defineEntity({
  name: 'LedgerNode',
  properties: {
    /** 0 for leaves. */
    level: p.integer().primary().autoincrement(false),
    nodeIndex: p.integer().primary().autoincrement(false),
    hash: p.text(),
  },
});

/** A signed statement of how large the log was and what its root was. Append-only. */
export const LedgerCheckpointEntity = defineEntity({
  name: 'LedgerCheckpoint',
  properties: {
    size: p.integer().primary().autoincrement(false),
    root: p.text(),
    /** The signed note (C2SP tlog-checkpoint), as it was signed. */
    note: p.text(),
    createdAt: createdAt(),
  },
});

export type LedgerLeaf = InferEntity<typeof LedgerLeafEntity>;

declare module './tables.js' {
  interface Tables {
    ledger_pending: InferKyselyTable<typeof LedgerPendingEntity>;
    ledger_leaf: InferKyselyTable<typeof LedgerLeafEntity>;
    ledger_node: InferKyselyTable<typeof LedgerNodeEntity>;
    ledger_checkpoint: InferKyselyTable<typeof LedgerCheckpointEntity>;
  }
}
