import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** What a mask is told of the operation. */
export interface MaskedOperation {
  readonly requestId: string;
  readonly operationName: string | null;
}

/** Port: failures that have a code of their own, such as a database that is away; null for all others. */
export type ClassifyFailure = (failure: unknown) => { readonly code: string; readonly message: string } | null;

/** Makes an error fit to be sent: an expected one as it is, an unexpected one as an id under which it was logged. */
export type Mask = (error: GraphQLError, operation: MaskedOperation) => GraphQLFormattedError;

/** An error is expected when our own code gave it a code; whatever else was thrown is not for strangers. */
function isExpected(error: GraphQLError): boolean {
  const { originalError } = error;
  return typeof error.extensions.code === 'string' && (!originalError || originalError instanceof GraphQLError);
}

/** Makes the one mask of the process. */
export function createMask(logger: Logger, classify: ClassifyFailure = () => null): Mask {
  return (error, { requestId, operationName }) => {
    const { locations, path } = error;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (isExpected(error)) {
      const { stacktrace: _stacktrace, http: _http, ...extensions } = error.extensions;
      return { message: error.message, ...place, extensions };
    }
    const failure = error.originalError ?? error;
    const known = classify(failure);
    const errorId = randomUUID();
    const fields = { err: failure, errorId, requestId, operationName, path: path?.join('.') };
    if (known) {
      logger.warn(fields, 'an operation failed');
      return { message: known.message, ...place, extensions: { code: known.code, errorId } };
    }
    logger.error(fields, 'an operation failed unexpectedly');
    const message = `Something went wrong on the server. It is logged as ${errorId}.`;
    return { message, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  };
}
