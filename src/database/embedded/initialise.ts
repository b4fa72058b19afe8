import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { unwritable } from './relocation.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

const run = promisify(execFile);

/** The superuser of the cluster; its socket folder is what keeps strangers out. */
export const clusterUser = 'kengash';

/** The major version of the binaries. */
export const majorVersion = '18';

/**
 * Makes the cluster where there is none. Text is UTF-8; ICU collates by default and C.UTF-8 classifies letters, because
 * with C trigram search is blind to Cyrillic. Half a cluster, left by a crash of initdb, is made anew.
 */
export async function initialiseCluster(
  native: string,
  dataDirectory: string,
  user: UnprivilegedUser | null,
): Promise<void> {
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => null);
  const isWhole = version !== null && (await readdir(dataDirectory)).includes('kengash.complete');
  if (isWhole) {
    if (version.trim() !== majorVersion) {
      throw new EmbeddedPostgresError(
        'DATA_DIRECTORY_OTHER_VERSION',
        `${dataDirectory} was made by PostgreSQL ${version.trim()}, this is ${majorVersion}. Use \`npm run reset\`, or the version that made it.`,
      );
    }
    return;
  }
  try {
    await rm(dataDirectory, { recursive: true, force: true });
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    if (user) {
      await chown(dataDirectory, user.uid, user.gid);
    }
  } catch (error) {
    throw unwritable(dataDirectory, error);
  }
  const options = [
    `--pgdata=${dataDirectory}`,
    `--username=${clusterUser}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--no-sync',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--lc-collate=C',
    '--lc-ctype=C.UTF-8',
  ];
  try {
    await run(join(native, 'bin', 'initdb'), options, { cwd: '/', env: { ...process.env, TZ: 'UTC' }, ...user });
  } catch (error) {
    const output = (error as { stderr?: string }).stderr?.trim() ?? '';
    throw new EmbeddedPostgresError('START_FAILED', `The database could not be made: ${output || String(error)}`, error);
  }
}
