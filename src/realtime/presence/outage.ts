import type { EngineLog } from '../patience.js';

/** Says once when something begins to fail, and once when it works again. */
export class Outage {
  #isFailing = false;

  constructor(
    private readonly log: EngineLog,
    /** What is tried. */
    private readonly purpose: string,
  ) {}

  /** Notes an attempt that failed. */
  failed(error: unknown): void {
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.log.warn({ err: error, purpose: this.purpose }, 'presence cannot reach the database; trying again until it can');
    }
  }

  /** Notes an attempt that succeeded. */
  succeeded(): void {
    if (this.#isFailing) {
      this.#isFailing = false;
      this.log.info({ purpose: this.purpose }, 'presence reaches the database again');
    }
  }
}
