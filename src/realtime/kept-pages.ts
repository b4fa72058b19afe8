import type { Clock } from './clock.js';
import type { DeliveredEvent } from './frame.js';

/** A page of the log, dressed for delivery. It serves only those who stand in its term. */
export interface DeliveredPage {
  /** The term of the history that the page is of; null when it was outdated by the time it came. */
  readonly term: number | null;
  /** Events up to and with this sequence are no longer kept. */
  readonly floor: number;
  readonly events: readonly DeliveredEvent[];
}

/** How many pages are kept, and for how many milliseconds. */
export interface KeptPagesLimits {
  readonly keepPage: number;
  readonly keptPages: number;
}

/**
 * Pages of one stream that were read lately, by the sequence that they follow on: of many who come back, most ask for the
 * same a moment after each other, or for what is a little further on. What is in a page does not change while the stream
 * has one history; what came after it follows with the next page.
 */
export class KeptPages {
  /** The one that was read first comes first. */
  readonly #pages = new Map<number, { readonly page: DeliveredPage; readonly cancel: () => void }>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: KeptPagesLimits,
  ) {}

  /** The page that follows on a sequence, of the history that has this term. */
  get(after: number, term: number): DeliveredPage | undefined {
    for (const { page } of this.#pages.values()) {
      // There is no gap within a page.
      const index = after + 1 - (page.events[0]?.seq ?? Infinity);
      if (page.term === term && index >= 0 && index < page.events.length) {
        return index === 0 ? page : { ...page, events: page.events.slice(index) };
      }
    }
    return undefined;
  }

  /** Keeps a page for a while, if it is of use to others: not outdated, and with what follows on the sequence. */
  keep(after: number, page: DeliveredPage): void {
    this.#forget(after);
    if (page.term === null || page.events[0]?.seq !== after + 1) {
      return;
    }
    this.#pages.set(after, { page, cancel: this.clock.after(this.limits.keepPage, () => this.#forget(after)) });
    for (const [oldest] of this.#pages) {
      if (this.#pages.size > this.limits.keptPages) {
        this.#forget(oldest);
      }
    }
  }

  /** Forgets all. */
  clear(): void {
    [...this.#pages.keys()].forEach((after) => this.#forget(after));
  }

  #forget(after: number): void {
    this.#pages.get(after)?.cancel();
    this.#pages.delete(after);
  }
}
