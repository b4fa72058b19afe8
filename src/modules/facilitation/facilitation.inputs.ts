import { Field, ID, InputType, Int } from 'type-graphql';
import { Node } from '../../relay/nodes/node.js';
import { payloadType } from '../../relay/payload.js';
import { UuidScalar } from '../../relay/scalars.js';
import { idempotencyKeyField } from '../accounts/index.js';
import type { CheckInChannel } from './check-in.entity.js';
import { checkInChannelEnum } from './facilitation.type.js';

export const FacilitationRenewPayload = payloadType('FacilitationRenew', 'subject', () => Node);
export const FacilitationTakeOverPayload = payloadType('FacilitationTakeOver', 'subject', () => Node);
export const FacilitationHandOverPayload = payloadType('FacilitationHandOver', 'subject', () => Node);
export const CheckInPayload = payloadType('CheckIn', 'subject', () => Node);
export const CheckOutPayload = payloadType('CheckOut', 'subject', () => Node);

const subjectField = { description: 'What is led: a RatingSession.' } as const;
const termField = { description: 'The number of the lead as the sender knows it, `Facilitation.term`.' } as const;

/** Input of `facilitationRenew`. */
@InputType('FacilitationRenewInput', { description: 'That whoever leads is still there.' })
export class FacilitationRenewInput {
  @Field(() => ID, subjectField)
  readonly id!: string;

  @Field(() => Int, termField)
  readonly term!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `facilitationTakeOver`. */
@InputType('FacilitationTakeOverInput', { description: 'Taking over the lead from somebody who is lost.' })
export class FacilitationTakeOverInput {
  @Field(() => ID, subjectField)
  readonly id!: string;

  @Field(() => Int, termField)
  readonly term!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `facilitationHandOver`. */
@InputType('FacilitationHandOverInput', { description: 'To whom the lead is given.' })
export class FacilitationHandOverInput {
  @Field(() => ID, subjectField)
  readonly id!: string;

  @Field(() => Int, termField)
  readonly term!: number;

  @Field(() => ID, { description: 'The account of a facilitator who has no interest in what is decided.' })
  readonly toAccountId!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `checkIn`. */
@InputType('CheckInInput', { description: 'Who has come.' })
export class CheckInInput {
  @Field(() => ID, subjectField)
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: "The account that has come; the viewer's own when left out. Others are checked in by whoever leads." })
  readonly accountId?: string | null;

  @Field(() => checkInChannelEnum, { defaultValue: 'ONLINE', description: 'How they take part.' })
  readonly channel!: CheckInChannel;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `checkOut`. */
@InputType('CheckOutInput', { description: 'Who has left.' })
export class CheckOutInput {
  @Field(() => ID, subjectField)
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: "The account that has left; the viewer's own when left out." })
  readonly accountId?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}
