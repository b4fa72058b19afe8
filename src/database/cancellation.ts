import type { MikroORM } from '@mikro-orm/postgresql';
import { type ConnectionProvider, type DatabaseConnection, Kysely, type KyselyProps } from 'kysely';
import pLimit from 'p-limit';
import { Client, type Pool } from 'pg';
import type { Database, Tables } from './tables.js';

/** Port: the database for the reads of one operation, which are stopped when the signal is aborted. */
export type CancellableReads = (signal: AbortSignal) => Database;

/** Stops what a connection is at. */
type Stop = (connection: DatabaseConnection) => Promise<void>;

/** Reads go through the executor alone; a transaction on such a database would be a mistake, and fails. */
const nothingElse = { config: {}, driver: {}, dialect: {} } as Omit<KyselyProps, 'executor'>;

/**
 * Makes reads that end with the operation they are for. When the client has left or the time is up, nothing more is
 * sent, and PostgreSQL is told to stop what it is at: else a few clients that ask for much and leave would hold every
 * connection until the time limit of statements.
 */
export function cancellableReads(
  orm: MikroORM,
  database: Database,
  failed: (error: unknown) => void,
): CancellableReads {
  // Each needs a connection of its own: those of the pool may all be held by what is to be stopped.
  const limit = pLimit(2);
  const stop: Stop = (connection) => limit(() => stopOver(orm, connection)).catch(failed);
  const executor = database.getExecutor();
  return (signal) =>
    new Kysely<Tables>({
      ...nothingElse,
      executor: executor.withConnectionProvider({
        provideConnection: async (consumer, options) => {
          signal.throwIfAborted();
          return executor.provideConnection((connection) => consumer(stoppable(connection, signal, stop)), options);
        },
      } satisfies ConnectionProvider),
    });
}

async function stopOver(orm: MikroORM, connection: DatabaseConnection): Promise<void> {
  await connection.cancelQuery?.(async (use) => {
    const pool = (await orm.driver.getConnection().getNativeClient()) as Pool;
    const client = new Client(pool.options);
    await client.connect();
    try {
      await use({ ...connection, executeQuery: (query) => client.query(query.sql) as Promise<never> });
    } finally {
      await client.end();
    }
  });
}

/** A connection whose statement is stopped when the signal is aborted. It is held until the stop is over. */
function stoppable(connection: DatabaseConnection, signal: AbortSignal, stop: Stop): DatabaseConnection {
  return {
    executeQuery: async (query) => {
      signal.throwIfAborted();
      await connection.collectSessionInfo?.();
      let stopped: Promise<void> | undefined;
      const onAbort = (): void => {
        stopped = stop(connection);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await connection.executeQuery(query);
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
        // The next statement of this connection is somebody else's, and must not be the one that is hit.
        await stopped;
      }
    },
    streamQuery: (...all) => connection.streamQuery(...all),
  };
}
