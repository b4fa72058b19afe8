import type { Pool, PoolClient } from 'pg';
import { breakConnection } from './client-socket.js';

/**
 * Breaks every connection that leaves a query without an answer for so many milliseconds. PostgreSQL ends a statement in
 * less by itself; what is still silent then leads nowhere (a network that swallows packets), and would take its place in
 * the pool with it long after the database is back.
 */
export function breakUnanswered(pool: Pool, patience: number): void {
  pool.on('connect', (client) => watch(client, patience));
}

function watch(client: PoolClient, patience: number): void {
  const send = client.query.bind(client) as (...all: readonly unknown[]) => unknown;
  client.query = ((...all: readonly unknown[]) => {
    const answer = send(...all);
    if (answer instanceof Promise) {
      const timer = setTimeout(() => breakConnection(client), patience);
      const end = (): void => clearTimeout(timer);
      answer.then(end, end);
    }
    return answer;
  }) as unknown as PoolClient['query'];
}
