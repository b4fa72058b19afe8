import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { Migration20261123000100_realtime } from '../../../migrations/Migration20261123000100_realtime.js';
import { type DatabaseConnection, readSnapshot } from '../../../src/database/orm.js';
import type { Database, Tables } from '../../../src/database/tables.js';
import type { ReadSnapshot } from '../../../src/realtime/postgres/postgres-log.js';
import { createTestDatabase } from '../../support/database.js';
import { startFaultProxy } from './fault-proxy.js';

/** A database of its own with the event log in it. */
export interface LogDatabase {
  readonly connection: DatabaseConnection;
  readonly database: Database;
  readonly readSnapshot: ReadSnapshot;
  /** The same database over a network that can be cut. */
  behindProxy(): Promise<ProxiedDatabase>;
  drop(): Promise<void>;
}

/** A pool on the database through a proxy. */
export interface ProxiedDatabase {
  readonly database: Database;
  readonly readSnapshot: ReadSnapshot;
  /** Ends all connections, first from the server's side, and refuses new ones for so many milliseconds. */
  cut(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

async function openBehindProxy(name: string): Promise<ProxiedDatabase> {
  const { host, port, user } = inject('cluster');
  const proxy = await startFaultProxy(host, port);
  const pool = new Pool({ host: '127.0.0.1', port: proxy.port, user, database: name, application_name: 'proxied' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database: Database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    database,
    readSnapshot: (work) =>
      database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    cut: async (milliseconds) => {
      const client = new Client({ host, port, user, database: name });
      await client.connect();
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'proxied'`);
      await client.end();
      await proxy.cut(milliseconds);
    },
    close: async () => {
      await database.destroy();
      await proxy.stop();
    },
  };
}

/** The statements of the migration, up or down. */
export async function statementsOf(direction: 'up' | 'down'): Promise<readonly string[]> {
  const migration = new Migration20261123000100_realtime(undefined as never, undefined as never);
  await migration[direction]();
  return migration.getQueries().map(String);
}

/** Creates a migrated database, or an empty one with the event log's tables alone. */
export async function createLogDatabase(options: { readonly alone?: boolean } = {}): Promise<LogDatabase> {
  const test = await createTestDatabase({ poolSize: 24, empty: options.alone ?? false });
  if (options.alone) {
    for (const statement of await statementsOf('up')) {
      await sql.raw(statement).execute(test.database);
    }
  }
  const name = 'database' in test.connection ? test.connection.database : '';
  return {
    connection: test.connection,
    database: test.database,
    readSnapshot: (work) => readSnapshot(test.orm, work),
    behindProxy: () => openBehindProxy(name),
    drop: () => test.close(),
  };
}
