import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { breakConnection } from '../../database/client-socket.js';
import type { DatabaseConnection } from '../../database/orm.js';
import type { BusLink, BusTransport, LinkListener } from '../bus/transport.js';

/** The one channel of NOTIFY: which streams are meant stands in the payload. */
const channel = 'kengash_hints';

/** Milliseconds. */
const times = {
  /** In which the connection has to be there, and each NOTIFY answered. */
  answer: 5_000,
  /** Of quiet, after which the network is asked whether the other end is still there. */
  keepAlive: 5_000,
  /** For a polite end. */
  end: 1_000,
} as const;

/** What the driver is told of a connection. */
function configOf(connection: DatabaseConnection): ClientConfig {
  const { url, ...parts } = 'url' in connection ? connection : { ...connection, url: undefined };
  return {
    ...(url === undefined ? parts : { connectionString: url }),
    application_name: 'kengash bus',
    connectionTimeoutMillis: times.answer,
    query_timeout: times.answer,
    keepAlive: true,
    keepAliveInitialDelayMillis: times.keepAlive,
  };
}

/**
 * LISTEN and NOTIFY on one connection of the node's own, never in a business transaction: a transaction that holds a
 * NOTIFY makes every other such COMMIT of the whole cluster wait for it. Needs a direct connection, not a pooler that
 * gives each transaction another one; behind such a pooler the probe never comes back, and the poll does the work.
 */
export class NotifyTransport implements BusTransport {
  readonly name = 'postgres';
  /** PostgreSQL takes less than 8,000. */
  readonly bytes = 7_900;
  readonly carriesEvents = false;

  constructor(private readonly connection: DatabaseConnection) {}

  async open(listener: LinkListener): Promise<BusLink> {
    const client = new Client(configOf(this.connection));
    client.on('error', (error) => listener.lost(error));
    client.on('end', () => listener.lost(new Error('the connection has ended')));
    client.on('notification', ({ payload }) => listener.heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      breakConnection(client);
      throw error;
    }
    return {
      send: async ({ text }) => {
        try {
          await client.query('select pg_notify($1, $2)', [channel, text]);
        } catch (error) {
          listener.lost(error);
          throw error;
        }
      },
      close: async () => {
        const late = new AbortController();
        await Promise.race([client.end(), delay(times.end, undefined, { signal: late.signal })]).catch(() => undefined);
        late.abort();
        breakConnection(client);
      },
    };
  }
}
