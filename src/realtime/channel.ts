import type { StreamHint } from './bus/hint-bus.js';
import { type Clock, pause } from './clock.js';
import type { ReadPurpose } from './engine-metrics.js';
import type { StoredEvent } from './event.js';
import { deliver } from './frame.js';
import type { StreamLimits } from './limits.js';
import type { ListeningRight } from './listening-right.js';
import type { Position, StreamHead } from './position.js';
import { JointRead } from './joint-read.js';
import { type DeliveredPage, KeptPages } from './kept-pages.js';
import type { LogPage } from './stream-log.js';
import { type Place, type Step, StreamTail, type Ticket } from './stream-tail.js';

/** What a channel needs: patient reads of the log, which reject only when the signal is aborted. */
export interface ChannelPorts {
  readonly clock: Clock;
  readonly limits: StreamLimits;
  page(key: string, after: number, size: number, purpose: ReadPurpose, signal: AbortSignal): Promise<LogPage>;
  /** Asks for a look at the heads before its time. */
  lookSoon(): void;
  /** Waits between two reads that are shared. */
  readonly gather: () => Promise<void>;
}

/**
 * One active stream of this process: its tail, who waits for it, and at most one read of its log at a time. It lives
 * from the first subscriber to some time after the last.
 */
export class Channel {
  /** The right of the public to listen: one for all of them. */
  readonly publicRight: JointRead<ListeningRight | null>;
  readonly #tail: StreamTail;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #followers = new Set<() => void>();
  readonly #pages = new Map<number, Promise<DeliveredPage>>();
  readonly #kept: KeptPages;
  #reading: Promise<unknown> = Promise.resolve();
  #isFilling = false;
  /** The greatest sequence that another node has told of; it is a reason to read, not something known. */
  #hinted = 0;

  constructor(
    readonly key: string,
    private readonly ports: ChannelPorts,
  ) {
    this.#tail = new StreamTail(ports.limits.ring, ports.limits.replay);
    this.#kept = new KeptPages(ports.clock, ports.limits);
    this.publicRight = new JointRead(ports.gather);
  }

  /** The term of the present history. */
  get term(): number {
    return this.#tail.term;
  }

  /** Whether anything of the stream was ever read. */
  get isKnown(): boolean {
    return this.#tail.ticket().isMet;
  }

  /** The last sequence that subscribers may be given. */
  get delivered(): number {
    return this.#tail.delivered;
  }

  /** To be taken before a read of the stream begins. */
  ticket(): Ticket {
    return this.#tail.ticket();
  }

  /** What comes next for a subscriber. */
  since(place: Place): Step {
    return this.#tail.since(place);
  }

  /** Takes a head that was read; false when the read is outdated and has to be made again. */
  observe(head: StreamHead | null, ticket: Ticket): boolean {
    const before = this.#tail.ticket();
    const delivered = this.#tail.delivered;
    const isInTime = this.#tail.observe(head, ticket);
    if (this.#tail.term !== before.term || this.#tail.delivered !== delivered) {
      this.#wake();
    }
    this.#fill(0);
    return isInTime;
  }

  /** Takes the events that a commit of this process wrote here. */
  offer(position: Position, events: readonly StoredEvent[]): void {
    const delivered = this.#tail.delivered;
    if (!this.#tail.offer(position, events)) {
      this.ports.lookSoon();
    }
    if (this.#tail.delivered !== delivered) {
      this.#wake();
    }
    this.#fill(this.ports.limits.settle);
  }

  /** Takes what another node tells. Events that follow on are as good as read; for anything else the log is read. */
  heard({ position, events }: StreamHint): void {
    const delivered = this.#tail.delivered;
    this.#tail.offer(position, events ?? [], false);
    if (this.#tail.delivered !== delivered) {
      this.#wake();
    }
    const isAhead = this.#tail.isAhead(position);
    if (isAhead === null) {
      this.ports.lookSoon();
    } else if (isAhead) {
      this.#hinted = Math.max(this.#hinted, position.seq);
      // What comes out of order is mostly followed by what it lacks.
      this.#fill(events ? this.ports.limits.settle : 0);
    }
  }

  /** What the log has after a sequence, about so many events; all who ask for the same page share the read. */
  async page(after: number, size: number): Promise<DeliveredPage> {
    return this.#kept.get(after, this.#tail.term) ?? this.#page(after, size, 'REPLAY');
  }

  /** Waits until the stream has moved on from a place: true; or until the time is up: false. */
  moved(place: Place, milliseconds: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (this.#tail.since(place).kind !== 'CURRENT') {
        resolve(true);
        return;
      }
      const done = (): void => {
        cancel();
        this.#waiting.delete(moved);
        signal.removeEventListener('abort', aborted);
      };
      const moved = (): void => {
        done();
        resolve(true);
      };
      const aborted = (): void => {
        done();
        reject(signal.reason as Error);
      };
      const cancel = this.ports.clock.after(milliseconds, () => {
        done();
        resolve(false);
      });
      this.#waiting.add(moved);
      signal.addEventListener('abort', aborted, { once: true });
    });
  }

  /** Calls back in the turn in which the stream moves on, each time, until the answer is called. */
  follow(moved: () => void): () => void {
    this.#followers.add(moved);
    return () => this.#followers.delete(moved);
  }

  /** Ends the reads; nobody listens any more. */
  close(): void {
    this.#closing.abort();
    this.#kept.clear();
  }

  /** Reads the log after a sequence now, or joins whoever does. */
  #page(after: number, size: number, purpose: ReadPurpose): Promise<DeliveredPage> {
    const known = this.#pages.get(after);
    if (known) {
      return known;
    }
    const page = this.#read(after, size, purpose).finally(() => this.#pages.delete(after));
    this.#pages.set(after, page);
    return page;
  }

  #wake(): void {
    for (const moved of [...this.#waiting, ...this.#followers]) {
      moved();
    }
  }

  async #read(after: number, size: number, purpose: ReadPurpose): Promise<DeliveredPage> {
    const before = this.#reading;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#reading = promise;
    await before;
    try {
      const ticket = this.#tail.ticket();
      const { head, events } = await this.ports.page(this.key, after, size, purpose, this.#closing.signal);
      if (!this.observe(head, ticket) || !head) {
        return { term: null, floor: 0, events: [] };
      }
      const page = { term: this.#tail.term, floor: head.floor, events: deliver(head, events) };
      if (purpose === 'REPLAY' && size === this.ports.limits.page) {
        this.#kept.keep(after, page);
      }
      return page;
    } finally {
      resolve();
    }
  }

  /** True while the log is known, or told, to hold more than is delivered. */
  get #isLacking(): boolean {
    return this.#tail.isBehind || this.#hinted > this.#tail.delivered;
  }

  /** Reads what the tail lacks, one page after the other, until it lacks nothing. */
  #fill(delay: number): void {
    if (this.#isFilling || !this.#isLacking) {
      return;
    }
    this.#isFilling = true;
    // Only the closing of the channel rejects: reads are patient.
    void this.#fillNow(delay).catch(() => undefined);
  }

  async #fillNow(delay: number): Promise<void> {
    try {
      if (delay > 0) {
        await pause(this.ports.clock, delay, this.#closing.signal);
      }
      while (this.#isLacking) {
        // A hint is worth one read: if the log does not hold what it told of, it was wrong.
        this.#hinted = 0;
        const asked = this.#tail.term;
        const { term, events } = await this.#page(this.#tail.delivered, this.ports.limits.page, 'FOLLOW');
        if (term === asked && asked === this.#tail.term) {
          this.#tail.take(events);
          this.#wake();
        }
      }
    } finally {
      // In the turn in which nothing was lacking any more, so that no later commit finds the filling still claimed.
      this.#isFilling = false;
    }
  }
}
