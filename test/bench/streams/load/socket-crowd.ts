import { monotonicNow } from '../wire/clock.js';
import { ReceiptBook } from '../wire/receipts.js';
import { SequenceChecker } from '../wire/sequence-checker.js';
import { eachSequence, publishedAt } from '../wire/sequences.js';
import { dialectOf } from './dialect.js';
import type { Count, GroupResult, SocketGroup } from './orders.js';
import { RawSocket } from './raw-socket.js';

/** One message in so many is parsed whole. */
const inspected = 50;

/** Sockets that are alike, and what came to them. */
export class SocketCrowd {
  #sockets: RawSocket[] = [];
  #checker: SequenceChecker;
  #book: ReceiptBook;
  #isExpecting = false;
  readonly lost: string[] = [];
  #delivered = 0;
  #bytes = 0;
  #messages = 0;

  constructor(readonly group: SocketGroup) {
    this.#checker = new SequenceChecker(group.count, group.first ?? 0);
    this.#book = new ReceiptBook(group.count);
    this.#isExpecting = group.first !== undefined;
  }

  /** What came since the sockets are there. */
  get count(): Omit<Count, 'processorTime'> {
    return { delivered: this.#delivered, bytes: this.#bytes, messages: this.#messages };
  }

  /** Opens the socket with this number. Rejects when it does not come to be live. */
  async open(number: number): Promise<void> {
    const socket = new RawSocket(this.group.address, dialectOf(this.group.dialect), {
      onMessage: (bytes, start, end) => this.#message(number, bytes, start, end),
      onLost: (reason) => this.lost.push(`${this.group.name} ${number}: ${reason}`),
    });
    this.#sockets.push(socket);
    await socket.live;
  }

  /** From now on events count, beginning with this one. */
  expect(first: number): void {
    this.#checker = new SequenceChecker(this.group.count, first);
    this.#book = new ReceiptBook(this.group.count);
    this.#isExpecting = true;
  }

  /** Whether all sockets have got the events up to this one. */
  hasAll(last: number): boolean {
    return this.#checker.hasAll(last);
  }

  /** What came, when this was the last event. */
  result(last: number): GroupResult {
    const { name, count: sockets } = this.group;
    return { name, sockets, events: this.#book.all(), faults: this.#checker.faults(last) };
  }

  /** Closes all. */
  close(): void {
    this.#sockets.forEach((socket) => socket.close());
    this.#sockets = [];
  }

  #message(socket: number, bytes: Buffer, start: number, end: number): void {
    if (!this.#isExpecting) {
      return;
    }
    const now = monotonicNow();
    let events = 0;
    eachSequence(bytes, start, end, (sequence, endsAt) => {
      events += 1;
      this.#checker.take(socket, sequence);
      this.#book.take(sequence, now, () => publishedAt(bytes, endsAt));
    });
    if (events === 0) {
      return;
    }
    this.#delivered += events;
    this.#bytes += end - start;
    this.#messages += 1;
    if (this.#messages % inspected === 0) {
      inspect(bytes.toString('utf8', start, end));
    }
  }
}

/** An event in a message that is not JSON as a whole. */
const within = /\{"seq":\d+,"at":[0-9.]+,"body":"x*"\}/;

/** Parses a message. Throws when it is not what it has to be: JSON with an event, or bytes that hold it as a text. */
function inspect(text: string): void {
  const json = text.startsWith('{') ? text : (within.exec(text)?.[0] ?? '');
  const value = JSON.parse(json) as { readonly errors?: unknown; readonly payload?: { readonly errors?: unknown } };
  if (value.errors || value.payload?.errors) {
    throw new Error(`An event came with errors: ${text.slice(0, 300)}`);
  }
}
