import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { PersonEntity } from './person.entity.js';

/** Whether an account can be signed in with. */
export const accountStatuses = ['ACTIVE', 'DISABLED'] as const;

/** The right of one person to sign in. The password is kept as an argon2id string in PHC format, never otherwise. */
export const AccountEntity = defineEntity({
  name: 'Account',
  properties: {
    id: orderedId(),
    /** Unique: a person has one account, so rules that ask for another account ask for another person. */
    personId: () => p.manyToOne(PersonEntity).mapToPk().fieldName('person_id').unique(),
    /** Lower case, NFC; unique over all accounts. */
    email: p.text().unique(),
    passwordHash: p.text(),
    status: p.enum(accountStatuses).default('ACTIVE'),
    passwordChangedAt: createdAt(),
    createdAt: createdAt(),
    version: version(),
  },
});

export type Account = InferEntity<typeof AccountEntity>;
export type AccountStatus = (typeof accountStatuses)[number];

declare module '../../database/tables.js' {
  interface Tables {
    account: InferKyselyTable<typeof AccountEntity>;
  }
}
