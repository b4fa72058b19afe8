import type { IncomingMessage } from 'node:http';
import { negotiateLocale } from '../language/locale.js';
import type { RequestMeta, Transport } from './context.js';
import { remoteAddressOf } from './remote-address.js';
import { requestIdOf } from './request-id.js';

/** Reads what a request says of itself. */
export function requestMeta(
  request: IncomingMessage,
  transport: Transport,
  signal: AbortSignal,
  trustedProxies: number,
): RequestMeta {
  const { headers } = request;
  return {
    requestId: requestIdOf(headers['x-request-id']),
    locale: negotiateLocale(headers['accept-language']),
    transport,
    remoteAddress: remoteAddressOf(request, trustedProxies),
    userAgent: headers['user-agent']?.slice(0, 200) ?? null,
    signal,
  };
}
