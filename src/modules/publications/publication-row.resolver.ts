import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { type Context, localised } from '../accounts/index.js';
import { explainPublished } from './explain.js';
import { FigureTraceType, PublicationRowType } from './publication.type.js';

/** Names within a table. */
@Resolver(() => PublicationRowType)
export class PublicationRowResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The name of the council, as it was rated.' })
  councilName(
    @Root() row: PublicationRowType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(row.names, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => FigureTraceType, {
    nullable: true,
    description: 'How its figures came about, down to the marks of indicators that the methodology marks PUBLIC, under pseudonyms. With adjustments of later corrections, where there are any.',
  })
  explain(@Root() row: PublicationRowType, @Ctx() { database }: Context): Promise<FigureTraceType | null> {
    return explainPublished(database, row.cycleId, row.councilCode);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { nullable: true, description: 'The name of the category; null without one.' })
  categoryName(
    @Root() row: PublicationRowType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    return row.categoryNames && localised(row.categoryNames, context, locale);
  }
}
