import { type AnyEntity, type EntitySchema, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { IsolationLevel, MikroORM } from '@mikro-orm/postgresql';
import { type Pool, types } from 'pg';
import { type ConnectionOptions, parse } from 'pg-connection-string';
import { migrationsList } from '../../migrations/index.js';
import { OpenConnections, openConnections } from './close-orm.js';
import { releaseLostConnections } from './lost-connections.js';
import { prepareRepeatedStatements } from './prepared-statements.js';
import type { Database } from './tables.js';
import { breakUnanswered } from './unanswered-queries.js';

/** Where the database is: an address, or the socket folder of the embedded one. */
export type DatabaseConnection =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly password?: string; readonly database: string };

/** What the ORM is set up with. */
export interface OrmOptions {
  readonly connection: DatabaseConnection;
  readonly entities: readonly unknown[];
  /** Connections this process may hold open. */
  readonly poolSize?: number;
  /** Milliseconds after which PostgreSQL itself stops a statement; 15,000 unless given. */
  readonly statementTimeout?: number;
  /** Milliseconds beyond that, after which a connection without an answer is broken; 3,000 unless given. */
  readonly answerMargin?: number;
}

/** Milliseconds in which a connection has to be had, whether the database is away or all are in use. */
const connectionTimeout = 10_000;

const timestamptz: number = types.builtins.TIMESTAMPTZ;
const asText: ReadonlySet<number> = new Set([types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.INTERVAL]);

/** Instants become Dates in plain rows too (the ORM's own parser leaves them as text); days and intervals stay text. */
function parserOf(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === timestamptz) {
    return (value) => new Date(value);
  }
  return asText.has(type) ? String : (types.getTypeParser(type, format as 'text') as (value: string) => unknown);
}

/** What the address says of TLS (`sslmode`, `sslrootcert` and so on): the ORM reads host, user and database of it alone. */
function transportSecurity(connection: DatabaseConnection): { readonly ssl?: NonNullable<ConnectionOptions['ssl']> } {
  const ssl = 'url' in connection ? parse(connection.url).ssl : undefined;
  return ssl === undefined || ssl === null ? {} : { ssl };
}

/** Sets up MikroORM on PostgreSQL, without touching the database yet. */
export async function createOrm(options: OrmOptions): Promise<MikroORM> {
  const { connection, statementTimeout = 15_000, answerMargin = 3_000 } = options;
  const connections = new OpenConnections();
  const orm = await MikroORM.init({
    entities: options.entities as EntitySchema<AnyEntity>[],
    ...('url' in connection
      ? { clientUrl: connection.url }
      : {
          host: connection.host,
          port: connection.port,
          user: connection.user,
          dbName: connection.database,
          ...(connection.password === undefined ? {} : { password: connection.password }),
        }),
    namingStrategy: UnderscoreNamingStrategy,
    forceUtcTimezone: true,
    pool: { min: 0, max: options.poolSize ?? 10 },
    driverOptions: {
      ...transportSecurity(connection),
      statement_timeout: statementTimeout,
      application_name: 'kengash',
      keepAlive: true,
      types: { getTypeParser: parserOf },
      connectionTimeoutMillis: connectionTimeout,
      onPoolCreated: (pool: Pool) => {
        connections.watch(pool);
        releaseLostConnections(pool);
        prepareRepeatedStatements(pool);
        breakUnanswered(pool, statementTimeout + answerMargin);
      },
    },
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, tableName: 'migration', transactional: true, allOrNothing: true },
    // The stream engine's tables are written by hand: no entity is ever made of them.
    schemaGenerator: { skipTables: [/^rt_/, 'migration'] },
    // The ORM prints nothing of its own; what is worth telling is told by those who call it.
    logger: () => {},
  });
  openConnections.set(orm, connections);
  return orm;
}

/** Plain-row reads on the pool of the ORM, for lists and hot paths: no entity is made. */
export function readDatabase(orm: MikroORM): Database {
  return orm.em.fork().getKysely() as unknown as Database;
}

/** Runs reads in one snapshot of the database: what they see is of one instant. */
export async function readSnapshot<T>(orm: MikroORM, work: (database: Database) => Promise<T>): Promise<T> {
  return orm.em.fork().transactional((em) => work(em.getKysely() as unknown as Database), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });
}
