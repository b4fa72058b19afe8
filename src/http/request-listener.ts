import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { answer, answerError } from './answer.js';
import { corsHeaders, preflightHeaders, type OriginCheck } from './origin.js';
import { requestMeta } from './request-meta.js';
import { matchRoute, type Route, type RouteRequest } from './route.js';
import type { RunningOperations } from './running.js';

/** What the listener is made of. */
export interface ListenerOptions {
  readonly routes: readonly Route[];
  readonly graphql: {
    readonly path: string;
    readonly handle: (route: RouteRequest, abort: AbortController) => Promise<void>;
  };
  readonly isAllowedOrigin: OriginCheck;
  readonly headers: Readonly<Record<string, string>>;
  readonly trustedProxies: number;
  readonly running: RunningOperations;
  readonly isStopping: () => boolean;
  readonly logger: Logger;
}

const healthPaths = new Set(['/livez', '/readyz']);
const reading = new Set(['GET', 'HEAD']);

/** Answers every HTTP request: identity, origin, routing; a failure of a handler never ends the process. */
export function requestListener(options: ListenerOptions) {
  const { isAllowedOrigin, isStopping, logger } = options;

  async function dispatch(request: IncomingMessage, response: ServerResponse, abort: AbortController): Promise<void> {
    const meta = requestMeta(request, 'HTTP', abort.signal, options.trustedProxies);
    response.setHeader('x-request-id', meta.requestId);
    for (const [name, value] of Object.entries({ ...options.headers, ...corsHeaders(request, isAllowedOrigin) })) {
      response.setHeader(name, value);
    }
    const method = request.method ?? 'GET';
    const base = 'http://localhost';
    const target = request.url ?? '/';
    const url =
      target.startsWith('/') && URL.canParse(target.replace(/^\/+/, '/'), base)
        ? new URL(target.replace(/^\/+/, '/'), base)
        : null;
    if (!url) {
      answerError(response, 400, 'BAD_REQUEST', 'The address cannot be read.');
      return;
    }
    if (isStopping() && !healthPaths.has(url.pathname)) {
      answerError(response, 503, 'SERVER_STOPPING', 'The server is about to stop.', {
        connection: 'close',
        'retry-after': '1',
      });
      return;
    }
    if (!reading.has(method) && !isAllowedOrigin(request)) {
      answerError(response, 403, 'FORBIDDEN_ORIGIN', 'This origin may not call the API.');
      return;
    }
    const isGraphql = url.pathname === options.graphql.path;
    const match = isGraphql ? { allow: ['GET', 'HEAD', 'POST'] } : matchRoute(options.routes, method, url.pathname);
    if ('route' in match) {
      await match.route.handle({ request, response, url, meta, parameters: match.parameters });
      return;
    }
    if (match.allow.length === 0) {
      answerError(response, 404, 'NOT_FOUND', 'Nothing is here.');
    } else if (method === 'OPTIONS') {
      const allow = { allow: [...match.allow, 'OPTIONS'].join(', ') };
      answer(response, 204, request.headers.origin === undefined ? allow : { ...allow, ...preflightHeaders });
    } else if (!match.allow.includes(method)) {
      const allow = match.allow.join(', ');
      answerError(response, 405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { allow });
    } else {
      await options.graphql.handle({ request, response, url, meta, parameters: {} }, abort);
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const abort = new AbortController();
    const end = options.running.begin();
    response.once('close', () => {
      end();
      if (!response.writableFinished) {
        abort.abort();
      }
    });
    try {
      await dispatch(request, response, abort);
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      logger.error({ err: error, requestId: response.getHeader('x-request-id') }, 'a request failed unexpectedly');
      if (response.headersSent) {
        response.destroy();
        return;
      }
      answerError(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.');
    }
  };
}
