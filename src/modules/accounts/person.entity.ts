import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, sortKey, version } from '../../database/columns.js';

/** A human being, apart from any account: most members of councils never sign in. */
export const PersonEntity = defineEntity({
  name: 'Person',
  properties: {
    id: orderedId(),
    familyName: p.text(),
    givenName: p.text(),
    patronymic: p.text().nullable(),
    organisation: p.text().nullable(),
    /** True for the persons of the demonstration, who do not exist. */
    invented: p.boolean().default(false),
    sortKey: sortKey(),
    searchKey: p.text(),
    createdAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['sortKey', 'id'] }],
});

export type Person = InferEntity<typeof PersonEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    person: InferKyselyTable<typeof PersonEntity>;
  }
}
