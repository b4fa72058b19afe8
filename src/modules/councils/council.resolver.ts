import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { foldForSearch, type Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { LocalDateScalar } from '../../relay/scalars.js';
import { selectedFields } from '../../relay/connections/selected-fields.js';
import { DependsOn } from '../../relay/depends-on.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, localised, permission, userErrors } from '../accounts/index.js';
import { territoryById, TerritoryType, toTerritory } from '../territories/index.js';
import { appointmentFields } from './appointment.query.js';
import { AppointmentType, toAppointment } from './appointment.type.js';
import { CouncilUpdateInput, CouncilUpdatePayload, CouncilWhere } from './council.inputs.js';
import { compositionOfCouncil, councilByCode, councilById, seatsOfCouncil } from './council.loader.js';
import { councilOrdering, councilsWhere } from './council.query.js';
import { mayAppoint, mayUpdateCouncil } from './council.policy.js';
import type { CouncilService } from './council.service.js';
import { CouncilConnection, CouncilType, toCouncil } from './council.type.js';
import { SeatType, toSeat } from './seat.type.js';

/** Reads of councils, and the keeping of their cards. */
@Resolver(() => CouncilType)
export class CouncilResolver {
  constructor(private readonly councilService: CouncilService) {}

  @Query(() => CouncilConnection, {
    description: 'Councils in the order of the Uzbek alphabet: the 14 territorial ones unless `where` says otherwise.',
  })
  async councils(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => CouncilWhere, { nullable: true, description: 'Which councils.' }) where: CouncilWhere | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionValue<CouncilType>> {
    const search = where?.search ? foldForSearch(where.search.slice(0, 200)) : null;
    const query = councilsWhere(context.database, where?.kind ?? 'TERRITORIAL', search, selectedFields(info, 'Council'));
    const found = await page(query, councilOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toCouncil) }, () => countRows(query));
  }

  @Query(() => CouncilType, { nullable: true, description: 'The council with this code; null when there is none.' })
  async council(
    @Arg('code', () => String, { description: 'The code, for example UZ-AN.' }) code: string,
    @Ctx() context: Context,
  ): Promise<CouncilType | null> {
    const row = await context.loaders.of(councilByCode).load(code.slice(0, 20));
    return row && toCouncil(row);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() council: CouncilType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(council.texts.name, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { nullable: true, description: 'What it is and does; null where nothing is recorded.' })
  about(
    @Root() council: CouncilType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    return council.texts.about && localised(council.texts.about, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What is known of the act that founded it; null where nothing is.',
  })
  foundingAct(
    @Root() council: CouncilType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    return council.texts.foundingAct && localised(council.texts.foundingAct, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => TerritoryType, { nullable: true, description: 'Its territory; null for the National Council.' })
  async territory(@Root() council: CouncilType, @Ctx() context: Context): Promise<TerritoryType | null> {
    const row = council.territoryId ? await context.loaders.of(territoryById).load(council.territoryId) : null;
    return row && toTerritory(row);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [SeatType], { description: 'Its seats in their order, taken or not.' })
  async seats(@Root() council: CouncilType, @Ctx() context: Context): Promise<SeatType[]> {
    return (await context.loaders.of(seatsOfCouncil).load(council.councilId)).map(toSeat);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [AppointmentType], {
    description: 'Its composition on a day: who held which seat, in the order of the seats.',
  })
  async members(
    @Root() council: CouncilType,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'The day; today in Tashkent when left out.' })
    on: string | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AppointmentType[]> {
    const key = { councilId: council.councilId, on: on ?? null, fields: appointmentFields(info) };
    return (await context.loaders.of(compositionOfCouncil).load(key)).map(toAppointment);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change the card.' })
  viewerCanUpdate(@Root() council: CouncilType, @Ctx() context: Context): Permission {
    return permission(mayUpdateCouncil(context.viewer, council.councilId), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may record appointments.' })
  viewerCanAppoint(@Ctx() context: Context): Permission {
    return permission(mayAppoint(context.viewer), context);
  }

  @Mutation(() => CouncilUpdatePayload, {
    description: "Changes a council's public card. For its secretariat and the Agency.",
  })
  async councilUpdate(
    @Arg('input', () => CouncilUpdateInput, { description: 'The changes.' }) input: CouncilUpdateInput,
    @Ctx() context: Context,
  ): Promise<CouncilUpdatePayload> {
    const councilId = decodeNodeIdOf('Council', input.id);
    const outcome = await this.councilService.update(context.viewer, { ...input, councilId });
    if (outcome.ok) {
      const row = await context.loaders.of(councilById).load(outcome.value.councilId);
      return { council: row && toCouncil(row), positions: outcome.positions, errors: [] };
    }
    const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
    const current = conflict && councilId ? await context.loaders.of(councilById).load(councilId) : null;
    return {
      council: current && toCouncil(current),
      positions: [],
      errors: userErrors(outcome.faults, context),
    };
  }
}
