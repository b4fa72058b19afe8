import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import { TranslatedTextInput } from '../../relay/translated-text.input.js';
import { idempotencyKeyField } from '../accounts/index.js';
import { conflictKindEnum, type ConflictKind, RaterAssignmentType } from '../cycles/index.js';
import { ScoreValueInput } from '../evaluations/index.js';
import type { ConsensusVote } from './consensus-proposal.entity.js';
import { RatingSessionType, ratingSessionStateEnum } from './rating-session.type.js';
import type { RatingSessionState } from './rating-session.entity.js';
import { consensusVoteEnum } from './consensus-proposal.type.js';
import { RatingSessionItemType, sessionItemStateEnum } from './session-item.type.js';
import type { SessionItemState } from './session-item.entity.js';

const sessionPayload = (mutation: string) => payloadType(mutation, 'ratingSession', () => RatingSessionType);
const itemPayload = (mutation: string) => payloadType(mutation, 'ratingSessionItem', () => RatingSessionItemType);

export const RatingSessionSchedulePayload = sessionPayload('RatingSessionSchedule');
export const RatingSessionOpenPayload = sessionPayload('RatingSessionOpen');
export const RatingSessionSuspendPayload = sessionPayload('RatingSessionSuspend');
export const RatingSessionResumePayload = sessionPayload('RatingSessionResume');
export const RatingSessionClosePayload = sessionPayload('RatingSessionClose');
export const RatingSessionAbortPayload = sessionPayload('RatingSessionAbort');
export const RatingSessionSignPayload = sessionPayload('RatingSessionSign');
export const ConsensusVotePayload = sessionPayload('ConsensusVote');
export const RatingSessionItemActivatePayload = itemPayload('RatingSessionItemActivate');
export const RatingSessionItemDiscussPayload = itemPayload('RatingSessionItemDiscuss');
export const RatingSessionItemOpenRoundPayload = itemPayload('RatingSessionItemOpenRound');
export const RatingSessionItemCloseRoundPayload = itemPayload('RatingSessionItemCloseRound');
export const RatingSessionItemRevealPayload = itemPayload('RatingSessionItemReveal');
export const RatingSessionItemProposePayload = itemPayload('RatingSessionItemPropose');
export const RatingSessionItemConcludePayload = itemPayload('RatingSessionItemConclude');
export const RatingSessionItemDeferPayload = itemPayload('RatingSessionItemDefer');
export const RatingSessionItemReopenPayload = itemPayload('RatingSessionItemReopen');
export const RatingSessionItemPassPayload = itemPayload('RatingSessionItemPass');
export const DissentRecordPayload = itemPayload('DissentRecord');
export const RaterRecusePayload = payloadType('RaterRecuse', 'raterAssignment', () => RaterAssignmentType);

const termField = { description: 'The number of the lead as the sender knows it, `Facilitation.term`.' } as const;
const sessionField = { description: 'The session.' } as const;
const itemField = { description: 'The item of the session.' } as const;

/** Which sessions. */
@InputType('RatingSessionWhere', { description: 'Which sessions to list. All conditions hold together.' })
export class RatingSessionWhere {
  @Field(() => ID, { nullable: true, description: 'Of this cycle.' })
  readonly ratingCycleId?: string | null;

  @Field(() => ratingSessionStateEnum, { nullable: true, description: 'In this state.' })
  readonly state?: RatingSessionState | null;
}

/** Which items. */
@InputType('RatingSessionItemWhere', { description: 'Which items of a session to list. All conditions hold together.' })
export class RatingSessionItemWhere {
  @Field(() => sessionItemStateEnum, { nullable: true, description: 'In this state: PROPOSED before any round is the consent list.' })
  readonly state?: SessionItemState | null;

  @Field(() => Boolean, { nullable: true, description: 'True: the one that is on the floor.' })
  readonly active?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this evaluation.' })
  readonly evaluationId?: string | null;
}

/** Input of `ratingSessionSchedule`. */
@InputType('RatingSessionScheduleInput', { description: 'A session to schedule.' })
export class RatingSessionScheduleInput {
  @Field(() => ID, { description: 'The cycle, while evidence is open or later, and before its result is settled.' })
  readonly ratingCycleId!: string;

  @Field(() => TranslatedTextInput, { description: 'Its title.' })
  readonly title!: TranslatedTextInput;

  @Field(() => Date, { description: 'When it is to begin.' })
  readonly startsAt!: Date;

  @Field(() => [ID], { description: '1 to 100 evaluations of the cycle, each once. All their judged items that no other session deals with come on the agenda.' })
  readonly evaluationIds!: string[];

  @Field(() => ID, { description: 'The account of whoever leads: a facilitator who neither sits in one of the councils nor rates one.' })
  readonly facilitatorAccountId!: string;

  @Field(() => [ID], { description: '1 to 10 accounts of deputies, in the order in which they are asked, by the same rule.' })
  readonly deputyAccountIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: 'Up to 100 accounts that look on: they see the session, and mark nothing. Nobody who sits in one of the councils.' })
  readonly observerAccountIds!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether nobody but the deputies may take over the lead.' })
  readonly locked!: boolean;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of the steps of a session. */
@InputType('SessionStepFields', { description: 'What every step of a session names.' })
abstract class SessionStepFields {
  @Field(() => ID, sessionField)
  readonly id!: string;

  @Field(() => Int, termField)
  readonly term!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
/** Input of the steps of an item. */
@InputType('ItemStepFields', { description: 'What every step of an item names.' })
abstract class ItemStepFields {
  @Field(() => ID, itemField)
  readonly id!: string;

  @Field(() => Int, termField)
  readonly term!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
/** Input of `ratingSessionOpen`. */
@InputType('RatingSessionOpenInput', { description: 'The session to open.' })
export class RatingSessionOpenInput extends SessionStepFields {}

/** Input of `ratingSessionSuspend`. */
@InputType('RatingSessionSuspendInput', { description: 'The session to suspend.' })
export class RatingSessionSuspendInput extends SessionStepFields {}

/** Input of `ratingSessionResume`. */
@InputType('RatingSessionResumeInput', { description: 'The session to resume.' })
export class RatingSessionResumeInput extends SessionStepFields {}

/** Input of `ratingSessionClose`. */
@InputType('RatingSessionCloseInput', { description: 'The session to close.' })
export class RatingSessionCloseInput extends SessionStepFields {}

/** Input of `ratingSessionAbort`. */
@InputType('RatingSessionAbortInput', { description: 'The session to give up.' })
export class RatingSessionAbortInput {
  @Field(() => ID, sessionField)
  readonly id!: string;

  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingSessionSign`. */
@InputType('RatingSessionSignInput', { description: 'A signature under a protocol, or a refusal.' })
export class RatingSessionSignInput {
  @Field(() => ID, sessionField)
  readonly id!: string;

  @Field(() => Sha256Scalar, { description: 'The hash of the protocol that the viewer has read.' })
  readonly protocolHash!: string;

  @Field(() => String, { nullable: true, description: 'Why the viewer does not sign, up to 2000 characters; left out to sign.' })
  readonly refusalReason?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingSessionItemActivate`. */
@InputType('RatingSessionItemActivateInput', { description: 'The item to put on the floor.' })
export class RatingSessionItemActivateInput extends ItemStepFields {}

/** Input of `ratingSessionItemDiscuss`. */
@InputType('RatingSessionItemDiscussInput', { description: 'The item to discuss.' })
export class RatingSessionItemDiscussInput {
  @Field(() => ID, itemField)
  readonly id!: string;

  @Field(() => Int, { nullable: true, description: 'The number of the lead, for whoever leads; raters who pull an item from the consent list leave it out.' })
  readonly term?: number | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingSessionItemOpenRound`. */
@InputType('RatingSessionItemOpenRoundInput', { description: 'A round to open.' })
export class RatingSessionItemOpenRoundInput extends ItemStepFields {
  @Field(() => Int, { description: 'How long it is to take, in milliseconds: 10 seconds to 4 hours. The server keeps the time.' })
  readonly durationMs!: number;
}

/** Input of `ratingSessionItemCloseRound`. */
@InputType('RatingSessionItemCloseRoundInput', { description: 'A round to close before its time.' })
export class RatingSessionItemCloseRoundInput extends ItemStepFields {}

/** Input of `ratingSessionItemReveal`. */
@InputType('RatingSessionItemRevealInput', { description: 'A closed round to reveal.' })
export class RatingSessionItemRevealInput extends ItemStepFields {}

/** Input of `ratingSessionItemConclude`. */
@InputType('RatingSessionItemConcludeInput', { description: 'An item to decide without agreement.' })
export class RatingSessionItemConcludeInput extends ItemStepFields {}

/** A piece of evidence by its bytes. */
@InputType('EvidenceReferenceInput', { description: 'A piece of evidence by the bytes that were looked at.' })
export class EvidenceReferenceInput {
  @Field(() => ID, { description: 'The piece.' })
  readonly evidenceId!: string;

  @Field(() => Sha256Scalar, { nullable: true, description: 'SHA-256 of its bytes; without it the reference is refused.' })
  readonly sha256?: string | null;
}

/** Input of `ratingSessionItemPropose`. */
@InputType('RatingSessionItemProposeInput', { description: 'A value to propose after a round.' })
export class RatingSessionItemProposeInput extends ItemStepFields {
  @Field(() => ScoreValueInput, { description: 'The value: one that a mark may have, within the marks of the round.' })
  readonly value!: ScoreValueInput;

  @Field(() => String, { nullable: true, description: 'Why, up to 5000 characters.' })
  readonly rationale?: string | null;

  @Field(() => EvidenceReferenceInput, { nullable: true, description: 'What a value outside the marks of the round rests on.' })
  readonly evidence?: EvidenceReferenceInput | null;
}

/** Input of `ratingSessionItemDefer`. */
@InputType('RatingSessionItemDeferInput', { description: 'An item to put off.' })
export class RatingSessionItemDeferInput extends ItemStepFields {
  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;
}

/** Input of `ratingSessionItemReopen`. */
@InputType('RatingSessionItemReopenInput', { description: 'A decided item to take up again.' })
export class RatingSessionItemReopenInput {
  @Field(() => ID, itemField)
  readonly id!: string;

  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingSessionItemPass`. */
@InputType('RatingSessionItemPassInput', { description: 'The item that the viewer gives no mark in this round.' })
export class RatingSessionItemPassInput {
  @Field(() => ID, itemField)
  readonly id!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `dissentRecord`. */
@InputType('DissentRecordInput', { description: 'A minority opinion.' })
export class DissentRecordInput {
  @Field(() => ID, itemField)
  readonly id!: string;

  @Field(() => String, { description: 'The opinion, up to 5000 characters.' })
  readonly text!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `consensusVote`. */
@InputType('ConsensusVoteInput', { description: 'An answer to proposals.' })
export class ConsensusVoteInput {
  @Field(() => [ID], { description: '1 to 100 proposals of one session, all or none; on each the viewer answers once.' })
  readonly proposalIds!: string[];

  @Field(() => consensusVoteEnum, { description: 'The answer.' })
  readonly vote!: ConsensusVote;

  @Field(() => String, { nullable: true, description: 'Why, up to 5000 characters; with OBJECT it is needed.' })
  readonly text?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `raterRecuse`. */
@InputType('RaterRecuseInput', { description: "The viewer's own recusal." })
export class RaterRecuseInput {
  @Field(() => ID, { description: 'The evaluation that the viewer rates.' })
  readonly evaluationId!: string;

  @Field(() => conflictKindEnum, { description: 'What ties the viewer to the council; not NONE.' })
  readonly kind!: ConflictKind;

  @Field(() => String, { nullable: true, description: 'What else is to be said, up to 2000 characters.' })
  readonly note?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
