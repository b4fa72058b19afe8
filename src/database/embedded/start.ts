import { locateBinaries } from './binaries.js';
import { runnableBinaries } from './binaries-copy.js';
import { keepPassword } from './cluster-password.js';
import { clusterFolder, placeData } from './data-location.js';
import { createDatabase, dropDatabase, ensureDatabase } from './database-commands.js';
import { asEmbeddedPostgresError, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { claimFolder } from './folder-claim.js';
import { clusterUser, initialiseCluster } from './initialise.js';
import { keepPostmaster, type PostmasterLosses } from './kept-postmaster.js';
import { isWindows, type Listening } from './launch.js';
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
  /** Told when the server has ended by itself, and when it answers again. */
  readonly losses?: PostmasterLosses;
  /** The folder with bin, lib and share; that of the installed package unless given. */
  readonly native?: string;
  /** A Unix socket, or a port of this machine with a password: the only way on Windows, and the default there. */
  readonly by?: 'socket' | 'port';
}

const silently: PostmasterLosses = { lost: () => {}, found: () => {}, failed: () => {} };

/** A running cluster. */
export interface EmbeddedPostgres {
  /** The postmaster, which is another one after a loss. */
  readonly pid: number;
  /** The folder that the data are in: the asked one, or the one that its note names. */
  readonly dataDirectory: string;
  readonly connection: {
    /** The folder of the socket, or an address. */
    readonly host: string;
    readonly port: number;
    readonly user: string;
    /** Where a port is used. */
    readonly password?: string;
    readonly database: string;
  };
  /** Makes a database, as a copy of another one where one is named. Rejects with the server's error. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Drops a database if it exists, ending the connections to it. */
  dropDatabase(name: string): Promise<void>;
  /** Shuts it down and waits until it has ended. Any number of calls is one. */
  stop(): Promise<void>;
}

/**
 * A server killed alone may leave its last processes for a moment; they hold its shared memory. And a port that was
 * free may just have been taken.
 */
const isPassing = (error: unknown): boolean =>
  error instanceof EmbeddedPostgresError &&
  error.code === 'START_FAILED' &&
  /pre-existing shared memory|postmaster\.pid|could not create any TCP\/IP sockets/.test(error.message);

async function startPatiently(options: PostmasterOptions, again?: Listening): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster(options, again);
    } catch (error) {
      if (attempt === 10 || !isPassing(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/**
 * Starts the PostgreSQL of the installed package: as an unprivileged user when root, on a Unix socket, without a port.
 * One that is killed is started again at the same address.
 * What a crash has left is recovered from. Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const installed = options.native ?? locateBinaries();
  const dataDirectory = await placeData(options.dataDirectory);
  const claim = await claimFolder(dataDirectory);
  let postmaster: Postmaster | undefined;
  try {
    const cluster = clusterFolder(dataDirectory);
    const user = await unprivilegedUser(cluster);
    const native = await runnableBinaries(installed, user);
    await endOrphan(native, cluster);
    const by = options.by ?? (isWindows ? 'port' : 'socket');
    const kept = by === 'port' ? await keepPassword(dataDirectory, user) : null;
    await initialiseCluster(native, cluster, user, kept?.file ?? null);
    const settled: PostmasterOptions = {
      native,
      cluster,
      user,
      transport: kept ? { by: 'port', password: kept.password } : { by: 'socket' },
      settings: options.settings ?? {},
      log: options.log ?? (() => {}),
    };
    postmaster = await keepPostmaster(async (again) => {
      if (again) {
        await endOrphan(native, cluster);
      }
      return startPatiently(settled, again);
    }, options.losses ?? silently);
    await ensureDatabase(postmaster.listening, databaseName);
  } catch (error) {
    await postmaster?.stop();
    await claim.release();
    throw asEmbeddedPostgresError(error);
  }
  const { listening, stop } = postmaster;
  const running = postmaster;
  return {
    get pid() {
      return running.pid;
    },
    dataDirectory,
    connection: {
      host: listening.host,
      port: listening.port,
      user: clusterUser,
      ...(listening.password === undefined ? {} : { password: listening.password }),
      database: databaseName,
    },
    createDatabase: (name, template) => createDatabase(listening, name, template),
    dropDatabase: (name) => dropDatabase(listening, name),
    stop: async () => {
      await stop();
      await claim.release();
    },
  };
}
