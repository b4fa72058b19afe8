import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { DecimalScalar } from '../../relay/scalars.js';
import { ratingNames } from './data/rating-names.js';
import type { PublishedRatingRow, PublishedTotalRow } from './published-rating.loader.js';

/** A published figure. */
@ObjectType('PublishedRating', {
  implements: Node,
  description: 'A rating figure that others have published, with its source. Public. It is reported, not vouched for.',
  simpleResolvers: true,
})
export class PublishedRatingType extends Node {
  @Field(() => String, { description: 'The code of the rating, for example PQ-81.' })
  readonly rating!: string;

  @Field(() => Int, { description: 'The year that is rated.' })
  readonly year!: number;

  @Field(() => String, { description: 'The organisation, as translated from the source.' })
  readonly organisation!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points as published; null where the source names the organisation without a figure.',
  })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The category as the rating names it; null where not seen.' })
  readonly category!: string | null;

  @Field(() => Boolean, { description: 'True where the category follows from the points and was not itself seen.' })
  readonly categoryDerived!: boolean;

  @Field(() => String, { nullable: true, description: 'What else the source says of the figure.' })
  readonly note!: string | null;

  @Field(() => String, { description: 'The address of the page that the figure was seen on.' })
  readonly source!: string;

  @Field(() => Boolean, { description: 'True where other sources tell another figure of the same thing.' })
  readonly disputed!: boolean;

  readonly territoryId!: string | null;
  readonly disputeKey!: string | null;
  readonly ratingId!: string;
  readonly names!: TranslatedText;
}

/** A page of published ratings. */
export const { Connection: PublishedRatingConnection } = connectionTypes(PublishedRatingType, {
  name: 'PublishedRating',
});

/** A row as the schema shows it. */
export function toPublishedRating(row: PublishedRatingRow): PublishedRatingType {
  return {
    id: encodeNodeId('PublishedRating', row.id),
    rating: row.rating,
    year: row.year,
    organisation: row.organisation,
    points: row.points,
    category: row.category,
    categoryDerived: row.category_derived,
    note: row.note,
    source: row.source,
    disputed: row.dispute_key !== null,
    territoryId: row.territory_id,
    disputeKey: row.dispute_key,
    ratingId: row.id,
    names: ratingNames[row.rating] ?? { en: row.rating },
  };
}

/** One number of a published total. */
@ObjectType('PublishedFigure', { description: 'One figure of a published total.', simpleResolvers: true })
export class PublishedFigureType {
  @Field(() => String, {
    description:
      'What it counts, as named in the data: `organisations` and `average` (of the points), or a category or kind of body such as `good` and `ministries`, or the code of a territory.',
  })
  readonly name!: string;

  @Field(() => DecimalScalar, { description: 'The figure as published.' })
  readonly value!: string;
}

/** A published total. */
@ObjectType('PublishedTotal', {
  description: 'The totals of a rating year as one outlet published them. Totals that disagree stand side by side.',
  simpleResolvers: true,
})
export class PublishedTotalType {
  @Field(() => String, { description: 'The code of the rating, for example PQ-81.' })
  readonly rating!: string;

  @Field(() => Int, { description: 'The year that is rated.' })
  readonly year!: number;

  @Field(() => [PublishedFigureType], { description: 'The figures, by name.' })
  readonly figures!: readonly PublishedFigureType[];

  @Field(() => [String], { description: 'The addresses of the pages that they were seen on.' })
  readonly sources!: readonly string[];

  @Field(() => Boolean, { description: 'True where another total of the same year disagrees.' })
  readonly disputed!: boolean;

  @Field(() => String, { nullable: true, description: 'What else is to be said of it.' })
  readonly note!: string | null;

  readonly names!: TranslatedText;
}

/** A row as the schema shows it. */
export function toPublishedTotal(row: PublishedTotalRow): PublishedTotalType {
  return {
    rating: row.rating,
    year: row.year,
    figures: Object.entries(row.figures).map(([name, value]) => ({ name, value: String(value) })),
    sources: row.sources,
    disputed: row.dispute_key !== null,
    note: row.note,
    names: ratingNames[row.rating] ?? { en: row.rating },
  };
}
