import { type ClassType, Field, ObjectType } from 'type-graphql';
import type { ObjectTypeClass } from './abstract-types.js';
import { CursorScalar } from './scalars.js';
import { type UserError, userErrorType } from './user-error.js';

/** The answer to a mutation: the object under its own name, the positions reached, the reasons of a refusal. */
export type Payload<Name extends string, Value> = { readonly [Key in Name]: Value | null } & {
  readonly positions: readonly string[];
  readonly errors: readonly UserError[];
};

/**
 * Makes the types `<Mutation>Payload` and `<Mutation>Error`. Once for each mutation.
 * @param field the name of the object in the payload
 */
export function payloadType<Name extends string, Value extends object>(
  mutation: string,
  field: Name,
  type: () => ObjectTypeClass<Value>,
): ClassType<Payload<Name, Value>> {
  const MutationError = userErrorType(mutation);

  @ObjectType(`${mutation}Payload`, {
    description: `The answer to \`${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}\`.`,
    simpleResolvers: true,
  })
  class MutationPayload {
    @Field(() => [CursorScalar], {
      description: 'Where the streams that this changed now stand: a subscription that has passed them has seen it.',
    })
    readonly positions!: readonly string[];

    @Field(() => [MutationError], { description: 'Why it was refused; empty when it was not.' })
    readonly errors!: readonly UserError[];
  }
  Field(type, {
    name: field,
    nullable: true,
    description: 'The object as it is now, also after a version conflict; null when otherwise refused.',
  })(MutationPayload.prototype, field);
  return MutationPayload as unknown as ClassType<Payload<Name, Value>>;
}
