import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { contentHash } from '../../ledger/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { noteChange } from '../../relay/lasting-fields.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Sha256Scalar } from '../../relay/scalars.js';
import { Permission } from '../../relay/viewer-permission.js';
import {
  AccountType,
  type Context,
  localised,
  permission,
  readAccount,
  type Viewer,
} from '../accounts/index.js';
import { findEntry, InclusionProofType, inclusionHashes, readCheckpoint, toInclusionProof } from '../audit/index.js';
import { councilsThatBar, RatingCycleType, readCycle } from '../cycles/index.js';
import {
  approvalsOf,
  newestNumberOf,
  publicationByHash,
  publicationById,
  publicationByNumber,
  publicationOrdering,
  type PublicationRow,
  publicationsFor,
  withdrawalsOf,
} from './publication.loader.js';
import {
  approversHeard,
  mayApprove,
  mayCorrect,
  mayReadApprovers,
  mayReadContent,
  mayReadPublication,
  mayReadStaged,
  mayWithdraw,
} from './publication.policy.js';
import { PublicationConnection, PublicationRowType, PublicationType, PublicationWithdrawalType, toPublication } from './publication.type.js';

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
@ObjectType('PublicationChanged', { description: 'A table was staged for approval, published, or given up.', simpleResolvers: true })
export class PublicationChanged {
  readonly publicationId!: string;
}

registerEventBody('PublicationStaged', () => PublicationChanged);
registerEventBody('PublicationPublished', () => PublicationChanged);
registerEventBody('PublicationWithdrawn', () => PublicationChanged);

/** The publication of an event. */
@Resolver(() => PublicationChanged)
export class PublicationChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => PublicationType, { nullable: true, description: 'The publication; null while it is not for the viewer.' })
  publication(@Root() body: PublicationChanged, @Ctx() context: Context): Promise<PublicationType | null> {
    return readPublication(body.publicationId, context);
  }
}

/** Reads of publications. */
@Resolver(() => PublicationType)
export class PublicationResolver {
  @Query(() => PublicationConnection, { description: 'Published tables, newest number first; staged ones for approvers, cycle managers and auditors.' })
  async publications(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PublicationType>> {
    const query = publicationsFor(context.database, mayReadStaged(context.viewer));
    const found = await page(query, publicationOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map((row) => shown(row, context.viewer)) }, () => countRows(query));
  }

  @Query(() => PublicationType, { nullable: true, description: 'The published table with this number.' })
  async publication(
    @Arg('number', () => Int, { description: 'Its number, from 1.' }) number: number,
    @Ctx() context: Context,
  ): Promise<PublicationType | null> {
    return readable(await context.loaders.of(publicationByNumber).load(number), context);
  }

  @Query(() => PublicationType, {
    nullable: true,
    description:
      'The published table with this hash. An answer to an anonymous GET may be kept for ever (`Cache-Control: immutable`) where it asks for nothing else than what the snapshot says, with `locale` at each name: not for `state`, approvals, the cycle or `explain`. It carries no `extensions` then.',
  })
  async publicationByHash(
    @Arg('hash', () => Sha256Scalar, { description: 'The hash of its snapshot.' }) hash: string,
    @Ctx() context: Context,
  ): Promise<PublicationType | null> {
    const row = await context.loaders.of(publicationByHash).load(hash);
    if (row?.state === 'WITHDRAWN') {
      // What is told of it is no more what it was; and may be something else for others.
      noteChange(context);
    }
    return readable(row, context);
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
    const publication = shown(row, context.viewer);
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
    const newest = await context.loaders.of(newestNumberOf).load(publication.cycleId);
    return permission(mayCorrect(context.viewer, { state: publication.state, isNewest: newest === publication.number, councilIds }), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may give it up by `publicationWithdraw` now.' })
  async viewerCanWithdraw(@Root() publication: PublicationType, @Ctx() context: Context): Promise<Permission> {
    const councilIds = await councilsThatBar(publication.cycleId, context);
    const corrects = publication.correction?.of ?? null;
    const words = await context.loaders.of(withdrawalsOf).load(publication.publicationId);
    const [given = [], standing = []] = [words, words.filter(({ stands }) => stands)].map((some) => some.map(({ approverId }) => approverId));
    const withdrawnBy = approversHeard(given, standing);
    return permission(mayWithdraw(context.viewer, { state: publication.state, corrects, withdrawnBy, councilIds }), context);
  }

  @FieldResolver(() => PublicationWithdrawalType, {
    nullable: true,
    description: 'Why it was withdrawn; null while it is not. Approvers and auditors see before that that one has asked for it.',
  })
  async withdrawal(@Root() publication: PublicationType, @Ctx() context: Context): Promise<PublicationWithdrawalType | null> {
    const isWithdrawn = publication.state === 'WITHDRAWN';
    if (!isWithdrawn && !mayReadApprovers(context.viewer)) {
      return null;
    }
    const words = await context.loaders.of(withdrawalsOf).load(publication.publicationId);
    const reasons = words.map(({ reason }) => reason);
    return isWithdrawn || words.length > 0 ? { reasons, withdrawnAt: isWithdrawn ? (words.at(-1)?.at ?? null) : null } : null;
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
}

/** A publication that the viewer may see, or null. */
export async function readPublication(id: string | null, context: Context): Promise<PublicationType | null> {
  return readable(id === null ? null : await context.loaders.of(publicationById).load(id), context);
}

/** A row as the viewer may see it, or null. */
function readable(row: PublicationRow | null, { viewer }: Context): PublicationType | null {
  return row && mayReadPublication(viewer, { publishedAt: row.published_at }) ? shown(row, viewer) : null;
}

const shown = (row: PublicationRow, viewer: Viewer): PublicationType => toPublication(row, mayReadContent(viewer, row));
