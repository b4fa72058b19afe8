import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What figures have to be read with. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly kernel: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Files that a process may have open. */
  readonly openFiles: number;
}

/** The greatest number of files that a process may have open; Node raises its own limit to that by itself. */
async function openFileLimit(): Promise<number> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -Hn']);
  return stdout.trim() === 'unlimited' ? Infinity : Number(stdout);
}

/** Describes this machine, with the versions of the packages named. */
export async function describeMachine(packages: readonly string[]): Promise<Machine> {
  const versions = await Promise.all(
    packages.map(async (name) => {
      // Its exports may not name it.
      const { version } = JSON.parse(await readFile(join('node_modules', name, 'package.json'), 'utf8')) as { version: string };
      return [name, version] as const;
    }),
  );
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    kernel: `${type()} ${release()}`,
    versions: { node: process.version, ...Object.fromEntries(versions) },
    openFiles: await openFileLimit(),
  };
}
