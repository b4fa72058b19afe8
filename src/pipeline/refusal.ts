import { GraphQLError, type ASTNode } from 'graphql';

/** Why an operation is not executed, and what HTTP says of it. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors: readonly GraphQLError[];
}

/** What a refusal may add to its code. */
export interface RefusalDetails {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly nodes?: readonly ASTNode[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A refusal with one error. Status 400 unless given. */
export function refuse(code: string, message: string, details: RefusalDetails = {}): Refusal {
  const { status = 400, headers, nodes, extensions } = details;
  const error = new GraphQLError(message, { ...(nodes ? { nodes } : {}), extensions: { code, ...extensions } });
  return { status, ...(headers ? { headers } : {}), errors: [error] };
}

/** Errors of graphql-js under a code, without its guesses at names, which would show the schema. */
export function refuseErrors(code: string, errors: readonly GraphQLError[]): Refusal {
  return {
    status: 400,
    errors: errors.map(
      (error) =>
        new GraphQLError(withoutSuggestions(error.message), {
          ...(error.nodes ? { nodes: error.nodes } : {}),
          ...(error.source ? { source: error.source } : {}),
          ...(error.positions ? { positions: error.positions } : {}),
          extensions: { ...error.extensions, code },
        }),
    ),
  };
}

/** Takes `Did you mean ...?` out of a message. */
export function withoutSuggestions(message: string): string {
  return message.replaceAll(/\s*Did you mean [^?]*\?/g, '');
}
