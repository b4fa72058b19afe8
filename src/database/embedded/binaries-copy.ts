import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repairLinks } from './binaries.js';
import { failure } from './embedded-postgres-error.js';
import { isWindows } from './launch.js';
import { canRead } from './reachability.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/**
 * The folder of binaries that a user can run, links and all: as installed, or, below a folder that is closed to that
 * user or cannot be repaired, a copy in /var/tmp. Throws EmbeddedPostgresError with BINARIES_MISSING or NO_SPACE when
 * there can be no copy.
 */
export async function runnableBinaries(native: string, user: UnprivilegedUser | null): Promise<string> {
  const isComplete = await repairLinks(native);
  if (isWindows || (isComplete && (!user || (await isUsable(native, user))))) {
    return native;
  }
  const copy = `/var/tmp/kengash-pg18-${await packageVersion(native)}${ownerSuffix()}`;
  if (!(await isOwnCopy(copy, native))) {
    try {
      await copyWhole(native, copy);
    } catch (error) {
      throw failure(
        'BINARIES_MISSING',
        `${native} cannot be used as it is (its folder is closed to PostgreSQL's user, or links are missing that ` +
          `cannot be made), and the copy ${copy} could not be made (${String(error)}). Run \`npm rebuild\` as the ` +
          `owner of node_modules, delete ${copy} if it exists, or set DATABASE_URL.`,
        error,
      );
    }
  }
  return copy;
}

/** Root's copy is for all; an ordinary user trusts a copy of one's own alone. */
function ownerSuffix(): string {
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? '' : `-${uid}`;
}

async function isUsable(native: string, user: UnprivilegedUser): Promise<boolean> {
  return (
    (await canRead(join(native, 'bin', 'postgres'), user, 5)) &&
    (await canRead(join(native, 'share', 'postgresql', 'postgres.bki'), user))
  );
}

async function packageVersion(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(manifest) as { version?: string }).version ?? 'unknown';
}

/**
 * Whether a copy may be run: a real folder of this process's user that nobody else may write (everybody may write in
 * /var/tmp), and whole, because systems delete old files there.
 */
async function isOwnCopy(copy: string, native: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => null);
  if (!found || !found.isDirectory() || found.uid !== (process.getuid?.() ?? 0) || (found.mode & 0o022) !== 0) {
    return false;
  }
  const present = new Set(await readdir(copy, { recursive: true }));
  return (
    (await readdir(native, { recursive: true })).every((name) => present.has(name)) && (await repairLinks(copy))
  );
}

/** Copies under another name and renames, so that half a copy is never used. A former copy steps aside first. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomUUID()}`;
  const former = `${copy}.${randomUUID()}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await repairLinks(draft);
    await rename(copy, former).catch(() => {});
    await rename(draft, copy).catch(async (error: unknown) => {
      if (!(await isOwnCopy(copy, native))) {
        throw error;
      }
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(former, { recursive: true, force: true });
  }
}

/** Lets everybody read and nobody but the owner write, whatever mask the originals were installed with. */
async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) {
      const path = join(entry.parentPath, entry.name);
      const isRun = entry.isDirectory() || ((await lstat(path)).mode & 0o100) !== 0;
      await chmod(path, isRun ? 0o755 : 0o644);
    }
  }
  await chmod(folder, 0o755);
}
