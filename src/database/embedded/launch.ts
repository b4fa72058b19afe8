import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { failure } from './embedded-postgres-error.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/** Whether the platform has neither sh nor Unix sockets that PostgreSQL's clients use. */
export const isWindows = process.platform === 'win32';

/** The path of one of the programs. */
export const binary = (native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(native, 'bin', isWindows ? `${name}.exe` : name);

/** The environment of PostgreSQL's programs: messages in English, and no setting of another server. */
export function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' };
}

/** How a cluster is reached: by a Unix socket that the file system guards, or by a port that a password guards. */
export type Transport = { readonly by: 'socket' } | { readonly by: 'port'; readonly password: string };

/** Where a cluster listens: a folder with a Unix socket in it, or an address of this machine alone. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
  /** The folder of the socket, to be deleted at the end. */
  readonly socketDirectory: string | null;
}

/** Begins the name of every socket folder. */
export const socketPrefix = '/tmp/kengash-';

/**
 * Chooses where to listen. A socket folder lets only its user and root in; its path may have 107 bytes, so it is never
 * below a long TMPDIR.
 */
export async function chooseListening(transport: Transport, user: UnprivilegedUser | null): Promise<Listening> {
  if (transport.by === 'port') {
    return { host: '127.0.0.1', port: await freePort(), password: transport.password, socketDirectory: null };
  }
  try {
    const folder = await mkdtemp(socketPrefix);
    await chmod(folder, 0o700);
    if (user) {
      await chown(folder, user.uid, user.gid);
    }
    return { host: folder, port: 5432, socketDirectory: folder };
  } catch (error) {
    throw failure(
      'START_FAILED',
      `The folder of the socket could not be made in /tmp: ${String(error)}`,
      error,
    );
  }
}

/** Makes the address of a server that has ended fit for the next one. Throws EmbeddedPostgresError. */
export async function listenAgain(listening: Listening, user: UnprivilegedUser | null): Promise<Listening> {
  const { socketDirectory } = listening;
  if (socketDirectory !== null) {
    try {
      // The end of the last server has deleted it. One that is there is not ours: /tmp is everybody's.
      await rm(socketDirectory, { recursive: true, force: true });
      await mkdir(socketDirectory, { mode: 0o700 });
      if (user) {
        await chown(socketDirectory, user.uid, user.gid);
      }
    } catch (error) {
      throw failure('START_FAILED', `The folder of the socket could not be made again: ${String(error)}`, error);
    }
  }
  return listening;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Runs the postmaster and waits at a pipe from Node: when Node ends in whatever way, the pipe closes and the postmaster
 * is told to shut down, so no orphan is left. The watcher ends with the postmaster, before its number can be another's.
 */
const wrapper = `
folder=$1
shift
"$@" 3<&- &
server=$!
(read -r line <&3; kill -INT $server) 2>/dev/null &
watcher=$!
exec 3<&-
wait $server
status=$?
kill $watcher 2>/dev/null
rm -f "$folder"/.s.PGSQL.*
rmdir "$folder" 2>/dev/null
exit $status`;

/** The program and its arguments that run a server. */
export function launchCommand(
  native: string,
  cluster: string,
  listening: Listening,
  settings: Readonly<Record<string, string>>,
): readonly [string, readonly string[]] {
  const parameters = Object.entries({
    timezone: 'UTC',
    // In the data folder, which is deleted or used again: what a killed server leaves in /dev/shm stays until a reboot.
    ...(isWindows ? {} : { dynamic_shared_memory_type: 'mmap' }),
    ...settings,
    listen_addresses: listening.socketDirectory ? '' : listening.host,
    port: String(listening.port),
    unix_socket_directories: listening.socketDirectory ?? '',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [binary(native, 'postgres'), '-D', cluster, ...parameters] as const;
  if (listening.socketDirectory === null) {
    return [server[0], server.slice(1)];
  }
  return ['/bin/sh', ['-c', wrapper, 'sh', listening.socketDirectory, ...server]];
}
