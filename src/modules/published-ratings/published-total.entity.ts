import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { orderedId } from '../../database/columns.js';

/** A published total of a rating year (how many organisations, how many in each category), with its source. */
export const PublishedTotalEntity = defineEntity({
  name: 'PublishedTotal',
  properties: {
    id: orderedId(),
    rating: p.text(),
    year: p.integer(),
    /** The figures by name, as published: numbers or decimal strings. */
    figures: p.json<Record<string, string | number>>(),
    sources: p.json<string[]>(),
    disputeKey: p.text().nullable(),
    note: p.text().nullable(),
    ordinal: p.integer(),
  },
});

export type PublishedTotal = InferEntity<typeof PublishedTotalEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    published_total: InferKyselyTable<typeof PublishedTotalEntity>;
  }
}
