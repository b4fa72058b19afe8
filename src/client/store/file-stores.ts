import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { QueuedMutation, QueueStore } from '../queue/queue-store.js';
import type { Kept, StreamStore } from './stream-store.js';

/** What a program under Node keeps for one account in a folder. One program at a time. */
export interface FileStores {
  /** For the option `store`. States are kept as JSON. */
  readonly store: StreamStore;
  /** For the option `queueStore`. */
  readonly queueStore: QueueStore;
}

/** Reads a file of JSON; null when there is none. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Replaces a file at once: after a crash it is the old one or the new one. */
async function writeJson(path: string, value: unknown): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(value));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Does one thing after the other. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

/** Stores in a folder, which is made when it is not there. Only its owner may read it. */
export function fileStores(folder: string): FileStores {
  const turn = inTurn();
  const ready = async (): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 });
  const streamFile = (key: string): string => join(folder, `stream-${createHash('sha256').update(key).digest('hex')}.json`);
  const queueFile = join(folder, 'queue.json');
  const waiting = async (): Promise<readonly QueuedMutation[]> =>
    ((await readJson(queueFile)) ?? []) as readonly QueuedMutation[];
  const change = (work: (all: readonly QueuedMutation[]) => readonly QueuedMutation[]): Promise<void> =>
    turn(async () => {
      await ready();
      await writeJson(queueFile, work(await waiting()));
    });
  return {
    store: {
      load: (key) => turn(async () => (await readJson(streamFile(key))) as Kept<unknown> | null),
      save: (key, kept) =>
        turn(async () => {
          await ready();
          await writeJson(streamFile(key), kept);
        }),
      remove: (key) => turn(() => rm(streamFile(key), { force: true })),
    },
    queueStore: {
      sharedName: null,
      add: (mutation) => change((all) => [...all, mutation]),
      list: () => turn(waiting),
      update: (mutation) => change((all) => all.map((one) => (one.key === mutation.key ? mutation : one))),
      remove: (key) => change((all) => all.filter((one) => one.key !== key)),
    },
  };
}
