import { randomBytes } from 'node:crypto';
import { chown, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwritable } from './embedded-postgres-error.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/** The password of a cluster that listens on a port, and the file that holds it. */
export interface KeptPassword {
  readonly file: string;
  readonly password: string;
}

/**
 * The password of the cluster in a data folder, made at the first start and kept beside the cluster. `initdb` reads the
 * file as PostgreSQL's user. Throws EmbeddedPostgresError with DATA_DIRECTORY_UNWRITABLE or NO_SPACE.
 */
export async function keepPassword(dataDirectory: string, user: UnprivilegedUser | null): Promise<KeptPassword> {
  const file = join(dataDirectory, 'postgres.password');
  try {
    const found = (await readFile(file, 'utf8').catch(() => '')).trim();
    if (found !== '') {
      return { file, password: found };
    }
    const password = randomBytes(32).toString('base64url');
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    if (user) {
      await chown(file, user.uid, user.gid);
    }
    return { file, password };
  } catch (error) {
    throw unwritable(file, error);
  }
}
