import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorCode, ProtocolCode } from '../errors.js';
import { type Locale, message, type MessageKey } from '../language/index.js';
import { messageIn } from '../relay/catalogue-error.js';

/** What a mask is told of the operation. */
export interface MaskedOperation {
  readonly requestId: string;
  readonly operationName: string | null;
  /** The language of whoever reads the error. */
  readonly locale: Locale;
}

/** Port: failures that have a code of their own, such as a database that is away; null for all others. */
export type ClassifyFailure = (
  failure: unknown,
) => { readonly code: ErrorCode; readonly key?: MessageKey } | null;

/** Makes an error fit to be sent, in the reader's language: an expected one as it is, an unexpected one as an id under which it was logged. */
export type Mask = (error: GraphQLError, operation: MaskedOperation) => GraphQLFormattedError;

/** An error is expected when our own code gave it a code; whatever else was thrown is not for strangers. */
function isExpected(error: GraphQLError): boolean {
  const { originalError } = error;
  return typeof error.extensions.code === 'string' && (!originalError || originalError instanceof GraphQLError);
}

/** Makes the one mask of the process. */
export function createMask(logger: Logger, classify: ClassifyFailure = () => null): Mask {
  return (error, { requestId, operationName, locale }) => {
    const { locations, path } = error;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (isExpected(error)) {
      const { stacktrace: _stacktrace, http: _http, ...extensions } = error.extensions;
      return { message: messageIn(error, locale), ...place, extensions };
    }
    const failure = error.originalError ?? error;
    const known = classify(failure);
    const errorId = randomUUID();
    const fields = { err: failure, errorId, requestId, operationName, path: path?.join('.') };
    if (known) {
      logger.warn(fields, 'an operation failed');
      return { message: message(known.key ?? known.code, locale), ...place, extensions: { code: known.code, errorId } };
    }
    logger.error(fields, 'an operation failed unexpectedly');
    const code: ProtocolCode = 'INTERNAL_SERVER_ERROR';
    return { message: message(code, locale, { id: errorId }), ...place, extensions: { code, errorId } };
  };
}
