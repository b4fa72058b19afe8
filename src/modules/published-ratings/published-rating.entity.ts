import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { exactDecimal, orderedId } from '../../database/columns.js';
import { TerritoryEntity } from '../territories/index.js';

/** A rating figure that others have published, with its source; figures that disagree stand side by side. */
export const PublishedRatingEntity = defineEntity({
  name: 'PublishedRating',
  properties: {
    id: orderedId(),
    /** The rating, for example PQ-81 or OpennessIndex-PF154. */
    rating: p.text(),
    year: p.integer(),
    organisation: p.text(),
    territoryId: () => p.manyToOne(TerritoryEntity).mapToPk().fieldName('territory_id').nullable(),
    /** Null where the source names the organisation without a figure that could be seen. */
    points: exactDecimal().nullable(),
    category: p.text().nullable(),
    /** True where the category follows from the points and was not itself seen in the source. */
    categoryDerived: p.boolean().default(false),
    note: p.text().nullable(),
    source: p.text(),
    /** Figures with the same key are about the same thing and disagree. */
    disputeKey: p.text().nullable(),
    ordinal: p.integer(),
  },
  indexes: [{ properties: ['rating', 'year', 'ordinal'] }],
});

export type PublishedRating = InferEntity<typeof PublishedRatingEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    published_rating: InferKyselyTable<typeof PublishedRatingEntity>;
  }
}
