import type { Clock } from '../../../src/realtime/clock.js';

/** A clock that stands until it is moved. */
export class ModelClock implements Clock {
  #now = 0;
  #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async turn(): Promise<void> {}

  /** Lets time pass at once, and runs what is due then, in order. */
  move(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#timers].filter(({ at }) => at <= this.#now).toSorted((one, other) => one.at - other.at);
    for (const timer of due) {
      if (this.#timers.delete(timer)) {
        timer.run();
      }
    }
  }
}
