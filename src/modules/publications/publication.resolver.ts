import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { contentHash } from '../../ledger/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
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
import { findEntry, InclusionProofType, inclusionHashes, readCheckpoint, toInclusionProof } from '../audit/index.js';
import { councilsThatBar, RatingCycleType, readCycle } from '../cycles/index.js';
import { ScoreValueInput } from '../evaluations/index.js';
import type { MarkValue } from '../../scoring/index.js';
import type { CorrectionCommand } from './correction.command.js';
import { explainPublished } from './explain.js';
import {
  approvalsOf,
  publicationById,
  publicationByNumber,
  publicationOrdering,
  publicationsFor,
} from './publication.loader.js';
import { approversHeard, mayApprove, mayCorrect, mayReadApprovers, mayReadPublication, mayReadStaged } from './publication.policy.js';
import type { PublicationService } from './publication.service.js';
import { FigureTraceType, PublicationConnection, PublicationRowType, PublicationType, toPublication } from './publication.type.js';

const PublicationCorrectPayload = payloadType('PublicationCorrect', 'publication', () => PublicationType);
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

/** One item to correct. */
@InputType('CorrectedItemInput', { description: 'An item whose official points are wrong.' })
export class CorrectedItemInput {
  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => ScoreValueInput, { description: 'What it should say.' })
  readonly value!: ScoreValueInput;

  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;
}

/** Input of `publicationCorrect`. */
@InputType('PublicationCorrectInput', { description: 'A correction of a published table.' })
export class PublicationCorrectInput {
  @Field(() => ID, { description: 'The publication.' })
  readonly id!: string;

  @Field(() => String, { description: 'Why, for the public. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => [CorrectedItemInput], { description: '1 to 100 items.' })
  readonly items!: CorrectedItemInput[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Whether a published figure is what was published. */
@ObjectType('PublicationVerification', {
  description: 'What the server itself says of a published figure, with a proof to check it by. Who does not trust the server checks the bundle: `kengash-verify publication`.',
  simpleResolvers: true,
})
export class PublicationVerification {
  @Field(() => PublicationType, { description: 'The publication.' })
  readonly publication!: PublicationType;

  @Field(() => PublicationRowType, { nullable: true, description: 'The row of the council that was asked for; null without one.' })
  readonly row!: PublicationRowType | null;

  @Field(() => Boolean, { description: 'Whether the hash of the snapshot is that of its text.' })
  readonly hashHolds!: boolean;

  @Field(() => InclusionProofType, { nullable: true, description: 'The proof that its publication is in the ledger; null while it is not chained yet.' })
  readonly inclusion!: InclusionProofType | null;
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
  constructor(
    private readonly publicationService: PublicationService,
    private readonly correctionCommand: CorrectionCommand,
  ) {}

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

  @Query(() => PublicationVerification, {
    nullable: true,
    description: 'Checks a published table, and one council in it: the hash of the snapshot, and that its publication is in the ledger. Null for a number that is not public. Public.',
  })
  async verifyPublication(
    @Arg('number', () => Int, { description: 'The number of the publication.' }) number: number,
    @Arg('councilCode', () => String, { nullable: true, description: 'The code of a council in it.' }) councilCode: string | null,
    @Ctx() context: Context,
  ): Promise<PublicationVerification | null> {
    const row = await context.loaders.of(publicationByNumber).load(number);
    if (!row?.published_at) {
      return null;
    }
    const publication = toPublication(row);
    const { kind } = JSON.parse(row.snapshot) as Snapshot;
    const checkpoint = await readCheckpoint(context.database);
    const entry = checkpoint && (await findEntry(context.database, row.snapshot_hash));
    const isChained = checkpoint !== null && entry !== null && entry.index < checkpoint.size;
    return {
      publication,
      row: publication.rows.find((line) => line.councilCode === councilCode) ?? null,
      hashHolds: contentHash(kind, JSON.parse(row.snapshot)) === row.snapshot_hash,
      inclusion: isChained ? toInclusionProof(entry, await inclusionHashes(context.database, entry.index, checkpoint.size), checkpoint) : null,
    };
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

  @FieldResolver(() => Permission, { description: 'Whether the viewer may correct it by `publicationCorrect` now.' })
  async viewerCanCorrect(@Root() publication: PublicationType, @Ctx() context: Context): Promise<Permission> {
    const councilIds = await councilsThatBar(publication.cycleId, context);
    return permission(mayCorrect(context.viewer, { state: publication.state, councilIds }), context);
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

  @Mutation(() => PublicationCorrectPayload, {
    description: 'Corrects a published table: official points are adjusted, and a new table waits under the next number for its two approvers. The one before stays public. For approvers who have no seat in a council of the cycle.',
  })
  async publicationCorrect(
    @Arg('input', () => PublicationCorrectInput, { description: 'The correction.' }) input: PublicationCorrectInput,
    @Ctx() context: Context,
  ): Promise<Payload<'publication', PublicationType>> {
    const outcome = await this.correctionCommand.run(context.viewer, {
      publicationId: decodeNodeIdOf('Publication', input.id),
      reason: input.reason,
      items: input.items.map(({ itemId, value, reason }) => ({ itemId: decodeNodeIdOf('EvaluationItem', itemId), value: valueOf(value), reason })),
      idempotencyKey: input.idempotencyKey,
    });
    return outcome.ok
      ? { publication: await readPublication(outcome.value.publicationId, context), positions: outcome.positions, errors: [] }
      : { publication: null, positions: [], errors: userErrors(outcome.faults, context) };
  }
}

/** The value of an input as scoring takes it. */
function valueOf({ kind, points, level }: ScoreValueInput): MarkValue {
  if (kind === 'POINTS') {
    return { kind, points: points ?? '' };
  }
  return kind === 'LEVEL' ? { kind, level: level ?? '' } : { kind };
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

/** A publication that the viewer may see, or null. */
export async function readPublication(id: string | null, context: Context): Promise<PublicationType | null> {
  const row = id === null ? null : await context.loaders.of(publicationById).load(id);
  return row && mayReadPublication(context.viewer, { publishedAt: row.published_at }) ? toPublication(row) : null;
}
