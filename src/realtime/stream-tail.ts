import type { StoredEvent } from './event.js';
import { type DeliveredEvent, deliver } from './frame.js';
import type { Position, ResetReason, StreamHead } from './position.js';

/** What was known when a read of the log began, so that its answer can be told from an outdated one. */
export interface Ticket {
  readonly term: number;
  readonly known: number;
  /** Whether any history of the stream was known. */
  readonly isMet: boolean;
}

/** Where a subscriber stands: the last sequence it was given, in one term of the tail. */
export interface Place {
  readonly term: number;
  readonly seq: number;
}

/** What comes next for a subscriber. */
export type Step =
  | { readonly kind: 'CURRENT' }
  | { readonly kind: 'EVENTS'; readonly events: readonly DeliveredEvent[] }
  /** The ring no longer holds it: read the log. */
  | { readonly kind: 'READ' }
  | { readonly kind: 'GAP'; readonly reason: ResetReason };

/**
 * What one process knows of the end of one stream. Pure state, no waiting: it takes heads, commits and pages in any
 * order, and keeps an unbroken run of events up to `delivered`. A term is a time in which the stream has one history;
 * a new one begins when the epoch or the generation changes or the database went back in time.
 */
export class StreamTail {
  #history: StreamHead | null = null;
  #term = 0;
  #broken: ResetReason = 'EPOCH_CHANGED';
  #delivered = 0;
  #known = 0;
  #ring: readonly DeliveredEvent[] = [];
  /** Commits that were heard before those in front of them, by their first sequence. */
  #early = new Map<
    number,
    { readonly position: Position; readonly events: readonly StoredEvent[]; readonly isOwn: boolean }
  >();

  constructor(
    private readonly ringSize: number,
    private readonly replayLimit: number,
  ) {}

  /** The last sequence that subscribers may be given. */
  get delivered(): number {
    return this.#delivered;
  }

  /** True while the log is known to hold more than is delivered. */
  get isBehind(): boolean {
    return this.#known > this.#delivered;
  }

  /** The term of the present history. */
  get term(): number {
    return this.#term;
  }

  /** To be taken before a read of the log begins, and given back with its answer. */
  ticket(): Ticket {
    return { term: this.#term, known: this.#known, isMet: this.#history !== null };
  }

  /**
   * Takes a head that was read from the database (null: there is no such stream). False when the read began before
   * what is known now: its answer says nothing any more, and the read has to be made again.
   */
  observe(head: StreamHead | null, ticket: Ticket): boolean {
    if (ticket.term !== this.#term) {
      return false;
    }
    if (!head && this.#history && !ticket.isMet) {
      // There was no such stream when the read began; it was born meanwhile.
      return false;
    }
    if (!head || !this.#history) {
      this.#meet(head);
      return true;
    }
    if (head.epoch !== this.#history.epoch || head.generation !== this.#history.generation) {
      if (!ticket.isMet) {
        // Two first reads that crossed: only another read can tell which of them was the later one.
        return false;
      }
      this.#begin(head, 'EPOCH_CHANGED');
      return true;
    }
    // What was known when the read began had been committed: a lower head is a database that went back in time.
    if (head.head < ticket.known) {
      this.#begin(head, 'FUTURE');
      return true;
    }
    this.#raise(head.head);
    return true;
  }

  /** Whether a place is ahead of what is delivered; null when it is of a history that is not known here. */
  isAhead({ epoch, generation, seq }: Position): boolean | null {
    const isOfHistory = this.#history?.epoch === epoch && this.#history.generation === generation;
    return isOfHistory ? seq > this.#delivered : null;
  }

  /**
   * Takes the events that one commit wrote here. False when they are of a history unknown so far. Of a commit of this
   * process it is known that the log holds it; what others tell is no knowledge, but joins when it follows on.
   */
  offer(position: Position, events: readonly StoredEvent[], isOwn = true): boolean {
    const [first] = events;
    if (!first || (this.#history && position.seq <= this.#delivered)) {
      return true;
    }
    if (this.#early.size < this.ringSize) {
      this.#early.set(first.seq, { position, events, isOwn });
    }
    if (!this.#history) {
      return true;
    }
    if (position.epoch !== this.#history.epoch || position.generation !== this.#history.generation) {
      return false;
    }
    if (isOwn) {
      this.#known = Math.max(this.#known, position.seq);
    }
    this.#join();
    return true;
  }

  /** Takes a page that was read after `delivered`; to be called after its head was observed and found in time. */
  take(events: readonly StoredEvent[]): void {
    const next = events.filter((event) => event.seq > this.#delivered);
    if (next[0]?.seq === this.#delivered + 1) {
      this.#push(next);
    } else if (this.isBehind) {
      this.#skip();
    }
    this.#join();
  }

  /** What comes next for a subscriber that stands at this place. */
  since(place: Place): Step {
    if (place.term !== this.#term) {
      return { kind: 'GAP', reason: this.#broken };
    }
    if (place.seq >= this.#delivered) {
      return { kind: 'CURRENT' };
    }
    if (this.#delivered - place.seq > this.replayLimit) {
      return { kind: 'GAP', reason: 'TOO_FAR_BEHIND' };
    }
    const first = this.#ring[0]?.seq ?? Infinity;
    if (first > place.seq + 1) {
      return { kind: 'READ' };
    }
    return { kind: 'EVENTS', events: this.#ring.slice(place.seq + 1 - first) };
  }

  /** The first sight of the stream, or its loss. */
  #meet(head: StreamHead | null): void {
    if (!head) {
      if (this.#history) {
        this.#begin(null, 'EPOCH_CHANGED');
      }
      return;
    }
    this.#history = head;
    this.#delivered = head.head;
    this.#known = head.head;
    this.#join();
  }

  #begin(head: StreamHead | null, reason: ResetReason): void {
    this.#term += 1;
    this.#broken = reason;
    this.#history = head;
    this.#delivered = head?.head ?? 0;
    this.#known = this.#delivered;
    this.#ring = [];
    if (reason === 'FUTURE') {
      // What was heard early belongs to the time that was undone, and its sequences will be given again.
      this.#early.clear();
    }
    this.#join();
  }

  #raise(head: number): void {
    this.#known = Math.max(this.#known, head);
    if (this.#known - this.#delivered > this.ringSize) {
      this.#skip();
    }
  }

  /** Too much to hold: who needs it reads the log, which has it. */
  #skip(): void {
    this.#delivered = this.#known;
    this.#ring = [];
  }

  /** Joins the commits heard early that now follow on, and forgets those that are past. */
  #join(): void {
    const history = this.#history;
    for (const [seq, { position, isOwn }] of this.#early) {
      const isOfHistory = position.epoch === history?.epoch && position.generation === history.generation;
      if (history && (!isOfHistory || seq <= this.#delivered)) {
        this.#early.delete(seq);
      } else if (isOfHistory && isOwn) {
        this.#known = Math.max(this.#known, position.seq);
      }
    }
    if (!history) {
      return;
    }
    for (let next = this.#takeEarly(); next; next = this.#takeEarly()) {
      this.#push(next);
    }
  }

  /** The early commit that follows on what is delivered. */
  #takeEarly(): readonly StoredEvent[] | null {
    const next = this.#early.get(this.#delivered + 1);
    this.#early.delete(this.#delivered + 1);
    return next?.events ?? null;
  }

  #push(events: readonly StoredEvent[]): void {
    if (this.#history) {
      this.#ring = [...this.#ring, ...deliver(this.#history, events)].slice(-this.ringSize);
      this.#delivered = events.at(-1)?.seq ?? this.#delivered;
      this.#known = Math.max(this.#known, this.#delivered);
    }
  }
}
