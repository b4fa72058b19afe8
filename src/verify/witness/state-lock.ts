import { readFile, rm, writeFile } from 'node:fs/promises';
import { refuse } from '../fault.js';

/**
 * Does some work while nobody else works with the same state: two runs at once could sign two logs that both continue
 * the last one. The lock of a run that was killed is taken over, once its process is gone.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  if (!(await take(lock))) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isRunning(holder)) {
      refuse('STATE_IN_USE', path, `Another run (process ${holder}) works with this state. If there is none, remove ${lock}.`);
    }
    await rm(lock, { force: true });
    if (!(await take(lock))) {
      refuse('STATE_IN_USE', path, 'Another run works with this state.');
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function isRunning(holder: number): boolean {
  if (!Number.isSafeInteger(holder) || holder <= 0) {
    return false;
  }
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as { readonly code?: unknown }).code === 'EPERM';
  }
}
