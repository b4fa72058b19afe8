import type { Logger } from 'pino';
import { type Clock, pause } from './clock.js';

/** The part of the log for people that the engine writes to. */
export type EngineLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Milliseconds: the first wait after a failure, doubled each time up to the last. */
const waits = { first: 250, last: 5_000 } as const;

/**
 * Tries again while the database is away, and says so once when that begins and once when it ends. What waits here is
 * a subscription: it must outlive a restart of the database.
 */
export class Patience {
  #failing = false;

  constructor(
    private readonly clock: Clock,
    private readonly log: EngineLog,
    /** What is tried, for the log. */
    private readonly purpose: string,
  ) {}

  /** True while the last attempt failed. */
  get isFailing(): boolean {
    return this.#failing;
  }

  /** Notes an attempt that failed. */
  failed(error: unknown): void {
    if (!this.#failing) {
      this.#failing = true;
      this.log.warn({ err: error, purpose: this.purpose }, 'the event log cannot be read; trying again until it can');
    }
  }

  /** Notes an attempt that succeeded. */
  succeeded(): void {
    if (this.#failing) {
      this.#failing = false;
      this.log.info({ purpose: this.purpose }, 'the event log can be read again');
    }
  }

  /** Tries until the work succeeds. Rejects when the signal is aborted, and with an error that no waiting cures. */
  async keepTrying<T>(work: () => Promise<T>, signal: AbortSignal, isCurable: (error: unknown) => boolean): Promise<T> {
    for (let wait: number = waits.first; ; wait = Math.min(2 * wait, waits.last)) {
      signal.throwIfAborted();
      try {
        const value = await work();
        this.succeeded();
        return value;
      } catch (error) {
        if (signal.aborted || !isCurable(error)) {
          throw error;
        }
        this.failed(error);
      }
      await pause(this.clock, wait, signal);
    }
  }
}

/** A read that was given up; the database may be away. */
export class NoAnswer extends Error {}

/** Rejects with `NoAnswer` when the work takes longer: a connection that died without a word holds nobody for ever. */
export function within<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new NoAnswer(`no answer within ${milliseconds} ms`)));
    work.then(resolve, reject).finally(cancel);
  });
}
