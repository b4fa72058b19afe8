import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, sortKey } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';

/** A way of rating, under one name over all its versions. */
export const MethodologyEntity = defineEntity({
  name: 'Methodology',
  properties: {
    id: orderedId(),
    code: p.text().unique(),
    title: translated(),
    owner: translated(),
    about: translated(),
    /** True where the text is made by us to show the work, and is nobody's official methodology. */
    illustrative: p.boolean().default(false),
    sortKey: sortKey(),
    createdAt: createdAt(),
  },
});

export type Methodology = InferEntity<typeof MethodologyEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    methodology: InferKyselyTable<typeof MethodologyEntity>;
  }
}
