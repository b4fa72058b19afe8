import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { LocalDateScalar, UuidScalar } from '../../relay/scalars.js';
import { TranslatedTextInput } from '../../relay/translated-text.input.js';
import { idempotencyKeyField } from '../accounts/index.js';
import type { ConflictKind } from './conflict-declaration.entity.js';
import { deliberationEnum, RatingCycleType, ratingCycleStateEnum } from './cycle.type.js';
import { conflictKindEnum } from './conflict.type.js';
import { EvaluationType, RaterAssignmentType } from './evaluation.type.js';
import type { Deliberation, RatingCycleState } from './rating-cycle.entity.js';

export const RatingCycleCreatePayload = payloadType('RatingCycleCreate', 'ratingCycle', () => RatingCycleType);
export const RatingCycleAdvancePayload = payloadType('RatingCycleAdvance', 'ratingCycle', () => RatingCycleType);
export const RatingCycleExtendPayload = payloadType('RatingCycleExtend', 'ratingCycle', () => RatingCycleType);
export const RaterAssignPayload = payloadType('RaterAssign', 'ratingCycle', () => RatingCycleType);
export const ConflictDeclarePayload = payloadType('ConflictDeclare', 'evaluation', () => EvaluationType);
export const ConflictDecidePayload = payloadType('ConflictDecide', 'raterAssignment', () => RaterAssignmentType);

/** Which cycles. */
@InputType('RatingCycleWhere', { description: 'Which rating cycles to list.' })
export class RatingCycleWhere {
  @Field(() => ratingCycleStateEnum, { nullable: true, description: 'Only those in this state.' })
  readonly state?: RatingCycleState | null;
}

/** Input of `ratingCycleCreate`. */
@InputType('RatingCycleCreateInput', { description: 'A cycle to plan.' })
export class RatingCycleCreateInput {
  @Field(() => TranslatedTextInput, { description: 'Its title.' })
  readonly title!: TranslatedTextInput;

  @Field(() => ID, { description: 'An approved methodology version that is public as a whole.' })
  readonly methodologyVersionId!: string;

  @Field(() => LocalDateScalar, { description: 'The first day of the rated period.' })
  readonly periodFrom!: string;

  @Field(() => LocalDateScalar, { description: 'The last day of the rated period.' })
  readonly periodTo!: string;

  @Field(() => [String], { nullable: true, description: 'Codes of councils; all 14 territorial ones when left out.' })
  readonly councilCodes?: string[] | null;

  @Field(() => deliberationEnum, {
    defaultValue: 'AGGREGATE',
    description: 'How official points come about. With JOINT every judged item has to be decided in a session before the result is settled.',
  })
  readonly deliberation!: Deliberation;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day on which evidence is taken, in Tashkent; until the manager closes it when left out.' })
  readonly evidenceCloseOn?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day on which marks are taken, in Tashkent; until the scoring is closed when left out.' })
  readonly scoringCloseOn?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingCycleAdvance`. */
@InputType('RatingCycleAdvanceInput', { description: 'A step of a cycle along its path.' })
export class RatingCycleAdvanceInput {
  @Field(() => ID, { description: 'The cycle.' })
  readonly id!: string;

  @Field(() => ratingCycleStateEnum, { description: 'The state to go to; see the path at RatingCycleState.' })
  readonly to!: RatingCycleState;

  @Field(() => Int, { description: 'The version that the step is taken on.' })
  readonly version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why: needed to cancel, and for an approver to go on with too few marks. Up to 2000 characters.',
  })
  readonly reason?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `ratingCycleExtend`. */
@InputType('RatingCycleExtendInput', { description: 'Later last days of a cycle, for all its councils alike.' })
export class RatingCycleExtendInput {
  @Field(() => ID, { description: 'The cycle.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that is changed.' })
  readonly version!: number;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The new last day for evidence: today or later, and later than before.' })
  readonly evidenceCloseOn?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The new last day for marks: today or later, and later than before.' })
  readonly scoringCloseOn?: string | null;

  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `raterAssign`. */
@InputType('RaterAssignInput', { description: 'Who is to rate which councils.' })
export class RaterAssignInput {
  @Field(() => ID, { description: "The account of a rater: not the viewer's own, and none that holds CYCLE_MANAGER or AUDITOR, which see the councils' claims." })
  readonly raterId!: string;

  @Field(() => [ID], { description: '1 to 100 evaluations, all or none. Not of councils that the rater belongs to, or belonged to within the period.' })
  readonly evaluationIds!: string[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `conflictDeclare`. */
@InputType('ConflictDeclareInput', { description: "The viewer's declaration on councils that were assigned." })
export class ConflictDeclareInput {
  @Field(() => [ID], { description: '1 to 100 evaluations that the viewer is assigned to, all or none.' })
  readonly evaluationIds!: string[];

  @Field(() => conflictKindEnum, { description: 'What ties the viewer to them; NONE has to be declared too.' })
  readonly kind!: ConflictKind;

  @Field(() => String, { nullable: true, description: 'What else is to be said, up to 2000 characters.' })
  readonly note?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `conflictDecide`. */
@InputType('ConflictDecideInput', { description: 'The decision on a declared conflict of interest.' })
export class ConflictDecideInput {
  @Field(() => ID, { description: 'The assignment.' })
  readonly assignmentId!: string;

  @Field(() => Boolean, { description: 'True: the rater is out (RECUSED once active), marks are void. False: the rater goes on.' })
  readonly confirmed!: boolean;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
