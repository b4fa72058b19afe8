import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorCode, ProtocolCode } from '../errors.js';
import { type Locale, message, type MessageKey } from '../language/index.js';

/** What an error of the catalogue may add to its code. */
export interface CatalogueErrorDetails extends Pick<GraphQLErrorOptions, 'nodes' | 'source' | 'positions'> {
  /** What is said, where it is not the message of the code itself. */
  readonly key?: MessageKey;
  /** The values that the message mentions. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * An error of `errors[]` whose message is in the language catalogue. Whoever throws it need not know who reads it: it is
 * put into the reader's language where errors are made fit to be sent. Until then, and in the log, it is English.
 */
export class CatalogueError extends GraphQLError {
  readonly #key: MessageKey;
  readonly #parameters: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode | ProtocolCode, details: CatalogueErrorDetails = {}) {
    const { key = code, parameters = {}, extensions, ...place } = details;
    super(message(key, 'en', parameters), { ...place, extensions: { code, ...extensions } });
    this.#key = key;
    this.#parameters = parameters;
  }

  /** The message in a language. */
  in(locale: Locale): string {
    return message(this.#key, locale, this.#parameters);
  }
}

/** The message of an error in a language, if the catalogue has it; also of one that graphql-js has put in its place. */
export function messageIn(error: GraphQLError, locale: Locale): string {
  const thrown = error instanceof CatalogueError ? error : error.originalError;
  return thrown instanceof CatalogueError ? thrown.in(locale) : error.message;
}
