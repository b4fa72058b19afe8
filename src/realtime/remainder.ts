import type { Clock } from './clock.js';
import type { DeliveredEvent } from './frame.js';

/**
 * What was read for a subscriber beyond the frame that it takes now. It is let go when that takes long: it waits in the
 * log as well, and of one who is slow no more is to be kept than its place.
 */
export class Remainder {
  #events: readonly DeliveredEvent[] | 'LET_GO' = [];
  #cancel: (() => void) | null = null;

  /** @param patience milliseconds for which it is kept */
  constructor(
    private readonly clock: Clock,
    private readonly patience: number,
  ) {}

  /** Keeps events for the next frame; whether there are any or not, it is known then whether the next one comes soon. */
  keep(events: readonly DeliveredEvent[]): void {
    this.#cancel?.();
    this.#events = events;
    this.#cancel = this.clock.after(this.patience, () => (this.#events = 'LET_GO'));
  }

  /** Gives what is kept, once; or says that it was let go. */
  take(): readonly DeliveredEvent[] | 'LET_GO' {
    const events = this.#events;
    this.#cancel?.();
    this.#events = [];
    return events;
  }
}
