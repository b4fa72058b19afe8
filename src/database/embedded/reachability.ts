import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { UnprivilegedUser } from './unprivileged-user.js';

/** Whether permission bits give a user a right (4 read, 1 enter or run) on a file. */
async function allows(path: string, user: UnprivilegedUser, right: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    return false;
  }
  const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
  return ((found.mode >> shift) & right) === right;
}

/**
 * Whether a user may pass through every folder above a path, and through those that symbolic links among them lead to.
 * The folders have to exist.
 */
export async function canReach(path: string, user: UnprivilegedUser): Promise<boolean> {
  const asked = resolve(path);
  const real = await realpath(dirname(asked)).catch(() => null);
  if (real === null || !(await canPass(asked, user))) {
    return false;
  }
  const actual = join(real, basename(asked));
  return actual === asked || (await canPass(actual, user));
}

async function canPass(path: string, user: UnprivilegedUser): Promise<boolean> {
  let current = path;
  while (current !== dirname(current)) {
    current = dirname(current);
    if (!(await allows(current, user, 1))) {
      return false;
    }
  }
  return true;
}

/** Whether a user may reach a file and read it; `right` 5 asks for running it, too. */
export async function canRead(file: string, user: UnprivilegedUser, right = 4): Promise<boolean> {
  return (await allows(file, user, right)) && (await canReach(file, user));
}
