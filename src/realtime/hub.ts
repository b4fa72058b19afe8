import type { StreamHint } from './bus/hint-bus.js';
import type { Channel } from './channel.js';
import { Channels } from './channels.js';
import { type Clock, SharedPause } from './clock.js';
import type { EngineMetrics, ReadPurpose } from './engine-metrics.js';
import { FreshReads } from './fresh-reads.js';
import type { StreamLimits } from './limits.js';
import type { ListeningRight } from './listening-right.js';
import { type EngineLog, NoAnswer, Patience, within } from './patience.js';
import type { Heads, LogPage, StoredAppend, StreamLog } from './stream-log.js';

/** What the hub stands on. */
export interface HubPorts {
  readonly log: StreamLog;
  readonly clock: Clock;
  readonly limits: StreamLimits;
  readonly logger: EngineLog;
  readonly metrics: EngineMetrics;
  /** The access versions of accounts: another one means that rights of the account may have changed. */
  accessVersions(accounts: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** True for an error that waiting cures: the database is away. */
  isUnavailable(error: unknown): boolean;
}

/**
 * The active streams of one process, and the poll that finds what no commit of this process told. It holds positions
 * and a short ring for each stream, nothing for each subscriber.
 */
export class Hub {
  readonly #channels: Channels;
  readonly #polling: Patience;
  readonly #reading: Patience;
  /** Waits for more who ask for what is being read; all who wait go on together, and ask with one query where they can. */
  readonly gather: () => Promise<void>;
  readonly #fresh: FreshReads<Heads>;
  readonly #access: FreshReads<ReadonlyMap<string, string>>;
  readonly #isCurable = (error: unknown): boolean => error instanceof NoAnswer || this.ports.isUnavailable(error);
  #cancelPoll: (() => void) | null = null;
  #isRunning = false;
  #poll: Promise<void> | null = null;
  #isLookDue = false;
  #lastSeen: { readonly serverTime: number; readonly local: number } | null = null;

  constructor(private readonly ports: HubPorts) {
    const { clock, limits, log, logger } = ports;
    const gather = new SharedPause(clock, limits.gather).over;
    this.gather = gather;
    this.#polling = new Patience(clock, logger, 'poll');
    this.#reading = new Patience(clock, logger, 'read');
    // The read itself is given up in time, not only the wait for it: all who ask next stand behind it.
    this.#fresh = new FreshReads((keys) => this.guard(log.settledHeads(keys)), gather);
    this.#access = new FreshReads((accounts) => this.guard(ports.accessVersions(accounts)), () => clock.turn());
    this.#channels = new Channels({
      clock,
      limits,
      page: (key, after, size, purpose, signal) => this.#page(key, after, size, purpose, signal),
      lookSoon: () => this.#schedule(0),
      gather,
    });
  }

  /** The clock by which subscribers wait. */
  get clock(): Clock {
    return this.ports.clock;
  }

  /** The sizes and times that hold. */
  get limits(): StreamLimits {
    return this.ports.limits;
  }

  /** Where the work is counted. */
  get metrics(): EngineMetrics {
    return this.ports.metrics;
  }

  /** True while the heads can be read. */
  get isHealthy(): boolean {
    return this.#lastSeen !== null && !this.#polling.isFailing;
  }

  /** Milliseconds since the heads were last read; null when they never were. */
  get headsAge(): number | null {
    return this.#lastSeen && this.ports.clock.now() - this.#lastSeen.local;
  }

  /** How many streams have subscribers, and how many subscribers these are. */
  get counts(): { readonly streams: number; readonly subscribers: number } {
    return this.#channels.counts;
  }

  /** The database's clock, carried on by ours since it was last read. */
  get serverTime(): Date {
    const { serverTime, local } = this.#lastSeen ?? { serverTime: 0, local: this.ports.clock.now() };
    return new Date(serverTime + this.ports.clock.now() - local);
  }

  /** Makes the stream active, at least until as many have left it as have joined it. */
  join(key: string): Channel {
    return this.#channels.join(key);
  }

  /** Ends what one `join` began. */
  leave(channel: Channel): void {
    this.#channels.leave(channel);
  }

  /** Hands over what was committed by this process. */
  committed(append: StoredAppend): void {
    for (const position of append.positions) {
      const channel = this.#channels.get(position.streamKey);
      channel?.offer(
        position,
        append.events.filter((event) => event.stream === position.streamKey),
      );
    }
  }

  /** Takes what another node tells of a stream: it may be late, doubled or wrong. */
  heard(hint: StreamHint): void {
    this.#channels.get(hint.position.streamKey)?.heard(hint);
  }

  /** The head of a stream now, made known to its channel by the caller. Waits while the database is away. */
  freshHeads(key: string, signal: AbortSignal): Promise<Heads> {
    return this.#reading.keepTrying(() => this.#fresh.ask(key), signal, this.#isCurable);
  }

  /** The access versions of accounts, read after this call began. Waits while the database is away. */
  accessVersions(accounts: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    return this.#reading.keepTrying(() => this.#access.ask(...accounts), signal, this.#isCurable);
  }

  /**
   * The right of whoever is not signed in to a stream, read after this call began, once for all who ask at the same
   * time. Waits while the database is away.
   */
  publicRight(
    key: string,
    read: () => Promise<ListeningRight | null>,
    signal: AbortSignal,
  ): Promise<ListeningRight | null> {
    const guarded = (): Promise<ListeningRight | null> => this.guard(read());
    const ask = (): Promise<ListeningRight | null> =>
      this.#channels.get(key)?.publicRight.ask(guarded) ?? guarded();
    return this.#reading.keepTrying(ask, signal, this.#isCurable);
  }

  /** The last event of any of the types up to a sequence. Waits while the database is away. */
  lastOf(key: string, types: readonly string[], upTo: number, signal: AbortSignal): Promise<number> {
    const { log } = this.ports;
    return this.#reading.keepTrying(() => this.guard(log.lastOf(key, types, upTo)), signal, this.#isCurable);
  }

  /** Does a caller's work, again and again while the database is away. */
  patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#reading.keepTrying(work, signal, this.#isCurable);
  }

  /** Gives up a read that takes too long, so that whoever waits behind it can go on; to be done patiently. */
  guard<T>(read: Promise<T>): Promise<T> {
    return within(this.ports.clock, this.ports.limits.read, read);
  }

  /** Takes note of the database's clock. */
  seen(at: Date): void {
    this.#lastSeen = { serverTime: at.getTime(), local: this.ports.clock.now() };
  }

  /** Begins to poll. */
  start(): void {
    this.#isRunning = true;
    this.#schedule(0);
  }

  /** Ends polling; resolves when the last query is answered. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelPoll?.();
    this.#channels.closeKept();
    await this.#poll;
  }

  /** Looks once at the heads of all active streams. Never rejects. */
  async look(): Promise<void> {
    const tickets = new Map([...this.#channels].map((channel) => [channel, channel.ticket()]));
    try {
      const { at, heads } = await this.guard(this.ports.log.heads([...tickets.keys()].map(({ key }) => key)));
      this.seen(at);
      this.#polling.succeeded();
      for (const [channel, ticket] of tickets) {
        channel.observe(heads.get(channel.key) ?? null, ticket);
      }
    } catch (error) {
      this.#polling.failed(error);
    }
  }

  async #page(
    key: string,
    after: number,
    size: number,
    purpose: ReadPurpose,
    signal: AbortSignal,
  ): Promise<LogPage> {
    const read = (): Promise<LogPage> => this.guard(this.ports.log.page(key, after, size));
    const page = await this.#reading.keepTrying(read, signal, () => true);
    this.ports.metrics.logRead(page.events.length, purpose);
    return page;
  }

  #schedule(milliseconds: number): void {
    if (!this.#isRunning) {
      return;
    }
    if (this.#poll) {
      // The look under way may have begun too early to see why another one is asked for.
      this.#isLookDue ||= milliseconds === 0;
      return;
    }
    this.#cancelPoll?.();
    this.#cancelPoll = this.ports.clock.after(milliseconds, () => {
      this.#poll = this.look().finally(() => {
        this.#poll = null;
        this.#schedule(this.#isLookDue ? 0 : this.ports.limits.poll);
        this.#isLookDue = false;
      });
    });
  }
}
