import { crc32 } from 'node:zlib';
import { encodeCursor } from './cursor.js';
import type { DeliveredEvent } from './frame.js';
import { positionOf, type StreamHead } from './position.js';

/** Which events of a stream a subscriber wants to hear. Its hash stands in the subscriber's cursors. */
export class EventFilter {
  /** 0 lets everything through. */
  readonly hash: number;
  readonly #types: ReadonlySet<string> | null;

  /** @param types the types of events that are told; null for all */
  constructor(types: readonly string[] | null = null) {
    this.#types = types === null ? null : new Set(types);
    // 0 is the mark of everything, so no set of types may have it.
    this.hash = types === null ? 0 : crc32([...new Set(types)].toSorted().join('\n')) || 1;
  }

  /** Whether a cursor reached under another filter can be continued: everything was seen up to it, or just the same. */
  continues(filter: number): boolean {
    return filter === 0 || filter === this.hash;
  }

  /** The types that are told; null for all. */
  get types(): readonly string[] | null {
    return this.#types && [...this.#types];
  }

  /**
   * The events that are told, each with the number of the one told before it.
   * @param told the last event that was let through before these
   */
  visible(events: readonly DeliveredEvent[], head: StreamHead, told: number): readonly DeliveredEvent[] {
    const types = this.#types;
    if (types === null) {
      return events;
    }
    const position = positionOf(head);
    let prev = told;
    return events
      .filter(({ type }) => types.has(type))
      .map((event) => {
        const dressed = { ...event, prev, cursor: encodeCursor({ ...position, seq: event.seq }, this.hash) };
        prev = event.seq;
        return dressed;
      });
  }
}

/** Lets every event through. */
export const everyEvent = new EventFilter();
