import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { JsonObjectScalar } from '../../relay/scalars.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, localised, permission } from '../accounts/index.js';
import { CriterionType, IndicatorType, toIndicator } from './indicator.type.js';
import { methodologyBodySchema } from './methodology-body.schema.js';
import {
  methodologies,
  methodologyByCode,
  methodologyById,
  methodologyOrdering,
  methodologyVersionById,
  versionsOfMethodology,
} from './methodology.loader.js';
import { mayMoveVersion, mayReadVersion } from './methodology.policy.js';
import {
  MethodologyConnection,
  MethodologyType,
  MethodologyVersionType,
  toMethodology,
  toMethodologyVersion,
} from './methodology.type.js';

/** Reads of methodologies. */
@Resolver(() => MethodologyType)
export class MethodologyResolver {
  @Query(() => MethodologyConnection, { description: 'All methodologies, by title.' })
  async methodologies(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<MethodologyType>> {
    const query = methodologies(context.database);
    const found = await page(query, methodologyOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toMethodology) }, () => countRows(query));
  }

  @Query(() => MethodologyType, { nullable: true, description: 'The methodology with this code.' })
  async methodology(
    @Arg('code', () => String, { description: 'Its code, for example pq-81.' }) code: string,
    @Ctx() context: Context,
  ): Promise<MethodologyType | null> {
    const row = await context.loaders.of(methodologyByCode).load(code.slice(0, 60));
    return row && toMethodology(row);
  }

  @Query(() => MethodologyVersionType, {
    nullable: true,
    description: 'A methodology version by its id; null when unknown or not for the viewer to see.',
  })
  async methodologyVersion(
    @Arg('id', () => ID, { description: 'The id of the version.' }) id: string,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionType | null> {
    return readVersion(decodeNodeIdOf('MethodologyVersion', id), context);
  }

  @Query(() => JsonObjectScalar, {
    description:
      'The shape of the body of a methodology version as JSON Schema (2020-12): every key with its allowed values, and in its description the rules by their stable names. Public.',
  })
  methodologyBodySchema(): object {
    return methodologyBodySchema;
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its title; that of an illustrative one says so.' })
  title(
    @Root() methodology: MethodologyType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(methodology.texts.title, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Whose it is.' })
  owner(
    @Root() methodology: MethodologyType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(methodology.texts.owner, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'What it is for, and what is known of it.' })
  about(
    @Root() methodology: MethodologyType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(methodology.texts.about, context, locale);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [MethodologyVersionType], { description: 'Its versions that the viewer may see, newest first.' })
  async versions(@Root() methodology: MethodologyType, @Ctx() context: Context): Promise<MethodologyVersionType[]> {
    const rows = await context.loaders.of(versionsOfMethodology).load(methodology.methodologyId);
    return rows.filter((row) => mayReadVersion(context.viewer, row)).map(toMethodologyVersion);
  }
}

/** Reads within a version. */
@Resolver(() => MethodologyVersionType)
export class MethodologyVersionResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => MethodologyType, { nullable: true, description: 'The methodology.' })
  async methodology(@Root() version: MethodologyVersionType, @Ctx() context: Context): Promise<MethodologyType | null> {
    const row = await context.loaders.of(methodologyById).load(version.methodologyId);
    return row && toMethodology(row);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [String], { description: 'Which parts of it are not public.' })
  unknownParts(
    @Root() version: MethodologyVersionType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string[] {
    return version.body.unknownParts.map((part) => localised(part, context, locale));
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [CriterionType], { description: 'Its criteria in their order.' })
  criteria(@Root() version: MethodologyVersionType): CriterionType[] {
    return version.body.criteria
      .toSorted((left, right) => left.order - right.order)
      .map(({ code, maxPoints, name }) => ({ code, maxPoints, names: name, body: version.body }));
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may hand it in for review.' })
  viewerCanSubmit(@Root() version: MethodologyVersionType, @Ctx() context: Context): Permission {
    return permission(mayMoveVersion(context.viewer, version, 'submit'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may approve it.' })
  viewerCanApprove(@Root() version: MethodologyVersionType, @Ctx() context: Context): Permission {
    return permission(mayMoveVersion(context.viewer, version, 'approve'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may hand it back to its author.' })
  viewerCanReturn(@Root() version: MethodologyVersionType, @Ctx() context: Context): Permission {
    return permission(mayMoveVersion(context.viewer, version, 'return'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may give it up.' })
  viewerCanDiscard(@Root() version: MethodologyVersionType, @Ctx() context: Context): Permission {
    return permission(mayMoveVersion(context.viewer, version, 'discard'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may retire it; refused later while a cycle uses it.' })
  viewerCanRetire(@Root() version: MethodologyVersionType, @Ctx() context: Context): Permission {
    return permission(mayMoveVersion(context.viewer, version, 'retire'), context);
  }
}

/** Texts of a criterion. */
@Resolver(() => CriterionType)
export class CriterionResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() criterion: CriterionType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(criterion.names, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [IndicatorType], { description: 'Its indicators in their order.' })
  indicators(@Root() criterion: CriterionType): IndicatorType[] {
    return criterion.body.indicators
      .filter((indicator) => indicator.criterionCode === criterion.code)
      .toSorted((left, right) => left.order - right.order)
      .map(toIndicator);
  }
}

/** Texts of an indicator. */
@Resolver(() => IndicatorType)
export class IndicatorResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() indicator: IndicatorType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(indicator.texts.name, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'How to judge it.' })
  guide(
    @Root() indicator: IndicatorType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(indicator.texts.guide, context, locale);
  }
}

/** A version that the viewer may see, or null. */
export async function readVersion(id: string | null, context: Context): Promise<MethodologyVersionType | null> {
  const row = id === null ? null : await context.loaders.of(methodologyVersionById).load(id);
  return row && mayReadVersion(context.viewer, row) ? toMethodologyVersion(row) : null;
}
