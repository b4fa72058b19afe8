import type { ServerResponse } from 'node:http';
import type { ErrorCode, ProtocolCode } from '../errors.js';
import { message, type MessageKey } from '../language/index.js';
import type { RequestMeta } from './context.js';

/** Writes a whole answer. Does nothing when the client is gone or the answer has begun. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body = '',
): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  // Node itself leaves the body out of the answer to HEAD.
  response.end(body);
}

/** Writes a JSON answer that nobody keeps. */
export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const fixed = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  answer(response, status, { ...fixed, ...headers }, `${JSON.stringify(value)}\n`);
}

/** Why a request is refused, and what HTTP says of it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: ErrorCode | ProtocolCode;
  /** What is said, where it is not the message of the code itself. */
  readonly key?: MessageKey;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Writes an error in the shape of GraphQL and the language of the request, so that every client can read it. */
export function answerError(
  response: ServerResponse,
  { requestId, locale }: Pick<RequestMeta, 'requestId' | 'locale'>,
  { status, code, key = code, parameters, headers }: ErrorAnswer,
): void {
  const errors = [{ message: message(key, locale, parameters), extensions: { code } }];
  answerJson(response, status, { errors, extensions: { requestId } }, headers);
}
