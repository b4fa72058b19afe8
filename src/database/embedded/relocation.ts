import { createHash, randomUUID } from 'node:crypto';
import { cp, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The note that is left in the asked folder when the data are elsewhere. */
const noteName = 'WHERE-THE-DATA-ARE.txt';

/** Where the data of folders are kept that PostgreSQL's user cannot reach. */
const relocatedRoot = '/var/lib/kengash';

/** Whether every folder above, and the folder itself where it exists, may be passed through by any user. */
export async function isTraversable(folder: string): Promise<boolean> {
  for (let current = resolve(folder); ; current = dirname(current)) {
    const found = await stat(current).catch(() => null);
    if (found && (found.mode & 0o001) === 0 && current !== resolve(folder)) {
      return false;
    }
    if (current === dirname(current)) {
      return true;
    }
  }
}

/** The cluster's folder for an asked data folder, before anything is made. */
export async function resolveDataDirectory(asked: string): Promise<string> {
  const note = await readFile(join(asked, noteName), 'utf8').catch(() => null);
  const noted = note?.split('\n').find((line) => line.startsWith('/'));
  return noted ?? join(resolve(asked), 'postgres');
}

/** Chooses the cluster's folder: within the asked one, or elsewhere when PostgreSQL's user could not get there. */
export async function placeDataDirectory(asked: string, isRoot: boolean): Promise<string> {
  try {
    await mkdir(asked, { recursive: true });
  } catch (error) {
    throw unwritable(asked, error);
  }
  if (!isRoot || (await isTraversable(join(asked, 'postgres')))) {
    return join(resolve(asked), 'postgres');
  }
  const elsewhere = join(relocatedRoot, createHash('sha256').update(resolve(asked)).digest('hex').slice(0, 16));
  try {
    await mkdir(relocatedRoot, { recursive: true, mode: 0o755 });
    await writeFile(
      join(asked, noteName),
      `PostgreSQL does not run as root, and its user cannot reach this folder. The data are in\n${elsewhere}\n`,
    );
  } catch (error) {
    throw unwritable(asked, error);
  }
  return elsewhere;
}

/** The error of a folder that cannot be written. */
export function unwritable(folder: string, cause: unknown): EmbeddedPostgresError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new EmbeddedPostgresError(
    'DATA_DIRECTORY_UNWRITABLE',
    `The data folder ${folder} cannot be written (${reason}). Choose another one by KENGASH_DATA_DIR.`,
    cause,
  );
}

/** Whether a copy is ours: a real folder of root that nobody else may write. */
async function isOwnCopy(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  return found !== null && found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
}

/**
 * The binaries where PostgreSQL's user can reach them: as installed, or a copy below /var/tmp, made whole under another
 * name and then renamed, so that half a copy is never used.
 */
export async function reachableBinaries(native: string, isRoot: boolean, version: string): Promise<string> {
  if (!isRoot || (await isTraversable(join(native, 'bin')))) {
    return native;
  }
  const copy = `/var/tmp/kengash-postgres-${version}`;
  if (await isOwnCopy(copy)) {
    return join(copy, 'native');
  }
  const temporary = `${copy}.${randomUUID()}`;
  await mkdir(temporary, { mode: 0o755 });
  await cp(native, join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
  await rename(temporary, copy).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    if (!(await isOwnCopy(copy))) {
      throw error;
    }
  });
  return join(copy, 'native');
}
