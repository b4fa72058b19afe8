import type { Clock } from '../clock.js';
import type { Position } from '../position.js';
import type { TopicHint } from './hint-bus.js';

/** Hints that are sent together: each stream once, each announcement once. */
export interface MergedHints {
  readonly positions: readonly Position[];
  readonly topics: readonly TopicHint[];
}

/** What a window stands on. */
export interface MergeWindowPorts {
  readonly clock: Clock;
  /** Milliseconds from the first hint to the sending: neighbours in time go together. */
  readonly width: number;
  /** The greatest number of streams, and of topics, that wait; what comes above is dropped. */
  readonly capacity: number;
  /** Sends; while it does, further hints are merged. A rejection loses the hints. */
  send(hints: MergedHints): Promise<void>;
}

/** The later of two places; where the histories differ, the one that was told later. */
function laterOf(known: Position | undefined, told: Position): Position {
  const isSameHistory = known?.epoch === told.epoch && known.generation === told.generation;
  return isSameHistory && known.seq > told.seq ? known : told;
}

/**
 * Merges the hints of some milliseconds: a hundred commits in one stream are one hint. While the last ones are still
 * being sent, or cannot be sent, merging goes on, so what waits is bounded by the number of streams.
 */
export class MergeWindow {
  #positions = new Map<string, Position>();
  #topics = new Map<string, TopicHint>();
  #cancel: (() => void) | null = null;
  #sending: Promise<void> | null = null;
  #isClosed = false;

  constructor(private readonly ports: MergeWindowPorts) {}

  /** Adds where a stream stands. */
  position(position: Position): void {
    const known = this.#positions.get(position.streamKey);
    if (known || this.#positions.size < this.ports.capacity) {
      this.#positions.set(position.streamKey, laterOf(known, position));
      this.#open();
    }
  }

  /** Adds an announcement; one that waits already moves to the end. */
  topic(hint: TopicHint): void {
    const key = JSON.stringify([hint.topic, hint.detail]);
    const isKnown = this.#topics.delete(key);
    if (isKnown || this.#topics.size < this.ports.capacity) {
      this.#topics.set(key, hint);
      this.#open();
    }
  }

  /** Sends what waits at once; resolves when it is sent, or lost. */
  async flush(): Promise<void> {
    await this.#sending;
    this.#cancel?.();
    this.#cancel = null;
    await this.#send();
  }

  /** Drops what waits and sends nothing any more. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #open(): void {
    if (this.#cancel || this.#sending || this.#isClosed) {
      return;
    }
    this.#cancel = this.ports.clock.after(this.ports.width, () => {
      this.#cancel = null;
      void this.#send();
    });
  }

  #send(): Promise<void> {
    const hints = { positions: [...this.#positions.values()], topics: [...this.#topics.values()] };
    if (hints.positions.length + hints.topics.length === 0) {
      return Promise.resolve();
    }
    this.#positions = new Map();
    this.#topics = new Map();
    // What is rejected is lost, as hints may be: the link that could not carry it tells its own end.
    this.#sending = this.ports
      .send(hints)
      .catch(() => undefined)
      .then(() => {
        this.#sending = null;
        if (this.#positions.size + this.#topics.size > 0) {
          this.#open();
        }
      });
    return this.#sending;
  }
}
