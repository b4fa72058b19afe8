/** How long to wait between attempts, in milliseconds. */
export interface BackoffLimits {
  /** The longest wait after the first failure; it doubles with each further one. */
  readonly first: number;
  /** The longest wait of all. */
  readonly most: number;
}

/** What holds unless the program says otherwise. */
export const defaultBackoff: BackoffLimits = { first: 250, most: 15_000 };

/** The greatest wait on top after a close that many clients get at once, in milliseconds. */
const spread = 5_000;

/** Close codes that a server sends to all or many of its clients: restart, and drain. */
const sharedCloses: ReadonlySet<number | null> = new Set([1012, 4452]);

/**
 * Milliseconds to wait after so many failures in a row (at least one): any time up to a limit that doubles ("full
 * jitter", so that clients that failed together do not come back together).
 */
export function backoffDelay(failures: number, limits: BackoffLimits, random: () => number): number {
  return random() * Math.min(limits.most, limits.first * 2 ** (failures - 1));
}

/** What to wait on top because others were sent away by the same close. */
export function spreadDelay(closeCode: number | null, random: () => number): number {
  return sharedCloses.has(closeCode) ? random() * spread : 0;
}

/** Counts failures in a row, and says how long to wait after each. Attempts never end. */
export class Backoff {
  #failures = 0;

  constructor(
    private readonly limits: BackoffLimits,
    private readonly random: () => number = Math.random,
  ) {}

  /** Milliseconds to wait after one more failure; the close code of the connection where there was one. */
  failed(closeCode: number | null = null): number {
    this.#failures += 1;
    return backoffDelay(this.#failures, this.limits, this.random) + spreadDelay(closeCode, this.random);
  }

  /** It works again. */
  succeeded(): void {
    this.#failures = 0;
  }
}
