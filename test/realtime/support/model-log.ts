import type { StoredEvent } from '../../../src/realtime/event.js';
import { positionOf, type StreamHead } from '../../../src/realtime/position.js';
import type { Heads, LogPage, StateSnapshot, StoredAppend, StreamLog } from '../../../src/realtime/stream-log.js';

interface ModelStream {
  epoch: number;
  floor: number;
  events: StoredEvent[];
  /** What the state was at the end of each earlier epoch. */
  readonly past: Map<string, readonly string[]>;
}

/** The database is away. */
export class Away extends Error {}

/**
 * The log as a model: committed events in memory. Every read takes one turn to arrive, sees what is committed then,
 * and takes another turn to be answered; `turn` decides when. The state of a stream is the list of its event ids.
 */
export class ModelLog implements StreamLog {
  readonly #streams = new Map<string, ModelStream>();
  #ids = 0;
  isAway = false;
  /** The pages that were asked for. */
  readonly pages: { readonly after: number; readonly size: number }[] = [];

  constructor(private readonly turn: () => Promise<void>) {}

  /** Commits events in one transaction. */
  append(key: string, size: number): StoredAppend {
    const stream = this.#stream(key);
    const events = Array.from({ length: size }, (_, index): StoredEvent => {
      this.#ids += 1;
      return {
        stream: key,
        type: 'noted',
        entityType: 'Note',
        entityId: '1',
        body: {},
        seq: stream.events.length + index + 1,
        eventId: `${key}${this.#ids}`,
        at: new Date(0),
        actorId: null,
        mutationId: null,
        transactionIndex: index,
        transactionSize: size,
      };
    });
    stream.events.push(...events);
    return { events, positions: [positionOf(this.headOf(key))] };
  }

  /** Writes events in a transaction that is rolled back: their sequences are given again, to others. */
  rollBack(key: string, size: number): void {
    const { head } = this.headOf(key);
    this.append(key, size);
    this.#stream(key).events.length = head;
  }

  /** Raises the floor to the head. */
  trim(key: string): void {
    const stream = this.#stream(key);
    stream.floor = stream.events.length;
  }

  /** Begins another history, as long or shorter, in which everything was different; none of it can be replayed. */
  changeEpoch(key: string, lost: number): void {
    const stream = this.#stream(key);
    stream.past.set(this.headOf(key).epoch, this.state(key));
    const kept = stream.events.slice(0, Math.max(0, stream.events.length - lost));
    stream.epoch += 1;
    stream.events = kept.map((event) => ({ ...event, eventId: `${event.eventId}/${stream.epoch}` }));
    stream.floor = kept.length;
  }

  /** What the state of a stream is now, or was in the end of an earlier epoch. */
  state(key: string, epoch?: string): readonly string[] {
    const { past, events } = this.#stream(key);
    return (epoch === undefined ? undefined : past.get(epoch)) ?? events.map((event) => event.eventId);
  }

  /** The head of a stream now. */
  headOf(key: string): StreamHead {
    const { epoch, floor, events } = this.#stream(key);
    return {
      key,
      epoch: epoch.toString(16).padStart(16, '0'),
      generation: 1,
      unbornEpoch: 'f'.repeat(16),
      head: events.length,
      floor,
    };
  }

  heads(keys: readonly string[]): Promise<Heads> {
    return this.read(() => {
      const heads = new Map(keys.map((key) => [key, this.headOf(key)]));
      return { at: new Date(0), generation: 1, unbornEpoch: 'f'.repeat(16), heads };
    });
  }

  settledHeads(keys: readonly string[]): Promise<Heads> {
    return this.heads(keys);
  }

  page(key: string, after: number, size: number): Promise<LogPage> {
    this.pages.push({ after, size });
    return this.read(() => {
      const { events, floor } = this.#stream(key);
      const last = events[Math.min(after + size, events.length) - 1];
      const end = last ? last.seq + last.transactionSize - 1 - last.transactionIndex : 0;
      return { head: this.headOf(key), events: events.filter(({ seq }) => seq > after && seq > floor && seq <= end) };
    });
  }

  lastOf(key: string, types: readonly string[], upTo: number): Promise<number> {
    return this.read(() => this.#stream(key).events.findLast((e) => e.seq <= upTo && types.includes(e.type))?.seq ?? 0);
  }

  snapshot(key: string): Promise<StateSnapshot<readonly string[]>> {
    return this.read(() => ({ at: new Date(0), head: this.headOf(key), state: this.state(key) }));
  }

  /** What anything in the database says when the read arrives there. */
  async read<T>(look: () => T): Promise<T> {
    await this.turn();
    if (this.isAway) {
      throw new Away('the database is away');
    }
    const seen = look();
    await this.turn();
    return seen;
  }

  #stream(key: string): ModelStream {
    const stream = this.#streams.get(key) ?? { epoch: 1, floor: 0, events: [], past: new Map() };
    this.#streams.set(key, stream);
    return stream;
  }
}
