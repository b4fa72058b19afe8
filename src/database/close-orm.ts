import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { breakConnection } from './client-socket.js';

/** The connections of a pool, so that they can be broken. */
export class OpenConnections {
  readonly #clients = new Set<PoolClient>();

  /** Takes note of the connections that a pool makes from now on. */
  watch(pool: Pool): void {
    pool.on('connect', (client) => {
      this.#clients.add(client);
      client.once('end', () => this.#clients.delete(client));
    });
  }

  /** Breaks all of them. */
  break(): void {
    for (const client of this.#clients) {
      breakConnection(client);
    }
  }
}

/** The connections of each ORM that was set up here. */
export const openConnections = new WeakMap<MikroORM, OpenConnections>();

/**
 * Closes the pool of an ORM. A database that does not answer is given so many milliseconds, then its connections are
 * broken: by itself the pool would wait for ever. Answers whether it closed in time.
 */
export async function closeOrm(orm: MikroORM, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const closed = orm.close(true).then(() => true);
  const isClosed = await Promise.race([closed, delay(milliseconds, false, { signal: late.signal })]);
  late.abort();
  if (!isClosed) {
    openConnections.get(orm)?.break();
    // A connection that is only being made has its own end, and nobody waits for it.
    closed.catch(() => {});
  }
  return isClosed;
}
