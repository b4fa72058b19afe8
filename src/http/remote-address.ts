import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The client's address. Behind `trustedProxies` proxies it is the one that the outermost of them saw, which stands so
 * many places from the right in `X-Forwarded-For`; what the client itself wrote there is further left.
 */
export function remoteAddressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) {
    return direct;
  }
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((hop) => hop.trim());
  const address = hops.at(-trustedProxies) ?? '';
  return isIP(address) ? address : direct;
}
