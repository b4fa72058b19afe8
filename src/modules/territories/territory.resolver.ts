import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { type Context, localised } from '../accounts/index.js';
import { allTerritories } from './territory.loader.js';
import { TerritoryType, toTerritory } from './territory.type.js';

/** Reads of territories. */
@Resolver(() => TerritoryType)
export class TerritoryResolver {
  @Query(() => [TerritoryType], { description: 'The 14 territories in the order of the Uzbek alphabet.' })
  async territories(@Ctx() context: Context): Promise<TerritoryType[]> {
    return (await allTerritories(context.database)).map(toTerritory);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its full name, for example Andijon viloyati.' })
  name(
    @Root() territory: TerritoryType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(territory.names.full, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its short name, for example Andijon.' })
  shortName(
    @Root() territory: TerritoryType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(territory.names.short, context, locale);
  }
}
