/** When one event came, in milliseconds of the monotonic clock. */
export interface Receipts {
  readonly sequence: number;
  /** Told in the payload; null where only the database knows when it was committed. */
  readonly publishedAt: number | null;
  /** One for each socket, in the order in which they came. */
  readonly times: Float64Array;
}

/** Keeps when each event came to each socket. */
export class ReceiptBook {
  readonly #events = new Map<number, { publishedAt: number | null; readonly times: Float64Array; count: number }>();

  constructor(private readonly sockets: number) {}

  /** Takes a receipt. The first of an event asks when it was published. */
  take(sequence: number, now: number, publication: () => number | null): void {
    let event = this.#events.get(sequence);
    if (!event) {
      event = { publishedAt: publication(), times: new Float64Array(this.sockets), count: 0 };
      this.#events.set(sequence, event);
    }
    event.times[event.count] = now;
    event.count += 1;
  }

  /** All events by their sequence. */
  all(): readonly Receipts[] {
    return [...this.#events]
      .toSorted(([a], [b]) => a - b)
      .map(([sequence, { publishedAt, times, count }]) => ({ sequence, publishedAt, times: times.subarray(0, count) }));
  }
}
