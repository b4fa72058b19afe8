import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, sortKey, version } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';
import { TerritoryEntity } from '../territories/index.js';

/** A council: one of the 14 territorial ones, or the National Council above them. */
export const CouncilEntity = defineEntity({
  name: 'Council',
  properties: {
    id: orderedId(),
    /** The code of its territory (UZ-AN); UZ for the National Council. */
    code: p.text().unique(),
    kind: p.enum(['TERRITORIAL', 'NATIONAL'] as const),
    territoryId: () => p.manyToOne(TerritoryEntity).mapToPk().fieldName('territory_id').nullable().unique(),
    name: translated(),
    foundedYear: p.integer().nullable(),
    foundingAct: translated().nullable(),
    about: translated().nullable(),
    address: p.text().nullable(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    website: p.text().nullable(),
    sortKey: sortKey(),
    /** The names in all languages, folded for search in either script. */
    searchKey: p.text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    version: version(),
  },
});

export type Council = InferEntity<typeof CouncilEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    council: InferKyselyTable<typeof CouncilEntity>;
  }
}
