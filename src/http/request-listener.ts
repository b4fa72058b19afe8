import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { answer, answerError } from './answer.js';
import type { RequestMeta } from './context.js';
import { corsHeaders, preflightHeaders, type OriginCheck } from './origin.js';
import { requestMeta } from './request-meta.js';
import { matchRoute, type Route, type RouteRequest } from './route.js';
import type { RunningOperations } from './running.js';

/** A path that takes operations. */
export interface GraphqlDoor {
  readonly path: string;
  readonly methods: readonly string[];
  /** Answers; `hasNoEnd` says that a stop need not wait for this answer. */
  readonly handle: (route: RouteRequest, abort: AbortController, hasNoEnd: () => void) => Promise<void>;
}

/** What the listener is made of. */
export interface ListenerOptions {
  readonly routes: readonly Route[];
  readonly graphql: readonly GraphqlDoor[];
  readonly isAllowedOrigin: OriginCheck;
  readonly headers: Readonly<Record<string, string>>;
  readonly trustedProxies: number;
  readonly running: RunningOperations;
  readonly isStopping: () => boolean;
  readonly logger: Logger;
}

/** What is told of the server even while it stops. */
const watchedPaths = new Set(['/livez', '/readyz', '/metrics']);
const reading = new Set(['GET', 'HEAD']);

/** Answers every HTTP request: identity, origin, routing; a failure of a handler never ends the process. */
export function requestListener(options: ListenerOptions) {
  const { isAllowedOrigin, isStopping, logger } = options;

  async function dispatch(
    request: IncomingMessage,
    response: ServerResponse,
    meta: RequestMeta,
    abort: AbortController,
    end: () => void,
  ): Promise<void> {
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
      answerError(response, meta, { status: 400, code: 'BAD_REQUEST', key: 'PATH_UNREADABLE' });
      return;
    }
    if (isStopping() && !watchedPaths.has(url.pathname)) {
      const headers = { connection: 'close', 'retry-after': '1' };
      answerError(response, meta, { status: 503, code: 'SERVER_STOPPING', headers });
      return;
    }
    if (!reading.has(method) && !isAllowedOrigin(request)) {
      answerError(response, meta, { status: 403, code: 'FORBIDDEN_ORIGIN' });
      return;
    }
    const door = options.graphql.find(({ path }) => path === url.pathname);
    const match = door ? { allow: door.methods } : matchRoute(options.routes, method, url.pathname);
    if ('route' in match) {
      await match.route.handle({ request, response, url, meta, parameters: match.parameters });
      return;
    }
    if (match.allow.length === 0) {
      answerError(response, meta, { status: 404, code: 'NOT_FOUND', key: 'PATH_NOT_FOUND' });
    } else if (method === 'OPTIONS') {
      const allow = { allow: [...match.allow, 'OPTIONS'].join(', ') };
      answer(response, 204, request.headers.origin === undefined ? allow : { ...allow, ...preflightHeaders });
    } else if (!match.allow.includes(method)) {
      const allow = match.allow.join(', ');
      answerError(response, meta, { status: 405, code: 'METHOD_NOT_ALLOWED', parameters: { allow }, headers: { allow } });
    } else {
      await door?.handle({ request, response, url, meta, parameters: {} }, abort, end);
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
    const meta = requestMeta(request, 'HTTP', abort.signal, options.trustedProxies);
    try {
      await dispatch(request, response, meta, abort, end);
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      const errorId = randomUUID();
      logger.error({ err: error, errorId, requestId: meta.requestId }, 'a request failed unexpectedly');
      if (response.headersSent) {
        response.destroy();
        return;
      }
      answerError(response, meta, { status: 500, code: 'INTERNAL_SERVER_ERROR', parameters: { id: errorId } });
    }
  };
}
