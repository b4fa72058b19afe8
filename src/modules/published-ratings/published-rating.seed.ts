import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import { publishedRatingRecords, publishedTotalRecords } from './data/published-ratings.js';

/** Loads the published ratings and totals with their sources; running it again changes nothing. */
export async function seedPublishedRatings(database: Database): Promise<number> {
  await database
    .insertInto('published_rating')
    .values(
      publishedRatingRecords.map((record) => ({
        id: stableId('PublishedRating', String(record.ordinal)),
        rating: record.rating,
        year: record.year,
        organisation: record.organisation,
        territory_id: record.territoryCode === null ? null : stableId('Territory', record.territoryCode),
        points: record.points,
        category: record.category,
        category_derived: record.categoryDerived,
        note: record.note,
        source: record.source,
        dispute_key: record.disputeKey,
        ordinal: record.ordinal,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await database
    .insertInto('published_total')
    .values(
      publishedTotalRecords.map((record) => ({
        id: stableId('PublishedTotal', String(record.ordinal)),
        rating: record.rating,
        year: record.year,
        figures: JSON.stringify(record.figures) as never,
        sources: JSON.stringify(record.sources) as never,
        dispute_key: record.disputeKey,
        note: record.note,
        ordinal: record.ordinal,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return publishedRatingRecords.length;
}
