import type { ClientRecord } from './evidence.js';

type EventRecord = ClientRecord & { readonly kind: 'event' };

/** Numbers of an event: seq, prev, at, written, isReplayed. */
const width = 5;

/**
 * What one client has applied, kept in few objects however many events it were: a long drill has millions, and what a
 * process spends on moving them about would be taken for the server's slowness.
 */
export class RecordLog implements Iterable<ClientRecord> {
  #numbers = new Float64Array(width * 64);
  readonly #hashes: string[] = [];
  /** Of the events: all of one epoch share its text. */
  readonly #epochs: string[] = [];
  /** What is no event, with the number of events before it. */
  readonly #others: { readonly before: number; readonly record: ClientRecord }[] = [];

  get length(): number {
    return this.#hashes.length + this.#others.length;
  }

  push(record: ClientRecord): void {
    const events = this.#hashes.length;
    if (record.kind !== 'event') {
      this.#others.push({ before: events, record });
      return;
    }
    if (this.#numbers.length < (events + 1) * width) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    const { seq, prev, at, written, isReplayed, hash, epoch } = record;
    this.#numbers.set([seq, prev, at, written, isReplayed ? 1 : 0], events * width);
    this.#hashes.push(hash);
    this.#epochs.push(epoch);
  }

  *[Symbol.iterator](): Iterator<ClientRecord> {
    let other = 0;
    for (let event = 0; event <= this.#hashes.length; event += 1) {
      for (let next = this.#others[other]; next?.before === event; next = this.#others[other]) {
        other += 1;
        yield next.record;
      }
      if (event < this.#hashes.length) {
        yield this.#event(event);
      }
    }
  }

  /** As an array, for another process. */
  toJSON(): readonly ClientRecord[] {
    return [...this];
  }

  #event(n: number): EventRecord {
    const [seq = NaN, prev = NaN, at = NaN, written = NaN, isReplayed] = this.#numbers.subarray(n * width, (n + 1) * width);
    const [epoch = '', hash = ''] = [this.#epochs[n], this.#hashes[n]];
    return { kind: 'event', epoch, seq, prev, hash, at, written, isReplayed: isReplayed === 1 };
  }
}
