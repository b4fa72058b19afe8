import { type ClassType, Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { errorCodes, type ErrorCode, type Fault } from '../errors.js';

/** The codes as the schema shows them, each with its meaning. */
export const ErrorCodeEnum = Object.fromEntries(Object.keys(errorCodes).map((code) => [code, code])) as {
  readonly [Code in ErrorCode]: Code;
};

registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description: 'The stable code of an expected failure. New codes may be added: keep a default branch.',
  valuesConfig: Object.fromEntries(
    Object.entries(errorCodes).map(([code, description]) => [code, { description }]),
  ) as Record<ErrorCode, { description: string }>,
});

/** An expected failure of a mutation: what, where in the input, and what to tell the person. */
@InterfaceType({
  description: 'An expected failure of a mutation. Nothing was changed when there is one.',
  resolveType: (value: { readonly errorType: string }) => value.errorType,
})
export abstract class UserError {
  @Field(() => ErrorCodeEnum, { description: 'The stable code, for programs.' })
  code: ErrorCode;

  @Field(() => String, { description: "The message for people, in the viewer's language." })
  message: string;

  @Field(() => [String], { description: 'Where in `input` the failure lies; empty when it is about the whole.' })
  path: string[];
}

/** Makes the object type of one mutation's errors. It is selected directly: `errors { code message path }`. */
export function userErrorType(mutation: string): ClassType<UserError> {
  @ObjectType(`${mutation}Error`, {
    implements: UserError,
    description: `An expected failure of \`${mutation[0]?.toLowerCase()}${mutation.slice(1)}\`.`,
    simpleResolvers: true,
  })
  class MutationError extends UserError {}
  return MutationError as ClassType<UserError>;
}

/** Turns faults into user errors in the viewer's language. */
export function toUserErrors(
  faults: readonly Fault[],
  messageOf: (code: ErrorCode, parameters: Readonly<Record<string, string | number>>) => string,
): UserError[] {
  return faults.map(({ code, path, parameters }) => ({
    code,
    message: messageOf(code, parameters ?? {}),
    path: [...path],
  }));
}
