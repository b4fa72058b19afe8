import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';

const run = promisify(execFile);

/** Whether the machine has two cores and the command that puts processes on one of them. */
export async function canSeparate(): Promise<boolean> {
  return availableParallelism() >= 2 && (await run('taskset', ['--version']).then(() => true, () => false));
}

/** The words before a command that put its process on a core. */
export const onCore = (core: 0 | 1): readonly string[] => ['taskset', '-c', String(core)];

/** Puts all threads of a running process on a core; processes that it starts later follow. */
export async function moveToCore(pid: number, core: 0 | 1): Promise<void> {
  await run('taskset', ['-acp', String(core), String(pid)]);
}

/**
 * Puts the load and PostgreSQL on the second core, and answers the words that put a server on the first. Without
 * `taskset`, or with one core, everything runs everywhere: the answer is empty, and the figures say less.
 */
export async function separateCores(database: Database): Promise<readonly string[]> {
  if (!(await canSeparate())) {
    return [];
  }
  await moveToCore(process.pid, 1);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
  const status = await readFile(`/proc/${rows[0]?.pid}/status`, 'utf8');
  await moveToCore(Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]), 1);
  return onCore(0);
}
