import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { idempotencyKeyField, positionsField } from '../accounts/index.js';
import { CursorScalar, LocalDateScalar, UuidScalar } from '../../relay/scalars.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { councilKindEnum, CouncilType } from './council.type.js';
import { AppointmentType } from './appointment.type.js';

export const CouncilUpdateError = userErrorType('CouncilUpdate');
export const AppointmentCreateError = userErrorType('AppointmentCreate');
export const AppointmentEndError = userErrorType('AppointmentEnd');

/** Which councils. */
@InputType('CouncilWhere', { description: 'Which councils to list.' })
export class CouncilWhere {
  @Field(() => councilKindEnum, {
    nullable: true,
    description: 'Of which kind. The 14 territorial ones when left out.',
  })
  readonly kind?: keyof typeof councilKindEnum | null;

  @Field(() => String, { nullable: true, description: 'Only councils whose name holds this text, in either script.' })
  readonly search?: string | null;
}

/** Input of `councilUpdate`. */
@InputType('CouncilUpdateInput', { description: "Changes of a council's card. What is left out stays; null empties." })
export class CouncilUpdateInput {
  @Field(() => ID, { description: 'The council.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that the change is made on.' })
  readonly version!: number;

  @Field(() => String, { nullable: true, description: 'Where to write to it, up to 300 characters.' })
  readonly address?: string | null;

  @Field(() => String, { nullable: true, description: 'Its telephone: digits, spaces, +, -, brackets.' })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Its e-mail address.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Its site: an http or https address.' })
  readonly website?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `councilUpdate`. */
@ObjectType('CouncilUpdatePayload', { description: 'The answer to `councilUpdate`.', simpleResolvers: true })
export class CouncilUpdatePayload {
  @Field(() => CouncilType, {
    nullable: true,
    description: 'The council as it is now, also after a version conflict; null when otherwise refused.',
  })
  readonly council!: CouncilType | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [CouncilUpdateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** A person to record. */
@InputType('PersonInput', { description: 'A person who is not recorded yet.' })
export class PersonInput {
  @Field(() => String, { description: 'The family name, in Latin or Cyrillic letters, up to 80 characters.' })
  readonly familyName!: string;

  @Field(() => String, { description: 'The given name, up to 80 characters.' })
  readonly givenName!: string;

  @Field(() => String, { nullable: true, description: 'The patronymic, up to 80 characters.' })
  readonly patronymic?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the person works, up to 300 characters.' })
  readonly organisation?: string | null;
}

/** Input of `appointmentCreate`. */
@InputType('AppointmentCreateInput', { description: 'Whom to appoint to which seat, from when.' })
export class AppointmentCreateInput {
  @Field(() => ID, { description: 'The seat.' })
  readonly seatId!: string;

  @Field(() => ID, { nullable: true, description: 'A person who is recorded. Either this or `person`.' })
  readonly personId?: string | null;

  @Field(() => PersonInput, { nullable: true, description: 'A person to record. Either this or `personId`.' })
  readonly person?: PersonInput | null;

  @Field(() => LocalDateScalar, { description: 'The first day.' })
  readonly startedOn!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The first day after it, where that is known.' })
  readonly endedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'The act of appointment, up to 500 characters.' })
  readonly basis?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `appointmentCreate`. */
@ObjectType('AppointmentCreatePayload', { description: 'The answer to `appointmentCreate`.', simpleResolvers: true })
export class AppointmentCreatePayload {
  @Field(() => AppointmentType, { nullable: true, description: 'The appointment; null when refused.' })
  readonly appointment!: AppointmentType | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [AppointmentCreateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `appointmentEnd`. */
@InputType('AppointmentEndInput', { description: 'Which appointment ends when.' })
export class AppointmentEndInput {
  @Field(() => ID, { description: 'The appointment.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that the change is made on.' })
  readonly version!: number;

  @Field(() => LocalDateScalar, { description: 'The first day on which the person no longer holds the seat.' })
  readonly endedOn!: string;

  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters.' })
  readonly reason?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `appointmentEnd`. */
@ObjectType('AppointmentEndPayload', { description: 'The answer to `appointmentEnd`.', simpleResolvers: true })
export class AppointmentEndPayload {
  @Field(() => AppointmentType, {
    nullable: true,
    description: 'The appointment as it is now, also after a version conflict; null when otherwise refused.',
  })
  readonly appointment!: AppointmentType | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [AppointmentEndError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}
