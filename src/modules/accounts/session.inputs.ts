import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CursorScalar, UuidScalar } from '../../relay/scalars.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { SessionType } from './session.type.js';
import { ViewerType } from './viewer.type.js';

/** What the description of every idempotency key says. */
export const idempotencyKeyField = {
  nullable: true,
  description:
    'A UUID of your own. A repeat within seven days with the same input gets the first answer and has no second effect; with another input it is refused.',
} as const;

/** What the description of every `positions` says. */
export const positionsField = {
  description: 'Where the streams that this changed now stand: a subscription that has passed them has seen it.',
} as const;

export const SessionCreateError = userErrorType('SessionCreate');
export const SessionDeleteError = userErrorType('SessionDelete');
export const SessionExtendError = userErrorType('SessionExtend');
export const PasswordChangeError = userErrorType('PasswordChange');

/** Input of `sessionCreate`. */
@InputType('SessionCreateInput', { description: 'Who signs in. Never kept, never logged.' })
export class SessionCreateInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  readonly email!: string;

  @Field(() => String, { description: 'The password.' })
  readonly password!: string;
}

/** A session at the moment of its creation. */
@ObjectType('CreatedSession', { description: 'A new session. Its token is told this once.', simpleResolvers: true })
export class CreatedSessionType {
  @Field(() => String, { description: 'The token, for `Authorization: Bearer ...` and for `connection_init`.' })
  readonly token!: string;

  @Field(() => Date, { description: 'When the session ends by itself.' })
  readonly expiresAt!: Date;
}

/** Payload of `sessionCreate`. */
@ObjectType('SessionCreatePayload', { description: 'The answer to a sign-in.', simpleResolvers: true })
export class SessionCreatePayload {
  @Field(() => CreatedSessionType, { nullable: true, description: 'The session; null when refused.' })
  readonly session!: CreatedSessionType | null;

  @Field(() => ViewerType, { nullable: true, description: 'Who signed in; null when refused.' })
  readonly viewer!: ViewerType | null;

  @Field(() => [SessionCreateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `sessionDelete`. */
@InputType('SessionDeleteInput', { description: 'Which session to end.' })
export class SessionDeleteInput {
  @Field(() => ID, { nullable: true, description: 'A session of the viewer; the present one when left out.' })
  readonly id?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `sessionDelete`. */
@ObjectType('SessionDeletePayload', { description: 'The answer to a sign-out.', simpleResolvers: true })
export class SessionDeletePayload {
  @Field(() => ID, { nullable: true, description: 'The session that was ended; null when refused.' })
  readonly deletedSessionId!: string | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [SessionDeleteError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `sessionExtend`. */
@InputType('SessionExtendInput', { description: 'The present session is extended; there is nothing to choose.' })
export class SessionExtendInput {
  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `sessionExtend`. */
@ObjectType('SessionExtendPayload', { description: 'The answer to the extension of a session.', simpleResolvers: true })
export class SessionExtendPayload {
  @Field(() => SessionType, { nullable: true, description: 'The session with its new end; null when refused.' })
  readonly session!: SessionType | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [SessionExtendError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `passwordChange`. */
@InputType('PasswordChangeInput', { description: "A new password for the viewer's account. Never kept, never logged." })
export class PasswordChangeInput {
  @Field(() => String, { description: 'The present password.' })
  readonly currentPassword!: string;

  @Field(() => String, { description: 'The new one: 12 to 200 characters, not made of the address.' })
  readonly newPassword!: string;
}

/** Payload of `passwordChange`. */
@ObjectType('PasswordChangePayload', {
  description: 'The answer to a change of password. All other sessions of the account are ended by it.',
  simpleResolvers: true,
})
export class PasswordChangePayload {
  @Field(() => ViewerType, { nullable: true, description: 'The viewer; null when refused.' })
  readonly viewer!: ViewerType | null;

  @Field(() => [PasswordChangeError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}
