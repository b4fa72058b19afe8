import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwritable } from '../../database/embedded/index.js';
import { keepFile } from '../../storage/keep-file.js';
import { makeFolder } from '../../storage/make-folder.js';
import { isGoodSecret } from '../../storage/tickets.js';

/** The secret of a data folder is there and cannot be read; the message says what to do. */
export class SecretUnreadableError extends Error {
  readonly code = 'SECRET_UNREADABLE';

  constructor(file: string, cause: unknown) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    super(
      `The secret of this data folder, ${file}, cannot be read (${reason}). Make it readable for this user, delete it ` +
        'so that another one is made, or set KENGASH_SECRET.',
      { cause },
    );
  }
}

/** What the file holds; null when it is not there. */
async function readSecret(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw new SecretUnreadableError(file, error);
  }
}

/**
 * The secret of a data folder, made at the first start. One that is too short is what a full disk or a kill left of it,
 * and is made anew: with it tickets could be forged. To be called with the folder claimed. Throws SecretUnreadableError,
 * or EmbeddedPostgresError with DATA_DIRECTORY_UNWRITABLE or NO_SPACE.
 */
export async function ownSecret(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'secret');
  const found = await readSecret(file);
  if (found !== null && isGoodSecret(found)) {
    return found;
  }
  const secret = randomBytes(32).toString('hex');
  try {
    await makeFolder(dataDirectory);
    await keepFile(file, `${secret}\n`, 0o600);
  } catch (error) {
    throw unwritable(file, error);
  }
  return secret;
}
