import { Arg, Args, Ctx, Field, FieldResolver, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { labelsOf, type Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { type Context, localised } from '../accounts/index.js';
import { territoryById, TerritoryType, toTerritory } from '../territories/index.js';
import { publishedRatingOrdering, publishedRatingsWhere, publishedTotals } from './published-rating.loader.js';
import {
  PublishedRatingConnection,
  PublishedRatingType,
  PublishedTotalType,
  toPublishedRating,
  toPublishedTotal,
} from './published-rating.type.js';

/** Which published ratings. */
@InputType('PublishedRatingWhere', { description: 'Which published ratings to list. All conditions hold together.' })
export class PublishedRatingWhere {
  @Field(() => String, { nullable: true, description: 'Of this rating, by its code, for example PQ-81.' })
  readonly rating?: string | null;

  @Field(() => Int, { nullable: true, description: 'Of this year.' })
  readonly year?: number | null;

  @Field(() => String, { nullable: true, description: 'Of the hokimiyat of this territory, by its ISO code.' })
  readonly territoryCode?: string | null;
}

/** Reads of what others have published. */
@Resolver(() => PublishedRatingType)
export class PublishedRatingResolver {
  @Query(() => PublishedRatingConnection, {
    description: 'Rating figures that others have published, each with its source: by rating, newest year first.',
  })
  async publishedRatings(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => PublishedRatingWhere, { nullable: true, description: 'Which ones.' })
    where: PublishedRatingWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PublishedRatingType>> {
    const query = publishedRatingsWhere(context.database, {
      rating: where?.rating ?? null,
      year: where?.year ?? null,
      territoryCode: where?.territoryCode ?? null,
    });
    const found = await page(query, publishedRatingOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toPublishedRating) }, () => countRows(query));
  }

  @Query(() => [PublishedTotalType], {
    description: 'The totals of rating years as published; totals that disagree stand side by side.',
  })
  async publishedTotals(@Ctx() context: Context): Promise<PublishedTotalType[]> {
    return (await publishedTotals(context.database)).map(toPublishedTotal);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The name of the rating.' })
  ratingName(
    @Root() rating: PublishedRatingType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(rating.names, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { nullable: true, description: 'The name of the category; null where there is none.' })
  categoryName(
    @Root() rating: PublishedRatingType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    const names = rating.category === null ? undefined : labelsOf('PublishedRatingCategory').get(rating.category);
    return names ? localised(names, context, locale) : rating.category;
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => TerritoryType, {
    nullable: true,
    description: 'The territory, where the organisation is its hokimiyat.',
  })
  async territory(@Root() rating: PublishedRatingType, @Ctx() context: Context): Promise<TerritoryType | null> {
    const row = rating.territoryId ? await context.loaders.of(territoryById).load(rating.territoryId) : null;
    return row && toTerritory(row);
  }
}

/** Names within a total. */
@Resolver(() => PublishedTotalType)
export class PublishedTotalResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The name of the rating.' })
  ratingName(
    @Root() total: PublishedTotalType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(total.names, context, locale);
  }
}
