import { readFile } from 'node:fs/promises';

/** Bytes of memory that a process has resident now; null where the system does not say it in Linux's way. */
export async function residentBytes(pid: number | undefined): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
  } catch {
    return null;
  }
}

/** Watches the memory of a process: the most that it has had since, beyond what it had at the beginning. */
export async function watchMemory(pid: number | undefined): Promise<() => { readonly growth: number; stop(): void }> {
  const before = (await residentBytes(pid)) ?? 0;
  let most = before;
  const timer = setInterval(() => {
    void residentBytes(pid).then((bytes) => (most = Math.max(most, bytes ?? 0)));
  }, 250);
  return () => ({ growth: most - before, stop: () => clearInterval(timer) });
}

/** Bytes for people. */
export const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
