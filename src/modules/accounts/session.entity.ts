import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { AccountEntity } from './account.entity.js';

/** A signed-in device. Only the SHA-256 of its opaque token is kept, so the table gives nobody a way in. */
export const SessionEntity = defineEntity({
  name: 'Session',
  properties: {
    id: orderedId(),
    accountId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('account_id'),
    tokenHash: p.text().unique(),
    userAgent: p.text().nullable(),
    createdAt: createdAt(),
    lastSeenAt: createdAt(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['accountId'] }],
});

export type Session = InferEntity<typeof SessionEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    session: InferKyselyTable<typeof SessionEntity>;
  }
}
