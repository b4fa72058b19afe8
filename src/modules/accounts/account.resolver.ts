import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { fault } from '../../errors.js';
import { encodeNodeId, decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { CursorScalar } from '../../relay/scalars.js';
import { encodeCursor } from '../../realtime/cursor.js';
import { positionLoader } from '../../realtime/postgres/position.loader.js';
import { mayKeepAccounts } from './account.policy.js';
import { AccountCreateInput, AccountCreatePayload, RoleSetInput, RoleSetPayload } from './account.inputs.js';
import { accountById, type SessionRow, sessionsOfAccount } from './account.loader.js';
import type { AccountService } from './account.service.js';
import type { Context } from './context.js';
import { userErrors } from './localised.js';
import {
  PasswordChangeInput,
  PasswordChangePayload,
  SessionCreateInput,
  SessionCreatePayload,
  SessionDeleteInput,
  SessionDeletePayload,
  SessionExtendInput,
  SessionExtendPayload,
} from './session.inputs.js';
import { PersonType, toPerson } from './person.type.js';
import type { SessionService } from './session.service.js';
import { sessionDays, sessionHours } from './session-token.js';
import { SessionType, toSession } from './session.type.js';
import { userStreamKey } from './user.stream.js';
import { isSignedIn, type SignedInViewer } from './viewer.js';
import { toViewer, ViewerType } from './viewer.type.js';

/**
 * Points that a mutation with a password costs beside its selection: hashing takes a processor for tens of milliseconds,
 * so an address is given a few hundred at once, then ten a second.
 */
const passwordCost = 500;

/** Signing in and out, the viewer, and the keeping of accounts. */
@Resolver(() => ViewerType)
export class AccountResolver {
  constructor(
    private readonly sessionService: SessionService,
    private readonly accountService: AccountService,
    private readonly signIn: (token: string, context: Context) => Promise<SignedInViewer | null>,
  ) {}

  @Query(() => ViewerType, { nullable: true, description: 'The signed-in account; null for the public.' })
  viewer(@Ctx() context: Context): ViewerType | null {
    return isSignedIn(context.viewer) ? toViewer(context.viewer) : null;
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'The person whose account it is.' })
  async person(@Root() { signedIn }: ViewerType, @Ctx() context: Context): Promise<PersonType | null> {
    const row = await context.loaders.of(accountById).load(signedIn.accountId);
    return row && toPerson({ ...row, id: row.person_id });
  }

  @FieldResolver(() => String, { description: 'The e-mail address of the account.' })
  async email(@Root() { signedIn }: ViewerType, @Ctx() context: Context): Promise<string> {
    const row = await context.loaders.of(accountById).load(signedIn.accountId);
    return row?.email ?? '';
  }

  @FieldResolver(() => [SessionType], { description: 'The running sessions of the account, newest first.' })
  async sessions(@Root() { signedIn }: ViewerType, @Ctx() context: Context): Promise<SessionType[]> {
    const { accountId, sessionId } = signedIn;
    const rows: SessionRow[] = await context.loaders.of(sessionsOfAccount).load(accountId);
    return rows.map((row) => toSession(row, sessionId));
  }

  @FieldResolver(() => CursorScalar, { description: "Where the viewer's own stream stands, for `userStream(after)`." })
  async position(@Root() { signedIn }: ViewerType, @Ctx() context: Context): Promise<string> {
    const key = userStreamKey(signedIn.accountId);
    return encodeCursor(await context.loaders.of(positionLoader).load(key));
  }

  @Mutation(() => SessionCreatePayload, {
    complexity: passwordCost,
    description: 'Signs in with address and password. Five failures in a row lock the address for a growing time.',
  })
  async sessionCreate(
    @Arg('input', () => SessionCreateInput, { description: 'Who signs in.' }) input: SessionCreateInput,
    @Ctx() context: Context,
  ): Promise<SessionCreatePayload> {
    const outcome = await this.sessionService.create({ ...input, userAgent: context.userAgent });
    if (!outcome.ok) {
      return { session: null, viewer: null, errors: userErrors(outcome.faults, context) };
    }
    const { token, expiresAt } = outcome.value;
    const viewer = await this.signIn(token, context);
    return { session: { token, expiresAt }, viewer: viewer && toViewer(viewer), errors: [] };
  }

  @Mutation(() => SessionDeletePayload, { description: 'Signs out: ends the present session or another of the viewer.' })
  async sessionDelete(
    @Arg('input', () => SessionDeleteInput, { description: 'Which session.' }) input: SessionDeleteInput,
    @Ctx() context: Context,
  ): Promise<SessionDeletePayload> {
    const { viewer } = context;
    const named = input.id ?? null;
    const id = named === null ? null : decodeNodeIdOf('Session', named);
    const outcome = !isSignedIn(viewer)
      ? fault('UNAUTHENTICATED')
      : named !== null && id === null
        ? fault('NOT_FOUND', ['id'])
        : await this.sessionService.delete(viewer, id, input.idempotencyKey ?? null);
    return outcome.ok
      ? { deletedSessionId: encodeNodeId('Session', outcome.value.sessionId), positions: outcome.positions, errors: [] }
      : { deletedSessionId: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => SessionExtendPayload, {
    description: `Gives the present session a later end, ${sessionHours} hours from now, under the same token. ${sessionDays} days after its beginning a session ends for good.`,
  })
  async sessionExtend(
    @Arg('input', () => SessionExtendInput, { description: 'The key of the repeat.' }) input: SessionExtendInput,
    @Ctx() context: Context,
  ): Promise<SessionExtendPayload> {
    const { viewer } = context;
    const outcome = isSignedIn(viewer)
      ? await this.sessionService.extend(viewer, input.idempotencyKey ?? null)
      : fault('UNAUTHENTICATED');
    if (!outcome.ok || !isSignedIn(viewer)) {
      return { session: null, positions: [], errors: outcome.ok ? [] : userErrors(outcome.faults, context) };
    }
    const rows: SessionRow[] = await context.loaders.of(sessionsOfAccount).load(viewer.accountId);
    const row = rows.find(({ id }) => id === outcome.value.sessionId);
    return { session: row ? toSession(row, viewer.sessionId) : null, positions: outcome.positions, errors: [] };
  }

  @Mutation(() => PasswordChangePayload, {
    complexity: passwordCost,
    description: "Changes the viewer's password and ends all other sessions. A wrong present one counts as a failed sign-in.",
  })
  async passwordChange(
    @Arg('input', () => PasswordChangeInput, { description: 'The present and the new password.' })
    input: PasswordChangeInput,
    @Ctx() context: Context,
  ): Promise<PasswordChangePayload> {
    const { viewer } = context;
    const outcome = isSignedIn(viewer)
      ? await this.accountService.changePassword(viewer, input)
      : fault('UNAUTHENTICATED');
    return outcome.ok && isSignedIn(viewer)
      ? { viewer: toViewer(viewer), errors: [] }
      : { viewer: null, errors: outcome.ok ? [] : userErrors(outcome.faults, context) };
  }

  @Mutation(() => AccountCreatePayload, {
    complexity: passwordCost,
    description: 'Makes a person with an account. For the Agency.',
  })
  async accountCreate(
    @Arg('input', () => AccountCreateInput, { description: 'The person and the account.' }) input: AccountCreateInput,
    @Ctx() context: Context,
  ): Promise<AccountCreatePayload> {
    const decision = mayKeepAccounts(context.viewer);
    const outcome = decision.allowed
      ? await this.accountService.create(context.viewer.accountId, input)
      : fault(decision.code);
    return outcome.ok
      ? { accountId: encodeNodeId('Account', outcome.value.accountId), errors: [] }
      : { accountId: null, errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => RoleSetPayload, { description: 'Grants a role to an account or takes it back. For the Agency.' })
  async roleSet(
    @Arg('input', () => RoleSetInput, { description: 'Which role of which account.' }) input: RoleSetInput,
    @Ctx() context: Context,
  ): Promise<RoleSetPayload> {
    const { viewer } = context;
    const decision = mayKeepAccounts(viewer);
    const accountId = decodeNodeIdOf('Account', input.accountId);
    const outcome =
      !decision.allowed || !isSignedIn(viewer)
        ? fault(decision.allowed ? 'UNAUTHENTICATED' : decision.code)
        : accountId === null
          ? fault('NOT_FOUND', ['accountId'])
          : await this.accountService.setRole(
              viewer,
              { accountId, role: input.role, granted: input.granted },
              input.idempotencyKey ?? null,
            );
    return outcome.ok
      ? { accountId: encodeNodeId('Account', outcome.value.accountId), positions: outcome.positions, errors: [] }
      : { accountId: null, positions: [], errors: userErrors(outcome.faults, context) };
  }
}
