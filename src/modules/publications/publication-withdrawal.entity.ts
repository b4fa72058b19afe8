import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { AccountEntity } from '../accounts/index.js';
import { PublicationEntity } from './publication.entity.js';

/** One approver's word that a table is to be given up, and why. Append-only. */
export const PublicationWithdrawalEntity = defineEntity({
  name: 'PublicationWithdrawal',
  properties: {
    id: orderedId(),
    publicationId: () => p.manyToOne(PublicationEntity).mapToPk().fieldName('publication_id'),
    approverId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('approver_id'),
    reason: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['publicationId', 'approverId'] }],
});

export type PublicationWithdrawal = InferEntity<typeof PublicationWithdrawalEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    publication_withdrawal: InferKyselyTable<typeof PublicationWithdrawalEntity>;
  }
}
