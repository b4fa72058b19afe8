import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { JsonObjectScalar } from '../../relay/scalars.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { PresenceType } from './presence.type.js';

const streamOfField = {
  description: 'The object whose stream it is: a council, a rating cycle or an evaluation.',
} as const;

/** What the description of every state says. */
export const stateField = {
  nullable: true,
  description:
    'What the client says of itself, such as where it is on the page: at most 2,048 bytes of JSON. All who may see the viewer can read it. Null for nothing.',
} as const;

export const PresenceUpdateError = userErrorType('PresenceUpdate');
export const PresenceLeaveError = userErrorType('PresenceLeave');

/** Input of `presenceUpdate`. */
@InputType('PresenceUpdateInput', { description: 'What the client says of itself in a stream.' })
export class PresenceUpdateInput {
  @Field(() => ID, streamOfField)
  readonly streamOf!: string;

  @Field(() => JsonObjectScalar, stateField)
  readonly state?: object | null;
}

/** Input of `presenceLeave`. */
@InputType('PresenceLeaveInput', { description: 'Where the viewer is no longer present.' })
export class PresenceLeaveInput {
  @Field(() => ID, streamOfField)
  readonly streamOf!: string;
}

const presenceField = {
  nullable: true,
  description: 'Who is present in the stream; null when refused.',
} as const;

/** Payload of `presenceUpdate`. */
@ObjectType('PresenceUpdatePayload', {
  description: 'The answer to `presenceUpdate`. Of updates that come quicker than ten a second the last one counts.',
  simpleResolvers: true,
})
export class PresenceUpdatePayload {
  @Field(() => PresenceType, presenceField)
  readonly presence!: PresenceType | null;

  @Field(() => [PresenceUpdateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Payload of `presenceLeave`. */
@ObjectType('PresenceLeavePayload', { description: 'The answer to `presenceLeave`.', simpleResolvers: true })
export class PresenceLeavePayload {
  @Field(() => PresenceType, presenceField)
  readonly presence!: PresenceType | null;

  @Field(() => [PresenceLeaveError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}
