import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { errorCodes, type ErrorCode, type Fault } from '../errors.js';
import { registerAbstractType } from './abstract-types.js';
import { describedEnum } from './described-enum.js';

/** The codes as the enum `ErrorCode` of the schema. */
export const errorCodeEnum = describedEnum<ErrorCode>(
  'ErrorCode',
  'Why something was refused. New codes may be added; a client keeps a default branch.',
  errorCodes,
);

const typeNameOfError = registerAbstractType('UserError', (value) =>
  typeof value === 'object' && value !== null ? (value as { errorType?: string }).errorType : undefined,
);

/** An expected failure of a mutation. */
@InterfaceType('UserError', {
  description: 'Why a mutation was refused. Refusal is data: nothing was changed.',
  resolveType: typeNameOfError,
})
export abstract class UserError {
  @Field(() => errorCodeEnum, { description: 'The stable reason, for programs.' })
  readonly code!: ErrorCode;

  @Field(() => String, { description: "The reason in the viewer's language, for people." })
  readonly message!: string;

  @Field(() => [String], {
    description:
      'The field of the input that it concerns, from outside in, with list places as numbers; empty for all.',
  })
  readonly path!: readonly string[];
}

/** A class of errors of one mutation. */
export type UserErrorClass = abstract new () => UserError;

/** Makes the type `<mutation>Error` of a mutation's payload, such as `ScoreSaveError`. Once for each mutation. */
export function userErrorType(mutationName: string): UserErrorClass {
  const capitalised = mutationName.charAt(0).toUpperCase() + mutationName.slice(1);

  @ObjectType(`${capitalised}Error`, {
    implements: UserError,
    description: `Why \`${mutationName.charAt(0).toLowerCase()}${mutationName.slice(1)}\` was refused.`,
    simpleResolvers: true,
  })
  class MutationError extends UserError {}

  return MutationError;
}

/** The message of a code in a language, from the language catalogue. */
export type MessageOf<Locale extends string = string> = (
  code: ErrorCode,
  locale: Locale,
  parameters: Readonly<Record<string, string | number>>,
) => string;

/** Dresses the faults of a command for its payload. */
export function toUserErrors<Locale extends string>(
  faults: readonly Fault[],
  locale: Locale,
  messageOf: MessageOf<Locale>,
): UserError[] {
  return faults.map(({ code, path, parameters }) => ({
    code,
    path,
    message: messageOf(code, locale, parameters ?? {}),
  }));
}
