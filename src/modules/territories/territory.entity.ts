import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { orderedId, sortKey } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';

/** One of the 14 territorial units: 12 regions, the city of Tashkent, the Republic of Karakalpakstan. */
export const TerritoryEntity = defineEntity({
  name: 'Territory',
  properties: {
    id: orderedId(),
    /** ISO 3166-2, for example UZ-AN. */
    code: p.text().unique(),
    /** The number in the national classification SOATO, four digits for a territory. */
    soato: p.text().unique(),
    kind: p.enum(['REGION', 'CITY', 'REPUBLIC'] as const),
    name: translated(),
    shortName: translated(),
    administrativeCentre: p.text().nullable(),
    districtCount: p.integer(),
    cityCount: p.integer(),
    sortKey: sortKey(),
  },
});

export type Territory = InferEntity<typeof TerritoryEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    territory: InferKyselyTable<typeof TerritoryEntity>;
  }
}
