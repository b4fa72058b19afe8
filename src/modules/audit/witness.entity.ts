import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { LedgerCheckpointEntity } from '../../database/ledger-log.entity.js';
import { CouncilEntity } from '../councils/index.js';

/** A council's secretariat that co-signs checkpoints, by its public key. The private one never reaches the server. */
export const WitnessEntity = defineEntity({
  name: 'Witness',
  properties: {
    id: orderedId(),
    councilId: () => p.manyToOne(CouncilEntity).mapToPk().fieldName('council_id'),
    /** The name that stands in cosignatures. */
    name: p.text().unique(),
    /** The public key, base64 of 32 bytes. */
    publicKey: p.text().unique(),
    registeredBy: p.uuid(),
    createdAt: createdAt(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['councilId'] }],
});

/** That a witness has seen a checkpoint, and that it goes on from the last one it had seen. Append-only. */
export const CheckpointCosignatureEntity = defineEntity({
  name: 'CheckpointCosignature',
  properties: {
    id: orderedId(),
    size: () => p.manyToOne(LedgerCheckpointEntity).mapToPk().fieldName('size'),
    witnessId: () => p.manyToOne(WitnessEntity).mapToPk().fieldName('witness_id'),
    /** The signature line (C2SP tlog-cosignature), as it is added to the note. */
    line: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['size', 'witnessId'] }],
});

export type Witness = InferEntity<typeof WitnessEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    witness: InferKyselyTable<typeof WitnessEntity>;
    checkpoint_cosignature: InferKyselyTable<typeof CheckpointCosignatureEntity>;
  }
}
