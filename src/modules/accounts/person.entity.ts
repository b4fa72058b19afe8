import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, sortKey, version } from '../../database/columns.js';

/** How long the parts of a name may be. */
export const nameBounds = { min: 1, max: 80 } as const;

/** How long the name of a place of work may be. */
export const organisationBounds = { min: 1, max: 300 } as const;

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
