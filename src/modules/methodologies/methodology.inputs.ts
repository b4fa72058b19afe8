import { type ClassType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CursorScalar, JsonObjectScalar, LocalDateScalar, UuidScalar } from '../../relay/scalars.js';
import { TranslatedTextInput } from '../../relay/translated-text.input.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { idempotencyKeyField, positionsField } from '../accounts/index.js';
import { MethodologyVersionType } from './methodology.type.js';

/** A methodology to begin. */
@InputType('MethodologyInput', { description: 'A methodology that is not there yet.' })
export class MethodologyInput {
  @Field(() => String, { description: 'Its short name in addresses: small letters, digits and hyphens.' })
  readonly code!: string;

  @Field(() => TranslatedTextInput, { description: 'Its title.' })
  readonly title!: TranslatedTextInput;
}

/** Input of `methodologyVersionCreate`. */
@InputType('MethodologyVersionCreateInput', { description: 'A new draft of a methodology.' })
export class MethodologyVersionCreateInput {
  @Field(() => ID, { nullable: true, description: 'A methodology that is there. Either this or `methodology`.' })
  readonly methodologyId?: string | null;

  @Field(() => MethodologyInput, { nullable: true, description: 'A new methodology. Either this or `methodologyId`.' })
  readonly methodology?: MethodologyInput | null;

  @Field(() => JsonObjectScalar, {
    description:
      'The whole body, of the shape that the query `methodologyBodySchema` gives as JSON Schema, every key there or refused; an example is the `body` of any version. Faults name their place in it, and the rule that is broken.',
  })
  readonly body!: Record<string, unknown>;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day from which it holds.' })
  readonly effectiveFrom?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** What the inputs of all steps of a version share. */
interface StepInput {
  readonly id: string;
  readonly version: number;
  readonly idempotencyKey?: string | null;
}

/** Makes the input of a step of a version along its path. */
function stepInput(mutation: string): ClassType<StepInput> {
  @InputType(`${mutation}Input`, {
    description: `Input of \`${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}\`: which version takes the step.`,
  })
  class Input implements StepInput {
    @Field(() => ID, { description: 'The methodology version.' })
    readonly id!: string;

    @Field(() => Int, { description: 'The version that the step is taken on.' })
    readonly version!: number;

    @Field(() => UuidScalar, idempotencyKeyField)
    readonly idempotencyKey?: string | null;
  }
  return Input;
}

export const MethodologyVersionSubmitInput = stepInput('MethodologyVersionSubmit');
export const MethodologyVersionApproveInput = stepInput('MethodologyVersionApprove');
export const MethodologyVersionRetireInput = stepInput('MethodologyVersionRetire');
export const MethodologyVersionDiscardInput = stepInput('MethodologyVersionDiscard');

/** Input of `methodologyVersionReturn`. */
@InputType('MethodologyVersionReturnInput', {
  description: 'Input of `methodologyVersionReturn`: which version goes back to its authors, and why.',
})
export class MethodologyVersionReturnInput implements StepInput {
  @Field(() => ID, { description: 'The methodology version.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that the step is taken on.' })
  readonly version!: number;

  @Field(() => String, { description: 'What the authors have to mend, 1 to 2000 characters.' })
  readonly comment!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of a step, whichever it is; only `methodologyVersionReturn` has a comment. */
export type MethodologyVersionStepInput = StepInput & { readonly comment?: string };

/** The answer to a command on a version. */
export interface MethodologyVersionPayload {
  readonly methodologyVersion: MethodologyVersionType | null;
  readonly positions: readonly string[];
  readonly errors: readonly UserError[];
}

function payload(mutation: string): ClassType<MethodologyVersionPayload> {
  const MutationError = userErrorType(mutation);

  @ObjectType(`${mutation}Payload`, {
    description: `The answer to \`${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}\`.`,
    simpleResolvers: true,
  })
  class Payload implements MethodologyVersionPayload {
    @Field(() => MethodologyVersionType, {
      nullable: true,
      description: 'The version as it is now, also after a version conflict; null when otherwise refused.',
    })
    readonly methodologyVersion!: MethodologyVersionType | null;

    @Field(() => [CursorScalar], positionsField)
    readonly positions!: readonly string[];

    @Field(() => [MutationError], { description: 'Why it was refused; empty when it was not.' })
    readonly errors!: readonly UserError[];
  }
  return Payload;
}

export const MethodologyVersionCreatePayload = payload('MethodologyVersionCreate');
export const MethodologyVersionSubmitPayload = payload('MethodologyVersionSubmit');
export const MethodologyVersionReturnPayload = payload('MethodologyVersionReturn');
export const MethodologyVersionApprovePayload = payload('MethodologyVersionApprove');
export const MethodologyVersionRetirePayload = payload('MethodologyVersionRetire');
export const MethodologyVersionDiscardPayload = payload('MethodologyVersionDiscard');
