import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Ticks of `/proc` a second; the same on every Linux that Node runs on, unless the kernel was built otherwise. */
const ticksASecond = promisify(execFile)('getconf', ['CLK_TCK']).then(({ stdout }) => Number(stdout), () => 100);

/** Milliseconds of processor time, the user's and the system's, that a process has used with all its threads. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the command is in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / (await ticksASecond);
}

/** Bytes of memory that a process has resident. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}
