import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { binary, isWindows, socketPrefix } from './launch.js';
import { findProcess, isRunning, type RunningProcess } from './running-process.js';

/** How long a fast shutdown with its checkpoint may take, in milliseconds. */
export const shutdownTime = 60_000;

/** The lines of the cluster's lock file: process (1), port (4), socket folder (5); empty without one. */
async function lockLines(cluster: string): Promise<readonly string[]> {
  return (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

/** The running postmaster of a cluster, or null. A process that only has its old number is not taken for it. */
export async function findPostmaster(cluster: string): Promise<RunningProcess | null> {
  const found = await findProcess(Number((await lockLines(cluster))[0]));
  if (!found || isWindows) {
    return found;
  }
  const name = await readFile(`/proc/${found.pid}/comm`, 'utf8').catch(() => 'postgres');
  if (name.trim() !== 'postgres') {
    return null;
  }
  // A postmaster works in its cluster's folder. The link may be hidden from us: then its name decides.
  const folder = await readlink(`/proc/${found.pid}/cwd`).catch(() => null);
  return folder === null || folder === (await realpath(cluster).catch(() => cluster)) ? found : null;
}

/** Waits until a process has ended; false when it has not in that time (milliseconds). */
export async function hasEnded(process: RunningProcess, within: number): Promise<boolean> {
  for (const until = Date.now() + within; Date.now() < until; await delay(25)) {
    if (!(await isRunning(process))) {
      return true;
    }
  }
  return !(await isRunning(process));
}

/**
 * Shuts down the postmaster that a dead Kengash left, if any, and deletes its socket folder. To be called with the data
 * folder claimed. Throws EmbeddedPostgresError with DATA_DIRECTORY_IN_USE when it may not or does not end.
 */
export async function endOrphan(native: string, cluster: string): Promise<void> {
  const socketDirectory = (await lockLines(cluster))[4] ?? '';
  const postmaster = await findPostmaster(cluster);
  if (
    postmaster &&
    !((await requestShutdown(native, cluster, postmaster)) && (await hasEnded(postmaster, shutdownTime)))
  ) {
    throw new EmbeddedPostgresError(
      'DATA_DIRECTORY_IN_USE',
      `${cluster} is in use by the PostgreSQL process ${postmaster.pid}, which does not end. ` +
        'Stop it, or choose another folder by KENGASH_DATA_DIR.',
    );
  }
  if (socketDirectory.startsWith(socketPrefix) && !socketDirectory.slice(socketPrefix.length).includes('/')) {
    await rm(socketDirectory, { recursive: true, force: true });
  }
}

/** Asks for a fast shutdown: connections are ended, data are written. False when this process may not ask. */
export async function requestShutdown(native: string, cluster: string, { pid }: RunningProcess): Promise<boolean> {
  try {
    if (isWindows) {
      await promisify(execFile)(binary(native, 'pg_ctl'), ['stop', '-m', 'fast', '-W', '-D', cluster]);
    } else {
      process.kill(pid, 'SIGINT');
    }
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
