import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { EvaluationItemEntity, officialBases } from '../evaluations/index.js';
import { PublicationEntity } from './publication.entity.js';

/**
 * What a correction that waits for its approvers would put in the place of official points. Nothing rests on it but that
 * table, until it is published: then it becomes an adjustment. Append-only.
 */
export const ProposedAdjustmentEntity = defineEntity({
  name: 'ProposedAdjustment',
  properties: {
    id: orderedId(),
    /** The correction. */
    publicationId: () => p.manyToOne(PublicationEntity).mapToPk().fieldName('publication_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    /** Exact, as official points are; null for what has no number. */
    points: p.text().nullable(),
    basis: p.enum(officialBases),
    reason: p.text(),
    proposedBy: p.uuid(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['publicationId', 'itemId'] }],
  indexes: [{ properties: ['itemId'] }],
});

export type ProposedAdjustment = InferEntity<typeof ProposedAdjustmentEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    proposed_adjustment: InferKyselyTable<typeof ProposedAdjustmentEntity>;
  }
}
