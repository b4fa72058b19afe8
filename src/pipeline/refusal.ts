import { GraphQLError } from 'graphql';
import type { ErrorCode, ProtocolCode } from '../errors.js';
import { CatalogueError, type CatalogueErrorDetails } from '../relay/catalogue-error.js';

/** Why an operation is not executed, and what HTTP says of it. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors: readonly GraphQLError[];
}

/** What a refusal may add to its code. */
export interface RefusalDetails extends CatalogueErrorDetails {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal with one error. Status 400 unless given. */
export function refuse(code: ErrorCode | ProtocolCode, details: RefusalDetails = {}): Refusal {
  const { status = 400, headers, ...rest } = details;
  return { status, ...(headers ? { headers } : {}), errors: [new CatalogueError(code, rest)] };
}

/** Faulty values that graphql-js has found: what is wrong in the reader's language, and where in graphql-js's words. */
export function refuseValues(errors: readonly GraphQLError[]): Refusal {
  return {
    status: 400,
    errors: errors.map(
      ({ message, nodes, source, positions, extensions }) =>
        new CatalogueError('BAD_USER_INPUT', {
          key: 'VALUE_UNREADABLE',
          parameters: { detail: withoutSuggestions(message) },
          ...(nodes ? { nodes } : {}),
          ...(source ? { source } : {}),
          ...(positions ? { positions } : {}),
          extensions: { ...extensions, code: 'BAD_USER_INPUT' },
        }),
    ),
  };
}

/**
 * Errors of graphql-js under a code, without its guesses at names, which would show the schema. Its words stay as they
 * are in every language: they name places of the document, for whoever wrote it.
 */
export function refuseErrors(code: ProtocolCode, errors: readonly GraphQLError[]): Refusal {
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
