import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canRead } from './reachability.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/**
 * The folder of binaries that a user can run: as installed, or, below a folder that is closed to that user, a copy in
 * /var/tmp. Throws EmbeddedPostgresError with BINARIES_MISSING when there can be no copy.
 */
export async function reachableBinaries(native: string, user: UnprivilegedUser | null): Promise<string> {
  if (!user || (await isUsable(native, user))) {
    return native;
  }
  const copy = `/var/tmp/kengash-pg18-${await packageVersion(native)}`;
  if (!(await isOwnCopy(copy, native))) {
    try {
      await copyWhole(native, copy);
    } catch (error) {
      throw new EmbeddedPostgresError(
        'BINARIES_MISSING',
        `PostgreSQL's user cannot reach ${native}, and the copy ${copy} could not be made (${String(error)}). ` +
          `Delete ${copy} if it exists, or set DATABASE_URL.`,
        error,
      );
    }
  }
  return copy;
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
 * Whether a copy may be run: a real folder of root's that nobody else may write (everybody may write in /var/tmp), and
 * whole, because systems delete old files there.
 */
async function isOwnCopy(copy: string, native: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => null);
  if (!found || !found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    return false;
  }
  const present = new Set(await readdir(copy, { recursive: true }));
  return (await readdir(native, { recursive: true })).every((name) => present.has(name));
}

/** Copies under another name and renames, so that half a copy is never used. A former copy steps aside first. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomUUID()}`;
  const former = `${copy}.${randomUUID()}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
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

/** Lets everybody read and nobody but root write, whatever mask the originals were installed with. */
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
