import type { Pool, PoolClient } from 'pg';

/**
 * Gives back to the pool every connection that dies while somebody holds it. Kysely keeps the slot of a controlled
 * transaction for ever when COMMIT or ROLLBACK cannot be sent (kysely-org/kysely#1990): after a few such deaths the
 * pool would be empty, and the database back but out of reach.
 */
export function releaseLostConnections(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => void held.add(client));
  pool.on('release', (_error, client) => void held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (held.has(client)) {
        client.release(true);
        // Whoever held it may still give it back, which pg would call a fault.
        client.release = () => {};
      }
    });
  });
}
