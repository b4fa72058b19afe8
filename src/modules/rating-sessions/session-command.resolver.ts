import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { type Context, userErrors } from '../accounts/index.js';
import { type RaterAssignmentType, readAssignment } from '../cycles/index.js';
import type { MemberCommand } from './member.command.js';
import {
  ConsensusVoteInput,
  ConsensusVotePayload,
  RaterRecuseInput,
  RaterRecusePayload,
  RatingSessionAbortInput,
  RatingSessionAbortPayload,
  RatingSessionCloseInput,
  RatingSessionClosePayload,
  RatingSessionOpenInput,
  RatingSessionOpenPayload,
  RatingSessionResumeInput,
  RatingSessionResumePayload,
  RatingSessionScheduleInput,
  RatingSessionSchedulePayload,
  RatingSessionSignInput,
  RatingSessionSignPayload,
  RatingSessionSuspendInput,
  RatingSessionSuspendPayload,
} from './rating-session.inputs.js';
import { readRatingSession } from './rating-session.resolver.js';
import type { RatingSessionType } from './rating-session.type.js';
import type { RecuseCommand } from './recuse.command.js';
import type { ScheduleCommand } from './schedule.command.js';
import type { SessionStepsCommand } from './session-steps.command.js';
import type { VoteCommand } from './vote.command.js';

type SessionPayload = Payload<'ratingSession', RatingSessionType>;

/** The commands on a session as a whole. */
@Resolver()
export class SessionCommandResolver {
  constructor(
    private readonly scheduleCommand: ScheduleCommand,
    private readonly steps: SessionStepsCommand,
    private readonly members: MemberCommand,
    private readonly votes: VoteCommand,
    private readonly recuseCommand: RecuseCommand,
  ) {}

  @Mutation(() => RatingSessionSchedulePayload, { description: 'Schedules a joint rating session. For cycle managers who have no seat in a council of the cycle.' })
  async ratingSessionSchedule(
    @Arg('input', () => RatingSessionScheduleInput, { description: 'The session.' }) input: RatingSessionScheduleInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    const { title, startsAt, locked, idempotencyKey } = input;
    const outcome = await this.scheduleCommand.run(context.viewer, {
      cycleId: decodeNodeIdOf('RatingCycle', input.ratingCycleId),
      title,
      startsAt,
      locked,
      idempotencyKey,
      evaluationIds: input.evaluationIds.map((id) => decodeNodeIdOf('Evaluation', id)),
      facilitatorId: account(input.facilitatorAccountId),
      deputyIds: input.deputyAccountIds.map(account),
      observerIds: input.observerAccountIds.map(account),
    });
    return answer(outcome, context);
  }

  @Mutation(() => RatingSessionOpenPayload, { description: 'Opens a session with a quorum, and sorts its items by the disagreement of their individual marks. For whoever leads.' })
  async ratingSessionOpen(
    @Arg('input', () => RatingSessionOpenInput, { description: 'The session.' }) input: RatingSessionOpenInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return answer(await this.steps.open(context.viewer, stepOf(input)), context);
  }

  @Mutation(() => RatingSessionSuspendPayload, { description: 'Lets a session stand still; its timers wait. For whoever leads.' })
  async ratingSessionSuspend(
    @Arg('input', () => RatingSessionSuspendInput, { description: 'The session.' }) input: RatingSessionSuspendInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return answer(await this.steps.suspend(context.viewer, stepOf(input)), context);
  }

  @Mutation(() => RatingSessionResumePayload, { description: 'Lets a session go on, with a quorum. For whoever leads.' })
  async ratingSessionResume(
    @Arg('input', () => RatingSessionResumeInput, { description: 'The session.' }) input: RatingSessionResumeInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return answer(await this.steps.resume(context.viewer, stepOf(input)), context);
  }

  @Mutation(() => RatingSessionClosePayload, { description: 'Closes a session whose items are all locked or deferred, and writes its protocol. For whoever leads.' })
  async ratingSessionClose(
    @Arg('input', () => RatingSessionCloseInput, { description: 'The session.' }) input: RatingSessionCloseInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return answer(await this.steps.close(context.viewer, stepOf(input)), context);
  }

  @Mutation(() => RatingSessionAbortPayload, { description: 'Asks to give a session up. It is, once whoever leads and an approver have both asked.' })
  async ratingSessionAbort(
    @Arg('input', () => RatingSessionAbortInput, { description: 'The session, and why.' }) input: RatingSessionAbortInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    const { id, reason, idempotencyKey } = input;
    const request = { sessionId: decodeNodeIdOf('RatingSession', id), reason, idempotencyKey };
    return answer(await this.steps.abort(context.viewer, request), context);
  }

  @Mutation(() => RatingSessionSignPayload, { description: 'Signs the protocol of a closed session, or refuses to with a reason. For its raters who were there at the close.' })
  async ratingSessionSign(
    @Arg('input', () => RatingSessionSignInput, { description: 'The signature.' }) input: RatingSessionSignInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    const { id, ...rest } = input;
    return answer(await this.members.sign(context.viewer, { ...rest, sessionId: decodeNodeIdOf('RatingSession', id) }), context);
  }

  @Mutation(() => ConsensusVotePayload, { description: 'Confirms proposals, objects to them, or abstains. For raters of their councils who are there.' })
  async consensusVote(
    @Arg('input', () => ConsensusVoteInput, { description: 'The answer.' }) input: ConsensusVoteInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    const proposalIds = input.proposalIds.map((id) => decodeNodeIdOf('ConsensusProposal', id));
    return answer(await this.votes.run(context.viewer, { ...input, proposalIds }), context);
  }

  @Mutation(() => RaterRecusePayload, { description: 'Takes the viewer out of the rating of a council, at once and for good. For its raters, until the result is settled.' })
  async raterRecuse(
    @Arg('input', () => RaterRecuseInput, { description: 'From what, and why.' }) input: RaterRecuseInput,
    @Ctx() context: Context,
  ): Promise<Payload<'raterAssignment', RaterAssignmentType>> {
    const evaluationId = decodeNodeIdOf('Evaluation', input.evaluationId);
    const outcome = await this.recuseCommand.run(context.viewer, { ...input, evaluationId });
    return outcome.ok
      ? { raterAssignment: await readAssignment(outcome.value.assignmentId, context), positions: outcome.positions, errors: [] }
      : { raterAssignment: null, positions: [], errors: userErrors(outcome.faults, context) };
  }
}

const account = (id: string): string | null => decodeNodeIdOf('Account', id);

const stepOf = ({ id, term, idempotencyKey }: { readonly id: string; readonly term: number; readonly idempotencyKey?: string | null }) => ({
  sessionId: decodeNodeIdOf('RatingSession', id),
  term,
  idempotencyKey,
});

async function answer(outcome: Outcome<{ readonly sessionId: string }>, context: Context): Promise<SessionPayload> {
  return outcome.ok
    ? { ratingSession: await readRatingSession(outcome.value.sessionId, context), positions: outcome.positions, errors: [] }
    : { ratingSession: null, positions: [], errors: userErrors(outcome.faults, context) };
}
