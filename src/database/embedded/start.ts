import { chown, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { locateBinaries, repairLinks } from './binaries.js';
import { clusterUser, initialiseCluster } from './initialise.js';
import { clearLock, startPostmaster } from './postmaster.js';
import { placeDataDirectory, reachableBinaries } from './relocation.js';
import { unprivilegedUser } from './unprivileged-user.js';

/** The database of the application. */
const databaseName = 'kengash';

/** What an embedded cluster is started with. */
export interface EmbeddedPostgresOptions {
  /** The folder of the data; the cluster is in `postgres` within it, or where a note in it says. */
  readonly dataDirectory: string;
  /** Settings of PostgreSQL by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told each line of the server's log. */
  readonly log?: (line: string) => void;
  /** The folder with the binaries; that of the installed package unless given. */
  readonly native?: string;
}

/** A running cluster. */
export interface EmbeddedPostgres {
  readonly pid: number;
  /** The folder that the cluster is in. */
  readonly dataDirectory: string;
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Shuts it down and waits until it is. Any number of calls is one. */
  stop(): Promise<void>;
}

async function ensureDatabase(host: string): Promise<void> {
  const client = new Client({ host, port: 5432, user: clusterUser, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) {
      await client.query(`create database ${databaseName}`);
    }
  } finally {
    await client.end();
  }
}

async function packageVersion(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(manifest) as { version?: string }).version ?? 'unknown';
}

/**
 * Starts the PostgreSQL of the installed package: as an unprivileged user when root, on a Unix socket, without a port.
 * What a crash has left is recovered from. Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const installed = options.native ?? locateBinaries();
  const user = unprivilegedUser();
  await repairLinks(installed);
  const native = await reachableBinaries(installed, user !== null, await packageVersion(installed));
  const dataDirectory = await placeDataDirectory(options.dataDirectory, user !== null);
  await clearLock(dataDirectory);
  await initialiseCluster(native, dataDirectory, user);
  const postmaster = await startPostmaster({
    native,
    dataDirectory,
    user,
    settings: options.settings ?? {},
    log: options.log ?? (() => {}),
  });
  try {
    await ensureDatabase(postmaster.socketDirectory);
    for (const [name, text] of [
      ['kengash.complete', ''],
      ['kengash.pid', String(process.pid)],
    ] as const) {
      const file = join(dataDirectory, name);
      await writeFile(file, text);
      if (user) {
        await chown(file, user.uid, user.gid);
      }
    }
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  return {
    pid: postmaster.pid,
    dataDirectory,
    connection: { host: postmaster.socketDirectory, port: 5432, user: clusterUser, database: databaseName },
    stop: () => postmaster.stop(),
  };
}
