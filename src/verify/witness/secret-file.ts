import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { refuse } from '../fault.js';

const isWindows = process.platform === 'win32';

/** For the owner alone. */
const ownerOnly = 0o600;

async function flushed(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the entry of a file in its folder last over a loss of power, where the system can do that. */
async function flushFolder(path: string): Promise<void> {
  if (!isWindows) {
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

/** Writes a file that is not there yet, for the owner alone; it is on the disk when this resolves. */
export async function writeOnce(path: string, text: string): Promise<void> {
  await flushed(await open(path, 'wx', ownerOnly), text);
  await flushFolder(path);
}

/** Replaces a file as a whole: after a crash there is the old one or the new one. It is on the disk when this resolves. */
export async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await flushed(await open(beside, 'wx', ownerOnly), text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await flushFolder(path);
}

/** The text of a file; null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Refuses a file with a secret that others than its owner may read. */
export async function refuseReadable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (!isWindows && (mode & 0o077) !== 0) {
    refuse('OPTION', path, `Others may read this file with a secret key: its mode is ${(mode & 0o777).toString(8)}, and has to be 600.`);
  }
}
