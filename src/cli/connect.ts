import type { MikroORM } from '@mikro-orm/postgresql';
import { type Config, readConfig } from '../config.js';
import { startEmbeddedPostgres } from '../database/embedded/index.js';
import { createOrm } from '../database/orm.js';
import { expectReachable } from '../database/reach.js';
import { entities } from '../entities.js';

/** A database to work with from the command line, and how to leave it. */
export interface ConnectedDatabase {
  readonly config: Config;
  readonly orm: MikroORM;
  close(): Promise<void>;
}

/** Connects to the database of the configuration; the embedded one is started for it. */
export async function connectDatabase(config: Config = readConfig()): Promise<ConnectedDatabase> {
  if (config.databaseUrl !== null) {
    const connection = { url: config.databaseUrl };
    const orm = await createOrm({ connection, entities, poolSize: 4 });
    try {
      await expectReachable(orm, connection);
    } catch (error) {
      await orm.close(true);
      throw error;
    }
    return { config, orm, close: () => orm.close(true) };
  }
  const cluster = await startEmbeddedPostgres({ dataDirectory: config.dataDirectory });
  const orm = await createOrm({ connection: cluster.connection, entities, poolSize: 4 });
  return {
    config,
    orm,
    close: async () => {
      await orm.close(true);
      await cluster.stop();
    },
  };
}
