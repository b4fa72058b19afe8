import ratings from './published-ratings.json' with { type: 'json' };
import totals from './published-totals.json' with { type: 'json' };

/** One published figure of one organisation, as the seeder loads it. */
export interface PublishedRatingRecord {
  readonly ordinal: number;
  /** A code of {@link ratingNames}. */
  readonly rating: string;
  readonly year: number;
  /** In English; the sources are in several languages and the names are translated. */
  readonly organisation: string;
  /** The territory, where the organisation is its hokimiyat (in Karakalpakstan its Council of Ministers). */
  readonly territoryCode: string | null;
  /** A decimal string with the digits that were published; null where no figure could be seen. */
  readonly points: string | null;
  /** As the rating names it; null where it was not seen. */
  readonly category: string | null;
  /** True where the category follows from the points and was not itself seen. */
  readonly categoryDerived: boolean;
  readonly note: string | null;
  /** The address of the page. */
  readonly source: string;
  /** Rows with the same key speak of the same thing and disagree. */
  readonly disputeKey: string | null;
}

/** One published set of totals, as the seeder loads it. */
export interface PublishedTotalRecord {
  readonly ordinal: number;
  readonly rating: string;
  readonly year: number;
  /** By name, as published: whole numbers, or decimal strings; territory codes where the figure is by territory. */
  readonly figures: Readonly<Record<string, string | number>>;
  readonly sources: readonly string[];
  readonly disputeKey: string | null;
  readonly note: string | null;
}

/**
 * 87 published figures, only such as were seen in the named pages. No full list of the hokimiyats' points under PQ-81
 * was found for any year, nor any published rating of the territorial councils themselves.
 */
export const publishedRatingRecords: readonly PublishedRatingRecord[] = ratings;

/** Published totals; where outlets disagree, each version has its own row and both carry the same `disputeKey`. */
export const publishedTotalRecords: readonly PublishedTotalRecord[] = (
  totals as readonly (Omit<PublishedTotalRecord, 'figures'> & {
    readonly figures: Readonly<Record<string, string | number | undefined>>;
  })[]
).map((total) => ({
  ...total,
  figures: Object.fromEntries(
    Object.entries(total.figures).flatMap(([name, figure]) => (figure === undefined ? [] : [[name, figure]])),
  ),
}));
