import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * Installs packages into a folder of their own below `node_modules/.cache`, once: what ours is measured beside is kept
 * out of the project's own dependencies. Answers the folder. Throws with npm's words when it cannot.
 */
export async function installPackages(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = resolve('node_modules/.cache', name);
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies: packages });
  const marker = join(folder, 'installed.json');
  if ((await readFile(marker, 'utf8').catch(() => '')) !== wanted) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), wanted);
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
    await writeFile(marker, wanted);
  }
  return folder;
}

/** Imports a package of such a folder. */
export async function importFrom(folder: string, name: string): Promise<unknown> {
  const path = createRequire(join(folder, 'package.json')).resolve(name);
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}
