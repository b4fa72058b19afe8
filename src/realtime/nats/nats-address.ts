import type { NodeConnectionOptions } from '@nats-io/transport-node';

/** Where the servers are, and who asks, as the driver takes it. */
export type NatsAddress = Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'token' | 'tls'>;

/**
 * Reads an address such as `nats://user:password@one:4222,nats://two:4222` or `tls://token@host`: servers of one cluster
 * with commas between them, the credentials at the first one. Throws TypeError for what is no address.
 */
export function natsAddress(url: string): NatsAddress {
  const servers = url.split(',').map((server) => new URL(server));
  const { protocol = '', username = '', password = '' } = servers[0] ?? {};
  const user = decodeURIComponent(username);
  return {
    servers: servers.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    ...(protocol === 'tls:' ? { tls: {} } : {}),
    ...(user && password ? { user, pass: decodeURIComponent(password) } : {}),
    ...(user && !password ? { token: user } : {}),
  };
}
