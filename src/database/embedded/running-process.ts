import { readFile } from 'node:fs/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface RunningProcess {
  readonly pid: number;
  /** The boot and the tick it began at; null where the system does not tell. */
  readonly startedAt: string | null;
}

function acceptsSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The running process of a number; null when there is none. One that is dead and not yet reaped does not run. */
export async function findProcess(pid: number): Promise<RunningProcess | null> {
  if (!Number.isInteger(pid) || pid <= 0 || !acceptsSignals(pid)) {
    return null;
  }
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (line === null) {
    return acceptsSignals(pid) ? { pid, startedAt: null } : null;
  }
  // The name in parentheses may hold spaces; after it come state (field 3) and, in field 22, the start.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') {
    return null;
  }
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, startedAt: `${boot.trim()}/${fields[19] ?? ''}` };
}

/** Whether this very process still runs. Where starts are unknown the number decides. */
export async function isRunning({ pid, startedAt }: RunningProcess): Promise<boolean> {
  const found = await findProcess(pid);
  return found !== null && (startedAt === null || found.startedAt === null || found.startedAt === startedAt);
}
