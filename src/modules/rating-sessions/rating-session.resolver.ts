import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { sql } from 'kysely';
import { noId } from '../../database/stable-id.js';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, isSignedIn, localised, permission } from '../accounts/index.js';
import { EvaluationType, RatingCycleType, readCycle, readEvaluation } from '../cycles/index.js';
import {
  attendanceOf,
  AttendanceType,
  facilitationOf,
  FacilitationType,
  leaseOf,
  mayTakeOver,
  quorumOf,
  QuorumType,
  toAttendance,
  toFacilitation,
} from '../facilitation/index.js';
import { RatingSessionItemWhere, RatingSessionWhere } from './rating-session.inputs.js';
import {
  evaluationsOfSession,
  protocolCouncilsOf,
  protocolOf,
  ratingSessionById,
  ratingSessionOrdering,
  ratingSessionRows,
} from './rating-session.loader.js';
import { ratingSessionMachine } from './rating-session.machine.js';
import { mayReadAttendance, mayReadProceedings, mayReadSession, mayStepSession, seesAllSessions } from './rating-session.policy.js';
import {
  factsOfRow,
  RatingSessionConnection,
  RatingSessionStepType,
  RatingSessionType,
  SessionProtocolCouncilType,
  SessionProtocolType,
  toProtocol,
  toRatingSession,
} from './rating-session.type.js';
import { agendaOf } from './session-item.loader.js';
import { RatingSessionItemConnection, type RatingSessionItemType, toSessionItem } from './session-item.type.js';

/** Reads of sessions. */
@Resolver(() => RatingSessionType)
export class RatingSessionResolver {
  @Query(() => RatingSessionConnection, { description: 'Joint rating sessions that the viewer may see, newest start first.' })
  async ratingSessions(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => RatingSessionWhere, { nullable: true, description: 'Which ones.' }) where: RatingSessionWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<RatingSessionType>> {
    const { viewer } = context;
    let query = ratingSessionRows(context.database);
    // The rule of `mayReadSession` as a condition; a test holds the two together.
    const hasNotLeft = sql<boolean>`exists (
      select 1 from session_evaluation se
      where se.session_id = rating_session.id and se.evaluation_id <> all(${[...viewer.leftEvaluations]}::uuid[]))`;
    if (seesAllSessions(viewer)) {
      query = viewer.leftEvaluations.size > 0 ? query.where(hasNotLeft) : query;
    } else {
      const own = isSignedIn(viewer) ? viewer.accountId : noId;
      query = query.where(
        sql<boolean>`(exists (
          select 1 from session_evaluation se join rater_assignment a on a.evaluation_id = se.evaluation_id
          where se.session_id = rating_session.id and a.rater_id = ${own} and a.state in ('ACTIVE', 'COMPLETED'))
        or exists (
          select 1 from session_observer o where o.session_id = rating_session.id and o.account_id = ${own}) and ${hasNotLeft})`,
      );
    }
    if (typeof where?.ratingCycleId === 'string') {
      query = query.where('rating_session.cycle_id', '=', decodeNodeIdOf('RatingCycle', where.ratingCycleId) ?? noId);
    }
    if (where?.state) {
      query = query.where('rating_session.state', '=', where.state);
    }
    const found = await page(query, ratingSessionOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toRatingSession) }, () => countRows(query));
  }

  @Query(() => RatingSessionType, { nullable: true, description: 'A joint rating session by its id; null when unknown or hidden.' })
  ratingSession(
    @Arg('id', () => ID, { description: 'The id of the session.' }) id: string,
    @Ctx() context: Context,
  ): Promise<RatingSessionType | null> {
    return readRatingSession(decodeNodeIdOf('RatingSession', id), context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its title.' })
  title(
    @Root() session: RatingSessionType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(session.titles, context, locale);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle.' })
  ratingCycle(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(row.cycle_id, context);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [EvaluationType], { description: "Its councils' evaluations that the viewer may see, by the council's name." })
  async evaluations(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<EvaluationType[]> {
    const rows = await context.loaders.of(evaluationsOfSession).load(row.id);
    const found = await Promise.all(rows.map(({ evaluation_id }) => readEvaluation(evaluation_id, context)));
    return found.filter((evaluation) => evaluation !== null);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => FacilitationType, { nullable: true, description: 'Who leads.' })
  async facilitation(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<FacilitationType | null> {
    const found = await context.loaders.of(facilitationOf).load(row.id);
    return found && toFacilitation(found);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => QuorumType, { description: 'Whether enough of those who are entitled are checked in.' })
  quorum(@Root() { row }: RatingSessionType): QuorumType {
    return quorumOf(new Set(row.rater_ids), new Set(row.present_ids), row.min_raters);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [AttendanceType], {
    nullable: true,
    description: 'Who is there, in the order in which they came. For whoever leads, runs or audits; null for others, since raters do not learn each other\'s names.',
  })
  async attendance(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<AttendanceType[] | null> {
    if (!mayReadAttendance(context.viewer, factsOfRow(row))) {
      return null;
    }
    return (await context.loaders.of(attendanceOf).load(row.id)).map(toAttendance);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer is checked in.' })
  viewerIsPresent(@Root() { row }: RatingSessionType, @Ctx() { viewer }: Context): boolean {
    return viewer.accountId !== null && row.present_ids.includes(viewer.accountId);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingSessionItemConnection, { description: 'Its agenda, as far as the viewer may see it.' })
  async items(
    @Root() { row }: RatingSessionType,
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => RatingSessionItemWhere, { nullable: true, description: 'Which ones.' }) where: RatingSessionItemWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<RatingSessionItemType>> {
    const { viewer, loaders } = context;
    const agenda = agendaOf(loaders, {
      readerId: seesAllSessions(viewer) ? null : (viewer.accountId ?? noId),
      barred: { evaluationIds: [...viewer.leftEvaluations], councilIds: [...viewer.councils.keys()] },
      state: where?.state ?? null,
      isActive: where?.active ?? false,
      evaluationId: typeof where?.evaluationId === 'string' ? (decodeNodeIdOf('Evaluation', where.evaluationId) ?? noId) : null,
    });
    const found = await loaders.of(agenda.pages).load({ parentId: row.id, page: pageArguments });
    return connectionOf({ ...found, rows: found.rows.map(toSessionItem) }, () => loaders.of(agenda.totals).load(row.id));
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => SessionProtocolType, { nullable: true, description: 'What it has decided; null before it is closed.' })
  async protocol(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<SessionProtocolType | null> {
    const found = await context.loaders.of(protocolOf).load(row.id);
    return found && toProtocol(found);
  }

  @FieldResolver(() => [RatingSessionStepType], { description: 'The steps that lead on from where it stands, and which of them the viewer may take.' })
  nextSteps(@Root() { row }: RatingSessionType, @Ctx() context: Context): RatingSessionStepType[] {
    return ratingSessionMachine.transitions
      .filter(({ from }) => from === row.state)
      .map(({ action }) => ({
        mutation: `ratingSession${action.charAt(0).toUpperCase()}${action.slice(1)}`,
        viewerCanTake: permission(mayStepSession(context.viewer, factsOfRow(row), action), context),
      }));
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may take over the lead by `facilitationTakeOver` now.' })
  async viewerCanTakeOver(@Root() { row }: RatingSessionType, @Ctx() context: Context): Promise<Permission> {
    const found = await context.loaders.of(facilitationOf).load(row.id);
    const decision = found
      ? mayTakeOver(context.viewer, leaseOf(found), found.server_time)
      : ({ allowed: false, code: 'NOT_FOUND' } as const);
    return permission(decision, context);
  }
}

/** Reads within a protocol. */
@Resolver(() => SessionProtocolType)
export class SessionProtocolResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => [SessionProtocolCouncilType], { description: "Its parts, by the council's name." })
  async councils(@Root() { sessionId }: SessionProtocolType, @Ctx() context: Context): Promise<SessionProtocolCouncilType[]> {
    const rows = await context.loaders.of(protocolCouncilsOf).load(sessionId);
    return rows.map((row) => {
      const sight = {
        evaluationId: row.evaluation_id,
        councilId: row.council_id,
        itemRaterIds: row.rater_ids,
        observerIds: row.observer_ids,
        holderId: row.holder_id,
      };
      return { code: row.council_code, hash: row.hash, body: mayReadProceedings(context.viewer, sight) ? row.body : null };
    });
  }
}

/** A session that the viewer may see, or null. */
export async function readRatingSession(id: string | null, context: Context): Promise<RatingSessionType | null> {
  const row = id === null ? null : await context.loaders.of(ratingSessionById).load(id);
  return row && mayReadSession(context.viewer, factsOfRow(row)) ? toRatingSession(row) : null;
}
