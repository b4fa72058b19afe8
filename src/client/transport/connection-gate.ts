import { Backoff, type BackoffLimits } from '../backoff.js';
import { pause } from '../platform.js';

/** Holds new connections back for a while after one was lost, all subscriptions together. */
export class ConnectionGate {
  readonly #backoff: Backoff;
  #opens: Promise<void> | null = null;

  constructor(
    limits: BackoffLimits,
    private readonly signal: AbortSignal,
  ) {
    this.#backoff = new Backoff(limits);
  }

  /** A connection was lost with this code, or could not be made. */
  lost(code: number | null): void {
    this.#opens ??= pause(this.#backoff.failed(code), this.signal).then(() => void (this.#opens = null));
  }

  /** A connection carries something: the next loss is a first one. */
  proved(): void {
    this.#backoff.succeeded();
  }

  /** Resolves when a connection may be made; at once when none was lost. */
  open(): Promise<void> {
    return this.#opens ?? Promise.resolve();
  }
}
