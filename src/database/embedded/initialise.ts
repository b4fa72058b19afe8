import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, failure, unwritable } from './embedded-postgres-error.js';
import { binary, environment, isWindows } from './launch.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

const run = promisify(execFile);

/** The superuser of the cluster; its socket folder (or, on a port, its password) is what keeps strangers out. */
export const clusterUser = 'kengash';

/** The major version of the binaries. */
const majorVersion = '18';

/**
 * Makes the cluster where there is none, under another name that is changed at the end: what has a PG_VERSION is whole,
 * and nothing that exists is ever deleted. With a password file connections need that password. To be called with the
 * data folder claimed. Throws EmbeddedPostgresError.
 */
export async function initialiseCluster(
  native: string,
  cluster: string,
  user: UnprivilegedUser | null,
  passwordFile: string | null,
): Promise<void> {
  await removeDrafts(cluster);
  if (await exists(cluster)) {
    return;
  }
  // A name of its own: the initdb of a start that was killed may still be writing in another draft.
  const draft = `${cluster}.new.${randomUUID()}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    if (user) {
      await chown(draft, user.uid, user.gid);
    }
    await runInitdb(native, draft, user, passwordFile);
    await rename(draft, cluster);
  } catch (error) {
    await removeDrafts(cluster);
    throw error instanceof EmbeddedPostgresError ? error : unwritable(cluster, error);
  }
}

/** Deletes what broken-off first starts left. One that cannot be deleted takes space and does no other harm. */
async function removeDrafts(cluster: string): Promise<void> {
  const names = await readdir(dirname(cluster)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(`${basename(cluster)}.new`))) {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    await rm(join(dirname(cluster), name), options).catch(() => {});
  }
}

/** Whether there is a cluster of this version; another one, or other files in its place, are errors. */
async function exists(cluster: string): Promise<boolean> {
  const names = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw unwritable(cluster, error);
  });
  if (names.length === 0) {
    return false;
  }
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `${cluster} holds files that are no database of PostgreSQL. ` +
        'Move them away, or choose another folder by KENGASH_DATA_DIR.',
    );
  }
  if (version.trim() !== majorVersion) {
    throw new EmbeddedPostgresError(
      'DATA_DIRECTORY_OTHER_VERSION',
      `${cluster} was made by PostgreSQL ${version.trim()}, this is ${majorVersion}. ` +
        'Use `npm run reset`, or the version that made it.',
    );
  }
  return true;
}

/**
 * Text is UTF-8; ICU collates by default and C.UTF-8 classifies letters, because with C trigram search is blind to
 * Cyrillic.
 */
async function runInitdb(
  native: string,
  folder: string,
  user: UnprivilegedUser | null,
  passwordFile: string | null,
): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    `--username=${clusterUser}`,
    ...(passwordFile === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
    '--encoding=UTF8',
    '--no-sync',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--lc-collate=C',
    // Windows has no C.UTF-8.
    `--lc-ctype=${isWindows ? 'en-US' : 'C.UTF-8'}`,
  ];
  try {
    await run(binary(native, 'initdb'), options, {
      cwd: isWindows ? folder : '/',
      env: environment(),
      ...user,
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw failure(
      'START_FAILED',
      `The database could not be made: ${stderr?.trim() || String(error)}`,
      error,
    );
  }
}
