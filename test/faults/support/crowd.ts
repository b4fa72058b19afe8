import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../support/random.js';
import { Durations } from './durations.js';
import type { ClientEvidence } from './evidence.js';
import type { Feed } from './feed.js';
import { StreamClient } from './stream-client.js';

/** Of whom a crowd is made. */
export interface CrowdOptions {
  /** Clients take the feeds in turn. */
  readonly feeds: readonly Feed[];
  readonly count: number;
  readonly urls: () => readonly string[];
  readonly random: Random;
  readonly token?: string | null;
  /** The greatest wait of a client before it comes back, in milliseconds. */
  readonly jitter?: number;
  /** Begins the names of the clients. */
  readonly name?: string;
}

/** Many clients of some streams, and what is measured of all of them. */
export class Crowd {
  readonly clients: readonly StreamClient[];

  constructor({ feeds, count, name = 'client', ...options }: CrowdOptions) {
    this.clients = Array.from({ length: count }, (_, n) => {
      const feed = feeds[n % feeds.length];
      if (!feed) {
        throw new Error('A crowd needs a feed');
      }
      return new StreamClient({ ...options, feed, name: `${name} ${n + 1}` });
    });
  }

  /** Connects everybody, some at a time, and waits until all hold a state. */
  async start(): Promise<void> {
    for (const [n, client] of this.clients.entries()) {
      client.start();
      if (n % 50 === 49) {
        await sleep(20);
      }
    }
    await this.untilLive();
  }

  /** Waits until everybody is connected and has what was missed. Throws after so many milliseconds. */
  async untilLive(patience = 60_000): Promise<void> {
    await this.#until((client) => client.isLive || client.ending !== null, patience, 'live');
  }

  /** Waits until everybody holds a stream up to its head, by the heads given. Throws after so many milliseconds. */
  async untilAt(heads: ReadonlyMap<string, number>, patience = 60_000): Promise<void> {
    const reached = (client: StreamClient): boolean =>
      client.ending !== null || client.seq >= (heads.get(client.stream) ?? 0);
    await this.#until(reached, patience, 'caught up');
  }

  /** Waits until everybody was told of a reset after an instant, milliseconds since 1970, and holds a state again. */
  async untilReset(instant: number, patience = 60_000): Promise<void> {
    const isReset = (client: StreamClient): boolean => client.isLive && client.lastReset >= instant;
    await this.#until(isReset, patience, 'reset');
  }

  /** Cuts every socket at once. */
  drop(): void {
    this.clients.forEach((client) => client.drop());
  }

  /** Everybody leaves. */
  stop(): void {
    this.clients.forEach((client) => client.stop());
  }

  /** What everybody has applied. */
  evidence(): readonly ClientEvidence[] {
    return this.clients.map((client) => client.evidence());
  }

  /** From the loss of a connection until all that was missed was there, of all clients and losses. */
  get gaps(): Durations {
    return Durations.of(this.clients.map(({ gaps }) => gaps));
  }

  /** From the writing of an event to its receipt, for those that were written and not replayed within the time given. */
  latencies(from = 0, to = Infinity): Durations {
    const durations = new Durations();
    for (const { records } of this.clients) {
      for (const record of records) {
        if (record.kind === 'event' && !record.isReplayed && record.written >= from && record.written < to) {
          durations.add(record.at - record.written);
        }
      }
    }
    return durations;
  }

  /** From an instant to the first event that each client received after it, milliseconds since 1970. */
  resumedAfter(instant: number): Durations {
    const durations = new Durations();
    for (const { records } of this.clients) {
      const next = [...records].find((record) => record.kind === 'event' && record.at >= instant);
      durations.add(next ? next.at - instant : Infinity);
    }
    return durations;
  }

  /** How connections ended, by code. */
  get closes(): ReadonlyMap<number, number> {
    const all = new Map<number, number>();
    for (const [code, times] of this.clients.flatMap(({ closes }) => [...closes])) {
      all.set(code, (all.get(code) ?? 0) + times);
    }
    return all;
  }

  /** How often a stream went on from a cursor, how often it began anew, and how many duplicates were dropped. */
  get resumes(): { readonly recovered: number; readonly anew: number; readonly duplicates: number } {
    const sum = (of: (client: StreamClient) => number): number => this.clients.reduce((all, client) => all + of(client), 0);
    return {
      recovered: sum(({ resumes }) => resumes.recovered),
      anew: sum(({ resumes }) => resumes.anew),
      duplicates: sum(({ duplicates }) => duplicates),
    };
  }

  /** What real clients would not have come back from. */
  get failures(): readonly string[] {
    return this.clients.flatMap(({ failures, ending }) => [...failures, ...(ending === null ? [] : [`ended: ${ending}`])]);
  }

  async #until(holds: (client: StreamClient) => boolean, patience: number, what: string): Promise<void> {
    const deadline = performance.now() + patience;
    for (;;) {
      const waiting = this.clients.filter((client) => !holds(client));
      if (waiting.length === 0) {
        return;
      }
      if (performance.now() > deadline) {
        const some = waiting.slice(0, 10).join('\n  - ');
        throw new Error(
          `${waiting.length} of ${this.clients.length} clients are not ${what} after ${patience} ms:\n  - ${some}`,
        );
      }
      await sleep(10);
    }
  }
}
