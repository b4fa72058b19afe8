import { HeaderMap, type ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { Pipeline } from '../pipeline/pipeline.js';
import { CatalogueError, messageIn } from '../relay/catalogue-error.js';
import { answer, answerError } from './answer.js';
import type { HttpOperation } from './apollo.js';
import { bearerOf } from './bearer.js';
import { createContext, type ContextPorts, type RequestMeta } from './context.js';
import { readJsonBody } from './json-body.js';
import { completeRefusal } from './protocol-refusal.js';
import type { RouteRequest } from './route.js';

/** What the handler is made of. */
export interface GraphqlHandlerOptions<Viewer> extends ContextPorts<Viewer> {
  readonly apollo: ApolloServer<HttpOperation>;
  readonly pipeline: Pipeline;
  readonly principalOf: (viewer: Viewer) => string | null;
  readonly bodyLimit: number;
  /** Milliseconds within which a body has to come. */
  readonly bodyPatience: number;
}

function unauthenticated(): CatalogueError {
  return new CatalogueError('UNAUTHENTICATED', {
    key: 'TOKEN_NOT_GOOD',
    extensions: { http: { status: 401, headers: new HeaderMap([['www-authenticate', 'Bearer']]) } },
  });
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
  const { apollo, pipeline, principalOf, bodyLimit, bodyPatience } = options;

  async function contextOf(token: string | null, meta: RequestMeta) {
    try {
      return await createContext(options, token, meta);
    } catch (error) {
      if (error instanceof GraphQLError) {
        throw error;
      }
      const failure = new GraphQLError('failed', { originalError: error as Error });
      const { message, extensions } = pipeline.mask(failure, { ...meta, operationName: null });
      // A failure with a code of its own is one that passes: the database is away.
      const status = extensions?.code === 'INTERNAL_SERVER_ERROR' ? 500 : 503;
      throw new GraphQLError(message, { extensions: { ...extensions, http: { status, headers: new HeaderMap() } } });
    }
  }

  async function operationOf(
    request: IncomingMessage,
    meta: RequestMeta,
    abort: AbortController,
  ): Promise<HttpOperation['request']> {
    const bearer = bearerOf(request.headers.authorization);
    const context = 'malformed' in bearer ? null : await contextOf(bearer.token, meta);
    if (!context) {
      throw unauthenticated();
    }
    return {
      contextValue: context,
      requestId: meta.requestId,
      locale: meta.locale,
      principal: principalOf(context.viewer),
      address: meta.remoteAddress,
      carries: request.method === 'POST' ? 'QUERIES_AND_MUTATIONS' : 'QUERIES',
      abort,
    };
  }

  /** As `operationOf`; what it refuses is told in the language of the request. */
  async function operationOrRefusal(...[request, meta, abort]: Parameters<typeof operationOf>) {
    try {
      return await operationOf(request, meta, abort);
    } catch (error) {
      throw error instanceof GraphQLError
        ? new GraphQLError(messageIn(error, meta.locale), { extensions: error.extensions })
        : error;
    }
  }

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
    let isComplete = false;
    const onPipeline = (): void => {
      isComplete = true;
    };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: guardedHeadersOf(request), body, search: url.search },
      context: async () => ({ request: await operationOrRefusal(request, meta, abort), onPipeline }),
    });
    if (result.body.kind === 'complete') {
      const headers = { 'cache-control': 'no-store', ...Object.fromEntries(result.headers) };
      const text = isComplete ? result.body.string : completeRefusal(result.body.string, meta);
      answer(response, result.status ?? 200, headers, text);
    }
  };
}
