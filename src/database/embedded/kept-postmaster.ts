import { setTimeout as delay } from 'node:timers/promises';
import type { Listening } from './launch.js';
import type { Postmaster } from './postmaster.js';

/** Milliseconds between two attempts to start again, doubled each time up to the last. */
const waits = { first: 200, last: 10_000 } as const;

/** Starts a postmaster, anew where an earlier one listened if told. */
export type StartPostmaster = (again?: Listening) => Promise<Postmaster>;

/** What those who run the server have to know. */
export interface PostmasterLosses {
  /** It has ended by itself, or was killed; it is started again. */
  lost(): void;
  /** It answers again. */
  found(): void;
  /** It could not be started again yet. */
  failed(error: unknown): void;
}

/**
 * Keeps a postmaster running: one that ends without having been told to is started again at the same address, so that
 * whoever uses it finds it back. Rejects when the first start fails; later failures are told and tried again.
 */
export async function keepPostmaster(start: StartPostmaster, losses: PostmasterLosses): Promise<Postmaster> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = await start();
  const { listening } = current;

  async function startAgain(): Promise<void> {
    for (let wait: number = waits.first; !signal.aborted; wait = Math.min(2 * wait, waits.last)) {
      try {
        current = await start(listening);
        losses.found();
        return;
      } catch (error) {
        losses.failed(error);
        await delay(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await current.ended;
      if (!signal.aborted) {
        losses.lost();
        await startAgain();
      }
    }
  }

  const watching = watch();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await current.stop();
    await watching;
    // The one that a last attempt may have started meanwhile.
    await current.stop();
  };
  return {
    get pid() {
      return current.pid;
    },
    listening,
    ended: watching,
    stop: () => (stopped ??= stop()),
  };
}
