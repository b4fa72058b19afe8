import type { Answer, Operation } from '../../../src/client/http.js';
import type { Sink, Transport } from '../../../src/client/transport/transport.js';

/** What happens to a frame on its way. Networks do none of the last three; servers with mistakes might. */
export type Fate = 'ARRIVES' | 'IS_CUT' | 'IS_DROPPED' | 'COMES_TWICE' | 'COMES_LATE';

interface Subscriber {
  readonly sink: Sink;
  /** How many events were sent. */
  sent: number;
  late: Answer | null;
  /** A frame was dropped. A checkpoint would then be a lie that nothing gives away: it has no number to compare. */
  isLosing: boolean;
}

const seqOf = (cursor: string): number => Number(cursor.split('.')[1]);

/** A server with one stream whose state is the list of its events, and a network that treats frames as it is told. */
export class ModelServer implements Transport {
  readonly log: string[] = [];
  epoch = 0;
  floor = 0;
  #subscriber: Subscriber | null = null;
  /** How many events the last snapshot held: the one after it has nothing before it to be compared with. */
  #unnumbered = 0;

  get cursor(): string {
    return `${this.epoch}.${this.log.length}`;
  }

  /** Commits an event. */
  append(): void {
    this.log.push(`${this.epoch}:${this.log.length + 1}`);
  }

  /** Another history, as after a restore of the database. */
  restore(): void {
    this.epoch += 1;
    this.floor = 0;
    this.log.splice(0, Infinity, `${this.epoch}:1`);
  }

  /** The state that belongs to a cursor; null for one of an earlier history. */
  stateAt(cursor: string): readonly string[] | null {
    return cursor.startsWith(`${this.epoch}.`) ? this.log.slice(0, seqOf(cursor)) : null;
  }

  subscribe({ variables }: Operation, sink: Sink): () => void {
    const after = variables.after as string | null;
    const isKnown = after !== null && this.stateAt(after) !== null && seqOf(after) >= this.floor && seqOf(after) <= this.log.length;
    const subscriber: Subscriber = { sink, sent: after !== null && isKnown ? seqOf(after) : this.log.length, late: null, isLosing: false };
    this.#subscriber = subscriber;
    queueMicrotask(() => this.#open(subscriber, after, isKnown));
    return () => {
      if (this.#subscriber === subscriber) {
        this.#subscriber = null;
      }
    };
  }

  #open(subscriber: Subscriber, after: string | null, recovered: boolean): void {
    const replayed = recovered ? this.log.length - subscriber.sent : 0;
    this.#tell(subscriber, { __typename: 'Ready', recovered, replayed });
    if (!recovered) {
      if (after !== null) {
        this.#tell(subscriber, { __typename: 'Reset', reason: 'EPOCH_CHANGED' });
      }
      subscriber.sent = this.log.length;
      this.#unnumbered = this.log.length;
      this.#tell(subscriber, { __typename: 'NotesSnapshot', cursor: this.cursor, notes: [...this.log] });
    }
  }

  /** Sends up to so many events in one frame, or a checkpoint when there are none. */
  send(most: number, fate: Fate): void {
    const subscriber = this.#subscriber;
    if (!subscriber) {
      return;
    }
    if (fate === 'IS_CUT') {
      this.cut();
      return;
    }
    const from = subscriber.sent;
    const events = this.log.slice(from, from + most).map((id, at) => ({ id, seq: from + at + 1, prev: from + at }));
    subscriber.sent += events.length;
    const cursor = `${this.epoch}.${subscriber.sent}`;
    if (events.length === 0) {
      if (!subscriber.isLosing) {
        this.#tell(subscriber, { __typename: 'Checkpoint', cursor });
      }
      return;
    }
    const frame = { __typename: 'Events', cursor, events };
    const isLost = from > this.#unnumbered && (fate === 'IS_DROPPED' || fate === 'COMES_LATE');
    if (isLost) {
      subscriber.isLosing = true;
      subscriber.late = fate === 'COMES_LATE' ? { data: { stream: frame } } : subscriber.late;
      return;
    }
    this.#tell(subscriber, frame);
    if (fate === 'COMES_TWICE') {
      this.#tell(subscriber, frame);
    }
    if (subscriber.late) {
      subscriber.sink.next(subscriber.late);
      subscriber.late = null;
    }
  }

  /** Breaks the connection. */
  cut(): void {
    const subscriber = this.#subscriber;
    this.#subscriber = null;
    subscriber?.sink.lost({ code: 1006, reason: 'cut' });
  }

  /** The server ends the subscription with an error that passes. */
  fail(): void {
    const subscriber = this.#subscriber;
    this.#subscriber = null;
    subscriber?.sink.refused([{ message: 'away', extensions: { code: 'DATABASE_UNAVAILABLE' } }]);
  }

  reconnect(): void {
    this.cut();
  }

  close(): void {
    this.#subscriber = null;
  }

  #tell(subscriber: Subscriber, frame: object): void {
    if (this.#subscriber === subscriber) {
      subscriber.sink.next({ data: { stream: frame } });
    }
  }
}
