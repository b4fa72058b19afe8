import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf, encodeNodeId } from '../../relay/nodes/node-id.js';
import { type Payload, payloadType } from '../../relay/payload.js';
import { Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import { Permission } from '../../relay/viewer-permission.js';
import {
  AccountType,
  type Context,
  idempotencyKeyField,
  localised,
  permission,
  readAccount,
  userErrors,
} from '../accounts/index.js';
import { councilsThatBar, RatingCycleType, readCycle } from '../cycles/index.js';
import {
  approvalsOf,
  publicationById,
  publicationByNumber,
  publicationOrdering,
  publicationsFor,
} from './publication.loader.js';
import { approversHeard, mayApprove, mayReadApprovers, mayReadPublication, mayReadStaged } from './publication.policy.js';
import type { PublicationService } from './publication.service.js';
import { PublicationConnection, PublicationRowType, PublicationType, toPublication } from './publication.type.js';

const PublicationApprovePayload = payloadType('PublicationApprove', 'publication', () => PublicationType);

/** Input of `publicationApprove`. */
@InputType('PublicationApproveInput', { description: 'Which table is approved.' })
export class PublicationApproveInput {
  @Field(() => ID, { description: 'The publication.' })
  readonly id!: string;

  @Field(() => Sha256Scalar, { description: 'The hash of the snapshot that the approver has looked at.' })
  readonly snapshotHash!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Body of events about a publication. */
@ObjectType('PublicationChanged', { description: 'A table was staged for approval, or published.', simpleResolvers: true })
export class PublicationChanged {
  readonly publicationId!: string;
}

registerEventBody('PublicationStaged', () => PublicationChanged);
registerEventBody('PublicationPublished', () => PublicationChanged);

/** The publication of an event. */
@Resolver(() => PublicationChanged)
export class PublicationChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => PublicationType, { nullable: true, description: 'The publication; null while it is not for the viewer.' })
  publication(@Root() body: PublicationChanged, @Ctx() context: Context): Promise<PublicationType | null> {
    return readPublication(body.publicationId, context);
  }
}

/** Reads and approval of publications. */
@Resolver(() => PublicationType)
export class PublicationResolver {
  constructor(private readonly publicationService: PublicationService) {}

  @Query(() => PublicationConnection, { description: 'Published tables, newest number first; staged ones for approvers, cycle managers and auditors.' })
  async publications(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PublicationType>> {
    const query = publicationsFor(context.database, mayReadStaged(context.viewer));
    const found = await page(query, publicationOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toPublication) }, () => countRows(query));
  }

  @Query(() => PublicationType, { nullable: true, description: 'The published table with this number.' })
  async publication(
    @Arg('number', () => Int, { description: 'Its number, from 1.' }) number: number,
    @Ctx() context: Context,
  ): Promise<PublicationType | null> {
    const row = await context.loaders.of(publicationByNumber).load(number);
    return row && mayReadPublication(context.viewer, { publishedAt: row.published_at }) ? toPublication(row) : null;
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The title of the cycle.' })
  title(
    @Root() publication: PublicationType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(publication.titles, context, locale);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle.' })
  ratingCycle(@Root() publication: PublicationType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(publication.cycleId, context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => Int, {
    description:
      'How many approvers have said yes; two are needed. Before publication the yes of somebody who is no approver any more does not count.',
  })
  async approvalCount(@Root() publication: PublicationType, @Ctx() context: Context): Promise<number> {
    return (await context.loaders.of(approvalsOf).load(publication.publicationId)).standing.length;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [ID], {
    nullable: true,
    description: 'The accounts of the approvers whose yes counts, for approvers and auditors.',
  })
  async approverIds(@Root() publication: PublicationType, @Ctx() context: Context): Promise<string[] | null> {
    if (!mayReadApprovers(context.viewer)) {
      return null;
    }
    const { standing } = await context.loaders.of(approvalsOf).load(publication.publicationId);
    return standing.map((id) => encodeNodeId('Account', id));
  }

  @FieldResolver(() => [AccountType], {
    nullable: true,
    description: 'Its approvers in the order of approval, with their names, for approvers and auditors.',
  })
  async approvers(@Root() publication: PublicationType, @Ctx() context: Context): Promise<AccountType[] | null> {
    if (!mayReadApprovers(context.viewer)) {
      return null;
    }
    const { standing } = await context.loaders.of(approvalsOf).load(publication.publicationId);
    const accounts = await Promise.all(standing.map((id) => readAccount(id, context)));
    return accounts.filter((account) => account !== null);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may approve it now.' })
  async viewerCanApprove(@Root() publication: PublicationType, @Ctx() context: Context): Promise<Permission> {
    const [{ given, standing }, councilIds] = await Promise.all([
      context.loaders.of(approvalsOf).load(publication.publicationId),
      councilsThatBar(publication.cycleId, context),
    ]);
    const approverIds = approversHeard(given, standing);
    return permission(mayApprove(context.viewer, { state: publication.state, approverIds, councilIds }), context);
  }

  @Mutation(() => PublicationApprovePayload, {
    description: 'Approves a table. For approvers; the second one publishes it.',
  })
  async publicationApprove(
    @Arg('input', () => PublicationApproveInput, { description: 'Which table.' }) input: PublicationApproveInput,
    @Ctx() context: Context,
  ): Promise<Payload<'publication', PublicationType>> {
    const publicationId = decodeNodeIdOf('Publication', input.id);
    const outcome = await this.publicationService.approve(context.viewer, { ...input, publicationId });
    if (outcome.ok) {
      const publication = await readPublication(outcome.value.publicationId, context);
      return { publication, positions: outcome.positions, errors: [] };
    }
    const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
    return {
      publication: conflict ? await readPublication(publicationId, context) : null,
      positions: [],
      errors: userErrors(outcome.faults, context),
    };
  }
}

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
  @FieldResolver(() => String, { nullable: true, description: 'The name of the category; null without one.' })
  categoryName(
    @Root() row: PublicationRowType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    return row.categoryNames && localised(row.categoryNames, context, locale);
  }
}

/** A publication that the viewer may see, or null. */
export async function readPublication(id: string | null, context: Context): Promise<PublicationType | null> {
  const row = id === null ? null : await context.loaders.of(publicationById).load(id);
  return row && mayReadPublication(context.viewer, { publishedAt: row.published_at }) ? toPublication(row) : null;
}
