/** The passing of time, to be replaced in tests. It measures durations; instants are the database's. */
export interface Clock {
  /** Milliseconds since some fixed moment; never runs back. */
  now(): number;
  /** Runs a callback once after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets everything else that waits have a turn. */
  turn(): Promise<void>;
}

/** The clock of the process. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const aborted = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', aborted);
      resolve();
    });
    signal.addEventListener('abort', aborted, { once: true });
  });
}

/** A pause that all who ask for it while it lasts share, so that they go on together. */
export class SharedPause {
  #lasting: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly milliseconds: number,
  ) {}

  /** Resolves when the present pause is over; a new one begins when there is none. */
  readonly over = (): Promise<void> => {
    this.#lasting ??= new Promise((resolve) => {
      this.clock.after(this.milliseconds, () => {
        this.#lasting = null;
        resolve();
      });
    });
    return this.#lasting;
  };
}
