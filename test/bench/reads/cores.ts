import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';

const run = promisify(execFile);

/**
 * Puts the load and PostgreSQL on the second core, and answers the words that put a server on the first. Without
 * `taskset`, or with one core, everything runs everywhere: the answer is empty, and the figures say less.
 */
export async function separateCores(database: Database): Promise<readonly string[]> {
  if (availableParallelism() < 2 || !(await run('taskset', ['--version']).then(() => true, () => false))) {
    return [];
  }
  await run('taskset', ['-acp', '1', String(process.pid)]);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
  const status = await readFile(`/proc/${rows[0]?.pid}/status`, 'utf8');
  const postmaster = /^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? '';
  await run('taskset', ['-acp', '1', postmaster]);
  return ['taskset', '-c', '0'];
}
