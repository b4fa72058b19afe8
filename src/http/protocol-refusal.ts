import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { type Locale, message } from '../language/index.js';
import type { RequestMeta } from './context.js';

function inLanguage(error: GraphQLFormattedError, locale: Locale): GraphQLFormattedError {
  switch (error.extensions?.code) {
    case 'BAD_REQUEST':
      // What exactly is wrong with the protocol Apollo says in its own words, for whoever wrote the client.
      return { ...error, message: message('BAD_REQUEST', locale, { detail: error.message }) };
    case 'INTERNAL_SERVER_ERROR':
      return { ...error, message: message('INTERNAL_SERVER_ERROR', locale, { id: String(error.extensions.errorId) }) };
    default:
      return error;
  }
}

/**
 * Completes an answer that Apollo gave by itself, before the pipeline was asked: with the id of the request, as every
 * other answer, and in the language of whoever reads it.
 */
export function completeRefusal(body: string, { requestId, locale }: Pick<RequestMeta, 'requestId' | 'locale'>): string {
  const { errors = [] } = JSON.parse(body) as FormattedExecutionResult;
  const told = errors.map((error) => inLanguage(error, locale));
  return `${JSON.stringify({ errors: told, extensions: { requestId } })}\n`;
}
