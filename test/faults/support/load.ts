import { setTimeout as sleep } from 'node:timers/promises';
import { councilRecords } from '../../../src/modules/councils/data/councils.js';
import { signIn } from '../../support/client.js';
import { CouncilWriter } from './council-writer.js';
import { Durations } from './durations.js';
import type { StreamEvidence, WriteEvidence } from './evidence.js';
import { councilFeed, type Feed } from './feed.js';

/** How much is written, and where. */
export interface LoadOptions {
  readonly urls: () => readonly string[];
  /** How many councils are written to; 14 at most. */
  readonly councils: number;
  /** Events a second over all councils. */
  readonly perSecond: number;
}

const codes = councilRecords.flatMap(({ kind, code }) => (kind === 'TERRITORIAL' ? [code] : []));

/**
 * Writes at a steady pace to several councils, whatever becomes of single writes: each council has a writer, which keeps
 * to its times and, once it is late, goes on without pause until it is not.
 */
export class Load {
  #isOver = false;
  #isGivenUp = false;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly writers: readonly CouncilWriter[],
    private readonly perSecond: number,
  ) {}

  /** Signs in and reads the cards, and writes nothing yet. */
  static async prepare({ urls, councils, perSecond }: LoadOptions): Promise<Load> {
    const [url = ''] = urls();
    const client = await signIn(url, 'agency');
    const writers = await Promise.all(codes.slice(0, councils).map((code, turn) => CouncilWriter.of(client, code, urls, turn)));
    return new Load(writers, perSecond);
  }

  /** The streams that are written to. */
  feeds(ballast = 0): readonly Feed[] {
    return this.writers.map(({ card }) => councilFeed(card.id, ballast));
  }

  /** Begins to write. */
  start(): void {
    this.#writing = Promise.all(this.writers.map((writer, n) => this.#write(writer, n)));
    // It is told by `stop`; until then nobody waits for it.
    this.#writing.catch(() => undefined);
  }

  /** Writes no more; resolves when every write under way is acknowledged. Throws what a write threw. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#writing;
  }

  /** Nobody will answer any more. */
  async abandon(): Promise<void> {
    this.#isOver = true;
    this.#isGivenUp = true;
    await this.#writing.catch(() => undefined);
  }

  /** What was written, for the checker. */
  writes(): readonly WriteEvidence[] {
    return this.writers.flatMap(({ card, writes }) =>
      writes.map(({ key, isAcknowledged }) => ({ stream: councilFeed(card.id).stream, mutationId: key, isAcknowledged })),
    );
  }

  /** From the sending of a write to its acknowledgement. */
  get latencies(): Durations {
    return Durations.of(this.writers.map(({ latencies }) => latencies));
  }

  /** The state of a council's stream after its events up to a sequence: the version that it began with, raised by each. */
  stateAt({ stream, events }: StreamEvidence, seq: number): string {
    const writer = this.writers.find(({ card }) => councilFeed(card.id).stream === stream);
    const last = events[seq - 1];
    const phone = last ? writer?.writes.find(({ key }) => key === last.mutationId)?.phone : writer?.card.phone;
    return JSON.stringify({ version: (writer?.card.version ?? NaN) + seq, phone });
  }

  async #write(writer: CouncilWriter, n: number): Promise<void> {
    const interval = (1_000 * this.writers.length) / this.perSecond;
    let due = performance.now() + (interval * n) / this.writers.length;
    for (;;) {
      await sleep(Math.max(0, due - performance.now()));
      if (this.#isOver) {
        return;
      }
      await writer.write(() => this.#isGivenUp);
      // What was missed in an outage is not made up for.
      due = Math.max(due + interval, performance.now() - interval);
    }
  }
}
