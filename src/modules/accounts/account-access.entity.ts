import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';

/**
 * The counter of an account's access version. Triggers alone write it, and no row is ever read for an entity; see
 * `readAccessVersions`.
 */
export const AccountAccessEntity = defineEntity({
  name: 'AccountAccess',
  properties: {
    accountId: p.uuid().primary(),
    version: p.bigint(),
  },
});

/** One more raise of an access version, made while another transaction held its counter; folded into it later. */
export const AccountAccessChangeEntity = defineEntity({
  name: 'AccountAccessChange',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    accountId: p.uuid(),
  },
  indexes: [{ properties: ['accountId'] }],
});

export type AccountAccess = InferEntity<typeof AccountAccessEntity>;
export type AccountAccessChange = InferEntity<typeof AccountAccessChangeEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    account_access: InferKyselyTable<typeof AccountAccessEntity>;
    account_access_change: InferKyselyTable<typeof AccountAccessChangeEntity>;
  }
}
