import { locateBinaries, repairLinks } from './binaries.js';
import { reachableBinaries } from './binaries-copy.js';
import { clusterFolder, placeData } from './data-location.js';
import { createDatabase, dropDatabase, ensureDatabase } from './database-commands.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { claimFolder } from './folder-claim.js';
import { clusterUser, initialiseCluster } from './initialise.js';
import { endOrphan } from './orphan.js';
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.js';
import { unprivilegedUser } from './unprivileged-user.js';

/** The database of the application. */
const databaseName = 'kengash';

/** What an embedded cluster is started with. */
export interface EmbeddedPostgresOptions {
  /** The folder of the data; the cluster is in `postgres` within it, or where a note in it says. */
  readonly dataDirectory: string;
  /** Settings of PostgreSQL by name. Where it listens cannot be set. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told each line of the server's log. */
  readonly log?: (line: string) => void;
  /** The folder with bin, lib and share; that of the installed package unless given. */
  readonly native?: string;
}

/** A running cluster. */
export interface EmbeddedPostgres {
  /** The postmaster. */
  readonly pid: number;
  /** The folder that the data are in: the asked one, or the one that its note names. */
  readonly dataDirectory: string;
  readonly connection: {
    /** The folder of the socket (on Windows an address). */
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Makes a database, as a copy of another one where one is named. Rejects with the server's error. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Drops a database if it exists, ending the connections to it. */
  dropDatabase(name: string): Promise<void>;
  /** Shuts it down and waits until it has ended. Any number of calls is one. */
  stop(): Promise<void>;
}

/** A server killed alone may leave its last processes for a moment; they hold its shared memory. */
const isStillEnding = (error: unknown): boolean =>
  error instanceof EmbeddedPostgresError && /pre-existing shared memory|postmaster\.pid/.test(error.message);

async function startPatiently(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster(options);
    } catch (error) {
      if (attempt === 10 || !isStillEnding(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/**
 * Starts the PostgreSQL of the installed package: as an unprivileged user when root, on a Unix socket, without a port.
 * What a crash has left is recovered from. Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const installed = options.native ?? locateBinaries();
  await repairLinks(installed);
  const dataDirectory = await placeData(options.dataDirectory);
  const claim = await claimFolder(dataDirectory);
  let postmaster: Postmaster | undefined;
  try {
    const cluster = clusterFolder(dataDirectory);
    const user = await unprivilegedUser(cluster);
    const native = await reachableBinaries(installed, user);
    await endOrphan(native, cluster);
    await initialiseCluster(native, cluster, user);
    postmaster = await startPatiently({
      native,
      cluster,
      user,
      settings: options.settings ?? {},
      log: options.log ?? (() => {}),
    });
    await ensureDatabase(postmaster.listening, databaseName);
  } catch (error) {
    await postmaster?.stop();
    await claim.release();
    throw error;
  }
  const { pid, listening, stop } = postmaster;
  return {
    pid,
    dataDirectory,
    connection: { host: listening.host, port: listening.port, user: clusterUser, database: databaseName },
    createDatabase: (name, template) => createDatabase(listening, name, template),
    dropDatabase: (name) => dropDatabase(listening, name),
    stop: async () => {
      await stop();
      await claim.release();
    },
  };
}
