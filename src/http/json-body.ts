import type { IncomingMessage } from 'node:http';
import type { ErrorAnswer } from './answer.js';
import { BodyTooSlow, steadyBytes } from './steady-bytes.js';

/** A body that was read, or why not, with the status that says so. */
export type JsonBody = { readonly value: unknown } | ErrorAnswer;

/** What is read, as messages name it. */
const type = 'application/json; charset=utf-8';

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType ?? '');
}

function tooLarge(limit: number): JsonBody {
  return { status: 413, code: 'PAYLOAD_TOO_LARGE', parameters: { limit } };
}

/**
 * Reads a JSON body of at most `limit` bytes, which has to come within `patience` milliseconds. Never throws but when
 * the client leaves half-way.
 */
export async function readJsonBody(request: IncomingMessage, limit: number, patience: number): Promise<JsonBody> {
  const { headers } = request;
  if (!isJson(headers['content-type'])) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', parameters: { type } };
  }
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', parameters: { type } };
  }
  if (Number(headers['content-length'] ?? 0) > limit) {
    return tooLarge(limit);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of steadyBytes(request, { whole: patience })) {
      size += chunk.length;
      if (size > limit) {
        return tooLarge(limit);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof BodyTooSlow) {
      return { status: 408, code: error.code };
    }
    throw error;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { status: 400, code: 'BAD_REQUEST', key: 'BODY_UNREADABLE', parameters: { type: 'JSON' } };
  }
}
