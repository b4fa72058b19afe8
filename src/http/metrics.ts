import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { answer, answerError } from './answer.js';
import { bearerOf } from './bearer.js';
import type { Route } from './route.js';

/** Port: the figures as Prometheus reads them. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Who may read the figures: whoever has the token; without one nobody, or programs of this machine. */
export interface MetricsAccess {
  readonly token: string | null;
  readonly isOpenToThisMachine: boolean;
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Behind a proxy on this machine everybody seems to be of this machine. */
function isOfThisMachine({ socket, headers }: IncomingMessage): boolean {
  const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isPassedOn && loopback.test(socket.remoteAddress ?? '');
}

/** `GET /metrics`, for Prometheus alone: how much goes on is nothing that the public is told. */
export function metricsRoute(metrics: MetricsText, { token, isOpenToThisMachine }: MetricsAccess): Route {
  return {
    method: 'GET',
    path: '/metrics',
    handle: async ({ request, response, meta }) => {
      if (token !== null) {
        const bearer = bearerOf(request.headers.authorization);
        const given = 'token' in bearer ? (bearer.token ?? '') : '';
        if (!timingSafeEqual(digest(given), digest(token))) {
          const headers = { 'www-authenticate': 'Bearer' };
          answerError(response, meta, { status: 401, code: 'UNAUTHENTICATED', key: 'TOKEN_NOT_GOOD', headers });
          return;
        }
      } else if (!isOpenToThisMachine || !isOfThisMachine(request)) {
        answerError(response, meta, { status: 404, code: 'NOT_FOUND', key: 'PATH_NOT_FOUND' });
        return;
      }
      answer(response, 200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }, await metrics.text());
    },
  };
}
