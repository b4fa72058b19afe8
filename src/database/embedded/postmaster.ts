import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { clusterUser } from './initialise.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/**
 * Runs the postmaster and holds a pipe from Node: when Node ends in whatever way, the pipe closes and the postmaster
 * is told to shut down, so no orphan is left.
 */
const wrapper = '"$@" & child=$!; (cat <&3 >/dev/null; kill -INT $child 2>/dev/null) & wait $child';

/** A postmaster that answers. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDirectory: string;
  stop(): Promise<void>;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The pid in the lock file, when a PostgreSQL process has it. */
async function lockHolder(dataDirectory: string): Promise<number | null> {
  const pid = Number((await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) {
    return null;
  }
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres');
  return name.trim() === 'postgres' ? pid : null;
}

/** Ends what a former run has left. A cluster whose Kengash is alive is not touched. */
export async function clearLock(dataDirectory: string): Promise<void> {
  const pid = await lockHolder(dataDirectory);
  if (pid === null) {
    return;
  }
  const owner = Number(await readFile(join(dataDirectory, 'kengash.pid'), 'utf8').catch(() => ''));
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new EmbeddedPostgresError(
      'DATA_DIRECTORY_IN_USE',
      `${dataDirectory} is in use by process ${owner}. Stop that one, or choose another folder by KENGASH_DATA_DIR.`,
    );
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 50) {
    await delay(50);
  }
}

/** Starts the postmaster on a Unix socket of its own, without a TCP port, and waits until it answers. */
export async function startPostmaster(options: {
  readonly native: string;
  readonly dataDirectory: string;
  readonly user: UnprivilegedUser | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}): Promise<Postmaster> {
  const { native, dataDirectory, user, settings, log } = options;
  // A socket's path may have 107 bytes; the folder keeps everybody but its user and root out.
  const socketDirectory = await mkdtemp(join(tmpdir().length > 40 ? '/tmp' : tmpdir(), 'kengash-'));
  await chmod(socketDirectory, 0o700);
  if (user) {
    await chown(socketDirectory, user.uid, user.gid);
  }
  const parameters = Object.entries({
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    timezone: 'UTC',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [join(native, 'bin', 'postgres'), '-D', dataDirectory, ...parameters];
  const child = spawn('/bin/sh', ['-c', wrapper, 'sh', ...command], {
    cwd: '/',
    // A session of its own: Ctrl-C in the terminal reaches Node alone, which drains first.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ...user,
  });
  const last: string[] = [];
  const note = (chunk: Buffer): void => {
    for (const line of chunk.toString('utf8').split('\n').filter(Boolean)) {
      last.push(line);
      last.splice(0, last.length - 20);
      log(line);
    }
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const cleanUp = (): Promise<void> => rm(socketDirectory, { recursive: true, force: true });
  try {
    await untilReady(child, socketDirectory, last);
  } catch (error) {
    child.stdio[3]?.destroy();
    await Promise.race([ended, delay(5_000)]);
    await cleanUp();
    throw error;
  }
  const pid = (await lockHolder(dataDirectory)) ?? 0;
  let stopped: Promise<void> | undefined;
  return {
    pid,
    socketDirectory,
    stop: () =>
      (stopped ??= (async () => {
        child.stdio[3]?.destroy();
        await ended;
        await cleanUp();
      })()),
  };
}

async function untilReady(child: ChildProcess, socketDirectory: string, last: readonly string[]): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (child.exitCode !== null || child.signalCode !== null) {
      break;
    }
    const client = new Client({ host: socketDirectory, port: 5432, user: clusterUser, database: 'postgres' });
    client.on('error', () => {});
    const isReady = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isReady) {
      return;
    }
    await delay(25);
  }
  throw new EmbeddedPostgresError('START_FAILED', `PostgreSQL did not start:\n${last.join('\n')}`);
}
