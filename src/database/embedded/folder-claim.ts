import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError, unwritable } from './embedded-postgres-error.js';
import { findProcess, isRunning, type RunningProcess } from './running-process.js';

/** The file that names the process which uses a data folder. */
const claimName = 'kengash.pid';

/** The use of a data folder by this process alone. */
export interface FolderClaim {
  /** Leaves the folder to others. Any number of calls is one. */
  release(): Promise<void>;
}

function parseClaim(text: string): RunningProcess {
  const [pid, startedAt] = text.split('\n');
  return { pid: Number(pid), startedAt: startedAt ? startedAt : null };
}

/** The living process that uses a data folder, or null. */
export async function claimant(folder: string): Promise<RunningProcess | null> {
  const text = await readFile(join(folder, claimName), 'utf8').catch(() => null);
  if (text === null) {
    return null;
  }
  const owner = parseClaim(text);
  return (await isRunning(owner)) ? owner : null;
}

/**
 * Claims a data folder before anything in it is touched, so that neither a second process nor a second start in this
 * one ends the first one's database. What a dead process left is taken over. Throws EmbeddedPostgresError with
 * DATA_DIRECTORY_IN_USE or DATA_DIRECTORY_UNWRITABLE.
 */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const place = join(folder, claimName);
  const own = await findProcess(process.pid);
  const text = `${process.pid}\n${own?.startedAt ?? ''}\n${randomUUID()}\n`;
  const draft = `${place}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { mode: 0o644 });
    // Linking puts the whole text there at once, or fails when there is a claim.
    while (!(await linkNew(draft, place))) {
      await removeStale(folder, place);
    }
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? error : unwritable(folder, error);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
  return {
    release: async () => {
      if ((await readFile(place, 'utf8').catch(() => null)) === text) {
        await rm(place, { force: true });
      }
    },
  };
}

async function linkNew(draft: string, place: string): Promise<boolean> {
  try {
    await link(draft, place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** The result of a file operation, or null when the file is not there. */
async function unlessGone<Result>(operation: Promise<Result>): Promise<Result | null> {
  return operation.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return null;
    }
    throw error;
  });
}

async function removeStale(folder: string, place: string): Promise<void> {
  const stale = await unlessGone(readFile(place, 'utf8'));
  if (stale === null) {
    return;
  }
  const owner = parseClaim(stale);
  if (await isRunning(owner)) {
    throw new EmbeddedPostgresError(
      'DATA_DIRECTORY_IN_USE',
      `The data folder ${folder} is in use by process ${owner.pid}. ` +
        'Stop that one, name its PORT where it is to be used, or choose another folder by KENGASH_DATA_DIR.',
    );
  }
  const aside = `${place}.${randomUUID()}`;
  const isMoved = await unlessGone(rename(place, aside).then(() => true));
  if (!isMoved) {
    return;
  }
  // Somebody else may have taken it over in between: then what was moved is theirs and goes back.
  if ((await readFile(aside, 'utf8')) !== stale) {
    await linkNew(aside, place);
  }
  await rm(aside, { force: true });
}
