import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt } from '../../database/columns.js';

/**
 * The wrong passwords in a row of one address. Addresses that nobody has are counted like all others, so that a lock does
 * not tell which are known; what is kept of them is a hash.
 */
export const SignInFailureEntity = defineEntity({
  name: 'SignInFailure',
  properties: {
    addressHash: p.text().primary(),
    failures: p.integer().default(0),
    lockedUntil: p.datetime().nullable(),
    updatedAt: createdAt(),
  },
  indexes: [{ properties: ['updatedAt'] }],
});

export type SignInFailure = InferEntity<typeof SignInFailureEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    sign_in_failure: InferKyselyTable<typeof SignInFailureEntity>;
  }
}
