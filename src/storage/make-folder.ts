import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing; one that is there is left as it is. Throws the error of the
 * system. Node's own recursive mkdir never ends where a parent that exists answers ENOENT, as below /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdirUnlessThere(folder);
  } catch (error) {
    const parent = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) {
      throw error;
    }
    await makeFolder(parent);
    await mkdirUnlessThere(folder);
  }
}

async function mkdirUnlessThere(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Made by somebody else at the same time is as good.
    if (code !== 'EEXIST' || !(await stat(folder)).isDirectory()) {
      throw error;
    }
  }
}
