import type { Clock } from '../clock.js';

/**
 * Does some work when it is asked for: at once after a pause, otherwise so many milliseconds after the last time, once
 * for all who asked meanwhile. The work must not reject.
 */
export class Pulse {
  #isBusy = false;
  #isAsked = false;
  #isStopped = false;
  #running: Promise<void> = Promise.resolve();
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly interval: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** Asks for the work. */
  ask(): void {
    this.#isAsked = true;
    if (!this.#isBusy && !this.#isStopped) {
      this.#isBusy = true;
      // One turn later, so that all who ask in this turn are in it already.
      this.#running = Promise.resolve().then(() => this.#run());
    }
  }

  /** Does no more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#isAsked = false;
    await this.work();
    if (this.#isStopped) {
      return;
    }
    this.#cancel = this.clock.after(this.interval, () => {
      this.#isBusy = false;
      if (this.#isAsked) {
        this.ask();
      }
    });
  }
}
