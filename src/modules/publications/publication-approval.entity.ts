import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { AccountEntity } from '../accounts/index.js';
import { PublicationEntity } from './publication.entity.js';

/** One approver's yes to one publication: two different ones are needed. */
export const PublicationApprovalEntity = defineEntity({
  name: 'PublicationApproval',
  properties: {
    id: orderedId(),
    publicationId: () => p.manyToOne(PublicationEntity).mapToPk().fieldName('publication_id'),
    approverId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('approver_id'),
    /** What the approver saw: the hash of the snapshot. */
    snapshotHash: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['publicationId', 'approverId'] }],
});

export type PublicationApproval = InferEntity<typeof PublicationApprovalEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    publication_approval: InferKyselyTable<typeof PublicationApprovalEntity>;
  }
}
