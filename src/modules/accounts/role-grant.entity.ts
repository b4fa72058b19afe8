import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { AccountEntity } from './account.entity.js';
import { grantedRoles } from './role.js';

/** A role of an account, with its history: a grant that was taken back keeps its row. */
export const RoleGrantEntity = defineEntity({
  name: 'RoleGrant',
  properties: {
    id: orderedId(),
    accountId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('account_id'),
    role: p.enum(grantedRoles),
    grantedBy: p.uuid().nullable(),
    grantedAt: createdAt(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['accountId'] }],
  uniques: [{ name: 'role_grant_current_unique', properties: ['accountId', 'role'], where: 'revoked_at is null' }],
});

export type RoleGrant = InferEntity<typeof RoleGrantEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    role_grant: InferKyselyTable<typeof RoleGrantEntity>;
  }
}
