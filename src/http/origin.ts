import type { IncomingMessage } from 'node:http';

/** Whether the page that a browser sends a request for may do so. */
export type OriginCheck = (request: IncomingMessage) => boolean;

/**
 * Origins that may call: those listed, and the server's own pages. A request without an `Origin` comes from no page.
 * The own origin is that of the public address where one is configured, else whatever host the request names.
 */
export function originCheck(allowedOrigins: readonly string[], publicUrl: string | null = null): OriginCheck {
  const allowed = new Set(allowedOrigins.map((origin) => origin.toLowerCase().replace(/\/$/, '')));
  const own = publicUrl === null ? null : new URL(publicUrl).origin;
  return ({ headers }) => {
    const origin = headers.origin?.toLowerCase();
    if (origin === undefined || allowed.has(origin)) {
      return true;
    }
    if (own !== null) {
      return origin === own;
    }
    const host = headers.host?.toLowerCase();
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  };
}

/** The headers by which an allowed foreign page may read the answer; none for others. */
export function corsHeaders(request: IncomingMessage, isAllowed: OriginCheck): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined || !isAllowed(request)) {
    return { vary: 'Origin' };
  }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'x-request-id, retry-after, www-authenticate',
  };
}

/** The answer to a preflight of an allowed page. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, PUT',
  'access-control-allow-headers':
    'authorization, content-type, accept-language, last-event-id, x-request-id, apollo-require-preflight, x-apollo-operation-name',
  'access-control-max-age': '600',
};
