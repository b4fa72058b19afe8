import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { inject } from 'vitest';
import { createOrm, type DatabaseConnection, readDatabase } from '../../src/database/orm.js';
import type { Database } from '../../src/database/tables.js';
import { entities } from '../../src/entities.js';
import { seedReferenceData } from '../../src/reference-data.js';

/** Where the cluster of the test run listens. */
export interface ClusterConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/** The migrated database with the reference data that every test database is a copy of. */
const templateName = 'template_kengash';

/** Runs one statement on the maintenance database. */
async function administer(cluster: ClusterConnection, statement: string): Promise<void> {
  const client = new Client({ ...cluster, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes the template once for a test run. */
export async function prepareTemplate(cluster: ClusterConnection): Promise<void> {
  await administer(cluster, `create database ${templateName}`);
  const { host, port, user } = cluster;
  const orm = await createOrm({ connection: { host, port, user, database: templateName }, entities, poolSize: 2 });
  try {
    await orm.migrator.up();
    await seedReferenceData(readDatabase(orm));
  } finally {
    await orm.close(true);
  }
}

/** A database of a test's own. */
export interface TestDatabase {
  readonly connection: DatabaseConnection;
  readonly name: string;
  readonly orm: MikroORM;
  readonly database: Database;
  close(): Promise<void>;
}

/** Makes a copy of the template (or of another database that nobody is connected to) and an ORM on it. To be closed at the end. */
export async function createTestDatabase(
  options: { readonly empty?: boolean; readonly poolSize?: number; readonly copyOf?: string } = {},
): Promise<TestDatabase> {
  const { host, port, user } = inject('cluster');
  const cluster = { host, port, user };
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(cluster, `create database ${name} template ${options.copyOf ?? (options.empty ? 'template0' : templateName)}`);
  const connection = { ...cluster, database: name };
  const orm = await createOrm({
    connection,
    entities,
    poolSize: options.poolSize ?? 5,
  });
  return {
    connection,
    name,
    orm,
    database: readDatabase(orm),
    close: async () => {
      await orm.close(true);
      await administer(cluster, `drop database ${name} with (force)`);
    },
  };
}
