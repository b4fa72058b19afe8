import type { IncomingMessage } from 'node:http';
import type { ErrorAnswer } from '../answer.js';
import { readJsonBody } from '../json-body.js';

/** The text of an operation and what belongs to it. */
export interface OperationParameters {
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How much of a body is read, and how long it is waited for, in bytes and milliseconds. */
export interface BodyLimits {
  readonly bodyLimit: number;
  readonly bodyPatience: number;
}

type Parameters = OperationParameters | ErrorAnswer;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unreadable(detail: string): ErrorAnswer {
  return { status: 400, code: 'BAD_REQUEST', parameters: { detail } };
}

function checked(given: unknown): Parameters {
  if (!isObject(given)) {
    return unreadable('the body is no JSON object');
  }
  const { query, operationName = null, variables } = given;
  if (typeof query !== 'string' || query === '') {
    return unreadable('`query` is no text');
  }
  if (operationName !== null && typeof operationName !== 'string') {
    return unreadable('`operationName` is no text');
  }
  if (variables !== undefined && variables !== null && !isObject(variables)) {
    return unreadable('`variables` is no JSON object');
  }
  return { source: query, operationName, variables: variables ?? {} };
}

function inSearch(search: URLSearchParams): Parameters {
  const variables = search.get('variables');
  const rest = { query: search.get('query'), operationName: search.get('operationName') ?? undefined };
  try {
    return checked({ ...rest, variables: variables ? (JSON.parse(variables) as unknown) : null });
  } catch {
    return unreadable('`variables` is no JSON');
  }
}

/**
 * Reads the parameters of GraphQL over HTTP, from the address of a GET or the body of a POST, or says what is wrong with
 * them. Never throws but when the client leaves half-way.
 */
export async function readParameters(request: IncomingMessage, url: URL, limits: BodyLimits): Promise<Parameters> {
  if (request.method !== 'POST') {
    return inSearch(url.searchParams);
  }
  const read = await readJsonBody(request, limits.bodyLimit, limits.bodyPatience);
  return 'status' in read ? { ...read, headers: { connection: 'close' } } : checked(read.value);
}
