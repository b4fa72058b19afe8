import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { Migration20261123000100_realtime } from '../../../migrations/Migration20261123000100_realtime.js';
import { Migration20261127001000_event_partitions } from '../../../migrations/Migration20261127001000_event_partitions.js';
import { Migration20261127001100_incarnation } from '../../../migrations/Migration20261127001100_incarnation.js';
import { type DatabaseConnection, readSnapshot } from '../../../src/database/orm.js';
import type { Database, Tables } from '../../../src/database/tables.js';
import type { ReadSnapshot } from '../../../src/realtime/postgres/postgres-log.js';
import { createTestDatabase } from '../../support/database.js';
import { FaultProxy } from '../../support/fault-proxy.js';

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
  const proxy = await FaultProxy.before({ host, port });
  const pool = new Pool({ ...proxy.address, user, database: name, application_name: 'proxied' });
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
      await proxy.outage(milliseconds);
    },
    close: async () => {
      await database.destroy();
      await proxy.remove();
    },
  };
}

/** The migrations that make the event log. */
const migrations = [
  Migration20261123000100_realtime,
  Migration20261127001000_event_partitions,
  Migration20261127001100_incarnation,
];

/** The statements of the migrations of the event log, up or down; of the later ones alone where a number is given. */
export async function statementsOf(direction: 'up' | 'down', first = 0): Promise<readonly string[]> {
  const chosen = migrations.slice(first).map((Made) => new Made(undefined as never, undefined as never));
  const statements: string[] = [];
  for (const migration of direction === 'up' ? chosen : chosen.toReversed()) {
    await migration[direction]();
    statements.push(...migration.getQueries().map(String));
  }
  return statements;
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
