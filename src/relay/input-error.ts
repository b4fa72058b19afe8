import { GraphQLError } from 'graphql';

/**
 * A fault in the arguments of a field: `errors[]` with code `BAD_USER_INPUT` and the path to the argument in
 * `extensions.argumentPath`. Faults in the input of a mutation are data instead (`UserError`).
 */
export function badUserInput(argumentPath: readonly string[], message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argumentPath } });
}
