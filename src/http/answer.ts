import type { ServerResponse } from 'node:http';

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

/** Writes an error in the shape of GraphQL, so that every client can read it. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const requestId = String(response.getHeader('x-request-id') ?? '');
  answerJson(response, status, { errors: [{ message, extensions: { code } }], extensions: { requestId } }, headers);
}
