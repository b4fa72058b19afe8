import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { type Context, localised } from '../accounts/index.js';
import { councilById, seatById } from './council.loader.js';
import { CouncilType, toCouncil } from './council.type.js';
import { SeatType } from './seat.type.js';

/** Reads of seats. */
@Resolver(() => SeatType)
export class SeatResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'What the seat is called.' })
  async title(
    @Root() seat: SeatType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): Promise<string> {
    const titles = seat.titles ?? (await context.loaders.of(seatById).load(seat.seatId))?.title;
    return localised(titles ?? {}, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => CouncilType, { nullable: true, description: 'The council it is in.' })
  async council(@Root() seat: SeatType, @Ctx() context: Context): Promise<CouncilType | null> {
    const row = await context.loaders.of(councilById).load(seat.councilId);
    return row && toCouncil(row);
  }
}
