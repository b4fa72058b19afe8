import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { DecimalScalar, Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import { idempotencyKeyField } from '../accounts/index.js';
import { evaluationStateEnum, EvaluationType } from '../cycles/index.js';
import type { EvaluationState } from '../cycles/index.js';
import { commitmentDescription } from './commitment-description.js';
import { EvaluationItemType } from './item.type.js';
import type { ChangeReasonKind } from './change-reason.js';
import type { ScoreValueKind } from './score.entity.js';
import { changeReasonKindEnum, scoreValueKindEnum } from './score.type.js';

export const ScoreSavePayload = payloadType('ScoreSave', 'item', () => EvaluationItemType);
export const ScoreSubmitPayload = payloadType('ScoreSubmit', 'evaluation', () => EvaluationType);
export const SelfAssessmentSavePayload = payloadType('SelfAssessmentSave', 'item', () => EvaluationItemType);
export const MeasurementRecordPayload = payloadType('MeasurementRecord', 'item', () => EvaluationItemType);

/** Which evaluations. */
@InputType('EvaluationWhere', { description: 'Which evaluations to list. All conditions hold together.' })
export class EvaluationWhere {
  @Field(() => ID, { nullable: true, description: 'Of this cycle.' })
  readonly ratingCycleId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of the council with this code.' })
  readonly councilCode?: string | null;

  @Field(() => evaluationStateEnum, { nullable: true, description: 'In this state.' })
  readonly state?: EvaluationState | null;
}

/** What a mark says. */
@InputType('ScoreValueInput', { description: 'What a mark says: `points` with POINTS, `level` with LEVEL, neither else.' })
export class ScoreValueInput {
  @Field(() => scoreValueKindEnum, { description: 'Which kind of mark.' })
  readonly kind!: ScoreValueKind;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points, with POINTS alone. They are kept in the shortest form of the number, "6.5" for "6.50".',
  })
  readonly points?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level, with LEVEL alone.' })
  readonly level?: string | null;
}

/** Why a mark differs from the one before. */
@InputType('ChangeReasonInput', { description: 'Why a rater says something else than in the round before.' })
export class ChangeReasonInput {
  @Field(() => changeReasonKindEnum, { description: 'Which kind of reason.' })
  readonly kind!: ChangeReasonKind;

  @Field(() => String, { nullable: true, description: 'The reason in words, up to 2000 characters; with OTHER it is needed.' })
  readonly text?: string | null;
}

/** Input of `scoreSave`. */
@InputType('ScoreSaveInput', { description: 'A mark to keep as a draft.' })
export class ScoreSaveInput {
  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => ScoreValueInput, { description: 'What the mark says.' })
  readonly value!: ScoreValueInput;

  @Field(() => String, { defaultValue: '', description: 'The reasons, up to 10000 characters.' })
  readonly justification!: string;

  @Field(() => Int, { nullable: true, description: 'How sure the rater is, 1 to 5.' })
  readonly confidence?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Up to 50 pieces of the evaluation's evidence for this indicator that the mark rests on.",
  })
  readonly evidenceIds?: string[] | null;

  @Field(() => ChangeReasonInput, {
    nullable: true,
    description: 'In a round of a joint session: why the mark differs from the one before. Without it such a mark cannot be submitted.',
  })
  readonly changeReason?: ChangeReasonInput | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** One commitment. */
@InputType('CommitmentInput', { description: "The client's commitment to the draft of one item." })
export class CommitmentInput {
  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => String, { description: '32 random bytes, made anew for each mark, in base64url without padding: 43 characters.' })
  readonly salt!: string;

  @Field(() => Sha256Scalar, { description: commitmentDescription })
  readonly hash!: string;
}

/** Input of `scoreSubmit`. */
@InputType('ScoreSubmitInput', { description: 'Drafts to submit, all or none.' })
export class ScoreSubmitInput {
  @Field(() => ID, { description: 'The evaluation.' })
  readonly evaluationId!: string;

  @Field(() => [CommitmentInput], { description: '1 to 100 commitments, each to a draft of the viewer.' })
  readonly commitments!: CommitmentInput[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `selfAssessmentSave`. */
@InputType('SelfAssessmentSaveInput', {
  description: 'What a council claims for itself on an item. What is left out stays; null empties.',
})
export class SelfAssessmentSaveInput {
  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "The points claimed, from 0 to the indicator's greatest." })
  readonly claimedPoints?: string | null;

  @Field(() => String, { nullable: true, description: 'What the council says to it, up to 5000 characters.' })
  readonly note?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that is changed; left out for the first claim.' })
  readonly version?: number | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `measurementRecord`. */
@InputType('MeasurementRecordInput', { description: 'A measured value of an item.' })
export class MeasurementRecordInput {
  @Field(() => ID, { description: 'The item, of a measured indicator.' })
  readonly itemId!: string;

  @Field(() => DecimalScalar, {
    description:
      'What was counted: at most 10¹⁸, with at most six decimals. Of a share not more than `denominator`, unless the rule of the indicator speaks of more than 100 %.',
  })
  readonly numerator!: string;

  @Field(() => DecimalScalar, {
    defaultValue: '1',
    description: 'Out of how many: from 0.000001 to 10¹⁸, with at most six decimals; 1 for a plain number.',
  })
  readonly denominator!: string;

  @Field(() => String, { description: 'Where the figures come from, up to 500 characters.' })
  readonly source!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
