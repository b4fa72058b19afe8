import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { DecimalScalar, Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import { idempotencyKeyField } from '../accounts/index.js';
import type { AppealGround } from './appeal-item.entity.js';
import { appealDecisionEnum, appealGroundEnum } from './appeal-item.type.js';
import type { AppealDecision } from './appeal-panel.entity.js';
import type { AppealState } from './appeal.entity.js';
import { appealStateEnum, AppealType } from './appeal.type.js';
import type { EqualTreatmentOutcome, EqualTreatmentState } from './equal-treatment.entity.js';
import { equalTreatmentOutcomeEnum, equalTreatmentStateEnum, EqualTreatmentTaskType } from './equal-treatment.type.js';

const appealPayload = (mutation: string) => payloadType(mutation, 'appeal', () => AppealType);

export const AppealDraftPayload = appealPayload('AppealDraft');
export const AppealFilePayload = appealPayload('AppealFile');
export const AppealAdmitPayload = appealPayload('AppealAdmit');
export const AppealComplainPayload = appealPayload('AppealComplain');
export const AppealPanelAssignPayload = appealPayload('AppealPanelAssign');
export const AppealDecidePayload = appealPayload('AppealDecide');
export const AppealClosePayload = appealPayload('AppealClose');
export const AppealWithdrawPayload = appealPayload('AppealWithdraw');
export const EqualTreatmentProposePayload = payloadType('EqualTreatmentPropose', 'equalTreatmentTask', () => EqualTreatmentTaskType);
export const EqualTreatmentConfirmPayload = payloadType('EqualTreatmentConfirm', 'equalTreatmentTask', () => EqualTreatmentTaskType);

const appealField = { description: 'The appeal.' } as const;

/** Which appeals. */
@InputType('AppealWhere', { description: 'Which appeals to list. All conditions hold together.' })
export class AppealWhere {
  @Field(() => ID, { nullable: true, description: 'Of this cycle.' })
  readonly ratingCycleId?: string | null;

  @Field(() => appealStateEnum, { nullable: true, description: 'In this state.' })
  readonly state?: AppealState | null;
}

/** Which checks. */
@InputType('EqualTreatmentTaskWhere', { description: 'Which checks of other councils to list. All conditions hold together.' })
export class EqualTreatmentTaskWhere {
  @Field(() => ID, { nullable: true, description: 'Of this cycle.' })
  readonly ratingCycleId?: string | null;

  @Field(() => ID, { nullable: true, description: 'That follow from this appeal.' })
  readonly appealId?: string | null;

  @Field(() => equalTreatmentStateEnum, { nullable: true, description: 'In this state.' })
  readonly state?: EqualTreatmentState | null;
}

/** A piece of evidence by its bytes. */
@InputType('AppealEvidenceInput', { description: 'A piece of evidence by the bytes that were looked at.' })
export class AppealEvidenceInput {
  @Field(() => ID, { description: "The piece: of this evaluation's evidence, brought before the close, and not taken back." })
  readonly evidenceId!: string;

  @Field(() => Sha256Scalar, { nullable: true, description: 'SHA-256 of its bytes; without it the reference is refused.' })
  readonly sha256?: string | null;
}

/** An item of an appeal. */
@InputType('AppealItemInput', { description: 'One indicator whose points the council appeals against.' })
export class AppealItemInput {
  @Field(() => ID, { description: 'The item of the evaluation. It stands in one appeal at a time.' })
  readonly itemId!: string;

  @Field(() => [appealGroundEnum], { description: 'What it rests on, at least one.' })
  readonly grounds!: AppealGround[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points that the council asks for: such as the methodology allows, and not less than the official ones.',
  })
  readonly requestedPoints?: string | null;

  @Field(() => String, { description: 'What the council says to it, up to 5000 characters.' })
  readonly statement!: string;

  @Field(() => [AppealEvidenceInput], { defaultValue: [], description: 'Up to 50 pieces of evidence that it rests on, each once.' })
  readonly evidence!: AppealEvidenceInput[];
}

/** Input of `appealDraft`. */
@InputType('AppealDraftInput', { description: 'A draft of an appeal: a new one, or another content of one that is there.' })
export class AppealDraftInput {
  @Field(() => ID, { nullable: true, description: 'The draft that is changed; left out for a new one.' })
  readonly id?: string | null;

  @Field(() => ID, { nullable: true, description: 'The evaluation that a new one is about.' })
  readonly evaluationId?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version of the draft that is changed; left out for a new one.' })
  readonly version?: number | null;

  @Field(() => [AppealItemInput], { description: '1 to 100 items, each once. They take the place of all that the draft had.' })
  readonly items!: AppealItemInput[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealFile`. */
@InputType('AppealFileInput', { description: 'The draft that the chair signs.' })
export class AppealFileInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => Int, { description: 'The version that the chair has read.' })
  readonly version!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealAdmit`. */
@InputType('AppealAdmitInput', { description: 'Whether an appeal is admissible.' })
export class AppealAdmitInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => Boolean, { description: 'True: it goes to a panel. False: it is not looked at; after a complaint, for good.' })
  readonly admissible!: boolean;

  @Field(() => String, { description: 'Why, up to 5000 characters.' })
  readonly reasons!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealComplain`. */
@InputType('AppealComplainInput', { description: 'A complaint that an appeal was found inadmissible.' })
export class AppealComplainInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => String, { description: 'Why it is admissible after all, up to 5000 characters.' })
  readonly reasons!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealPanelAssign`. */
@InputType('AppealPanelAssignInput', { description: 'The panel of an appeal.' })
export class AppealPanelAssignInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => [ID], {
    description:
      '3 to 15 accounts of raters, each once: none of them ever assigned to this evaluation, of the council, with a declared interest in it, or an author of the appeal. Of a panel that is at work: as many as before, with all who have spoken.',
  })
  readonly accountIds!: string[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealDecide`. */
@InputType('AppealDecideInput', { description: 'What a member of the panel says of an item.' })
export class AppealDecideInput {
  @Field(() => ID, { description: 'The item, `AppealItem.id`.' })
  readonly appealItemId!: string;

  @Field(() => appealDecisionEnum, { description: 'The decision.' })
  readonly decision!: AppealDecision;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points that the council is to have, with UPHELD and PARTLY alone: such as the methodology allows, and not less than the official ones.',
  })
  readonly points?: string | null;

  @Field(() => String, { description: 'The reasons, up to 5000 characters. The council reads them, without who gave them.' })
  readonly reasons!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the indicator was read wrongly, so that every other council has to be checked; not with a dismissal.',
  })
  readonly correctsReading!: boolean;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealClose`. */
@InputType('AppealCloseInput', { description: 'A decided appeal to put away.' })
export class AppealCloseInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `appealWithdraw`. */
@InputType('AppealWithdrawInput', { description: 'An appeal to take back.' })
export class AppealWithdrawInput {
  @Field(() => ID, appealField)
  readonly id!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `equalTreatmentConfirm`. */
@InputType('EqualTreatmentConfirmInput', { description: 'What is said to a proposal.' })
export class EqualTreatmentConfirmInput {
  @Field(() => ID, { description: 'The check.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether it is so. Where it is not, the check is open again.' })
  readonly confirmed!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not, up to 5000 characters; needed where it is not so.' })
  readonly reason?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `equalTreatmentPropose`. */
@InputType('EqualTreatmentProposeInput', { description: 'What the check of another council comes to.' })
export class EqualTreatmentProposeInput {
  @Field(() => ID, { description: 'The check.' })
  readonly id!: string;

  @Field(() => equalTreatmentOutcomeEnum, { description: 'What it comes to.' })
  readonly outcome!: EqualTreatmentOutcome;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The points that the council is owed, with ADJUSTED alone: such as the methodology allows, and more than the official ones.',
  })
  readonly points?: string | null;

  @Field(() => String, { description: 'Why, up to 5000 characters.' })
  readonly reason!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
