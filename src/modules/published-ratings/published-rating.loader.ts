import type { Selectable } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';

/** A published figure as plain rows see it. */
export type PublishedRatingRow = Selectable<Tables['published_rating']>;

/** A published total as plain rows see it. */
export type PublishedTotalRow = Selectable<Tables['published_total']>;

/** By rating, the newest year first, then as published. */
export const publishedRatingOrdering = defineOrdering([
  { column: 'published_rating.rating', type: 'text', direction: 'asc', collation: 'C' },
  { column: 'published_rating.year', type: 'integer', direction: 'desc' },
  { column: 'published_rating.ordinal', type: 'integer', direction: 'asc' },
  { column: 'published_rating.id', type: 'uuid', direction: 'asc' },
]);

/** Which figures. */
export interface PublishedRatingFilter {
  readonly rating: string | null;
  readonly year: number | null;
  readonly territoryCode: string | null;
}

/** The figures that a filter lets through. */
export function publishedRatingsWhere(database: Database, { rating, year, territoryCode }: PublishedRatingFilter) {
  let query = database.selectFrom('published_rating').selectAll('published_rating');
  if (rating !== null) {
    query = query.where('published_rating.rating', '=', rating);
  }
  if (year !== null) {
    query = query.where('published_rating.year', '=', year);
  }
  if (territoryCode !== null) {
    query = query.where('published_rating.territory_id', 'in', (eb) =>
      eb.selectFrom('territory').select('territory.id').where('territory.code', '=', territoryCode),
    );
  }
  return query;
}

/** Figures by id. */
export const publishedRatingById = defineLoader<string, PublishedRatingRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('published_rating').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** All totals: by rating, the newest year first. There are few of them. */
export async function publishedTotals(database: Database): Promise<PublishedTotalRow[]> {
  return database
    .selectFrom('published_total')
    .selectAll()
    .orderBy('rating')
    .orderBy('year', 'desc')
    .orderBy('ordinal')
    .execute();
}
