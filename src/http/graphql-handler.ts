import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { IncomingMessage } from 'node:http';
import { answer, answerError } from './answer.js';
import type { HttpOperation } from './apollo.js';
import { readJsonBody } from './json-body.js';
import { operationRequests, type OperationRequestPorts } from './operation-request.js';
import { completeRefusal } from './protocol-refusal.js';
import type { RouteRequest } from './route.js';

/** What the handler is made of. */
export interface GraphqlHandlerOptions<Viewer> extends OperationRequestPorts<Viewer> {
  readonly apollo: ApolloServer<HttpOperation>;
  readonly bodyLimit: number;
  /** Milliseconds within which a body has to come. */
  readonly bodyPatience: number;
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  return headers;
}

/**
 * The headers as Apollo's guard against requests from foreign pages reads them. It lets a GET through only with a header
 * that no page can send unasked. Asking for JSON by name is enough here: links, images, frames and forms do not, nobody
 * is signed in by a cookie, GET carries queries alone, and a script elsewhere cannot read the answer.
 */
function guardedHeadersOf(request: IncomingMessage): HeaderMap {
  const headers = headersOf(request);
  if (request.method !== 'POST' && /\bapplication\/(graphql-response\+)?json\b/.test(headers.get('accept') ?? '')) {
    headers.set('apollo-require-preflight', 'accept');
  }
  return headers;
}

/** Handles `POST` and `GET /graphql` as GraphQL over HTTP describes. */
export function graphqlHandler<Viewer>(options: GraphqlHandlerOptions<Viewer>) {
  const { apollo, bodyLimit, bodyPatience } = options;
  const operationRequest = operationRequests(options);

  return async ({ request, response, url, meta }: RouteRequest, abort: AbortController): Promise<void> => {
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    let body: unknown;
    if (method === 'POST') {
      const read = await readJsonBody(request, bodyLimit, bodyPatience);
      if ('status' in read) {
        // The rest of the body is not waited for.
        answerError(response, meta, { ...read, headers: { connection: 'close' } });
        return;
      }
      body = read.value;
    }
    const carries = method === 'POST' ? 'QUERIES_AND_MUTATIONS' : 'QUERIES';
    let isComplete = false;
    const onPipeline = (): void => {
      isComplete = true;
    };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: guardedHeadersOf(request), body, search: url.search },
      context: async () => ({ request: await operationRequest(request, meta, abort, carries), onPipeline }),
    });
    if (result.body.kind === 'complete') {
      const headers = { 'cache-control': 'no-store', ...Object.fromEntries(result.headers) };
      const text = isComplete ? result.body.string : completeRefusal(result.body.string, meta);
      answer(response, result.status ?? 200, headers, text);
    }
  };
}
