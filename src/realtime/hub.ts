import { Channel, type ChannelPorts } from './channel.js';
import type { Clock } from './clock.js';
import { FreshHeads } from './fresh-heads.js';
import type { StreamLimits } from './limits.js';
import { type EngineLog, NoAnswer, Patience, within } from './patience.js';
import type { Heads, LogPage, StoredAppend, StreamLog } from './stream-log.js';

/** What the hub stands on. */
export interface HubPorts {
  readonly log: StreamLog;
  readonly clock: Clock;
  readonly limits: StreamLimits;
  readonly logger: EngineLog;
  /** True for an error that waiting cures: the database is away. */
  isUnavailable(error: unknown): boolean;
}

/**
 * The active streams of one process, and the poll that finds what no commit of this process told. It holds positions
 * and a short ring for each stream, nothing for each subscriber.
 */
export class Hub {
  readonly #channels = new Map<string, { readonly channel: Channel; subscribers: number }>();
  readonly #polling: Patience;
  readonly #reading: Patience;
  readonly #fresh: FreshHeads;
  readonly #channelPorts: ChannelPorts;
  #cancelPoll: (() => void) | null = null;
  #isRunning = false;
  #poll: Promise<void> | null = null;
  #lastSeen: { readonly serverTime: number; readonly local: number } | null = null;

  constructor(private readonly ports: HubPorts) {
    const { clock, limits, log, logger } = ports;
    this.#polling = new Patience(clock, logger, 'poll');
    this.#reading = new Patience(clock, logger, 'read');
    // The read itself is given up in time, not only the wait for it: all who ask next stand behind it.
    this.#fresh = new FreshHeads((keys) => this.#guard(log.settledHeads(keys)));
    this.#channelPorts = {
      clock,
      limits,
      page: (key, after, signal) => this.#page(key, after, signal),
      lookSoon: () => this.#schedule(0),
    };
  }

  /** The clock by which subscribers wait. */
  get clock(): Clock {
    return this.ports.clock;
  }

  /** The sizes and times that hold. */
  get limits(): StreamLimits {
    return this.ports.limits;
  }

  /** True while the heads can be read. */
  get isHealthy(): boolean {
    return this.#lastSeen !== null && !this.#polling.isFailing;
  }

  /** Milliseconds since the heads were last read; null when they never were. */
  get headsAge(): number | null {
    return this.#lastSeen && this.ports.clock.now() - this.#lastSeen.local;
  }

  /** How many streams are active, and how many subscribers they have. */
  get counts(): { readonly streams: number; readonly subscribers: number } {
    const subscribers = [...this.#channels.values()].reduce((sum, entry) => sum + entry.subscribers, 0);
    return { streams: this.#channels.size, subscribers };
  }

  /** The database's clock, carried on by ours since it was last read. */
  get serverTime(): Date {
    const { serverTime, local } = this.#lastSeen ?? { serverTime: 0, local: this.ports.clock.now() };
    return new Date(serverTime + this.ports.clock.now() - local);
  }

  /** Makes the stream active, until the signal is aborted. */
  join(key: string, signal: AbortSignal): Channel {
    const entry = this.#channels.get(key) ?? { channel: new Channel(key, this.#channelPorts), subscribers: 0 };
    this.#channels.set(key, entry);
    entry.subscribers += 1;
    const leave = (): void => {
      entry.subscribers -= 1;
      if (entry.subscribers === 0) {
        this.#channels.delete(key);
        entry.channel.close();
      }
    };
    signal.addEventListener('abort', leave, { once: true });
    return entry.channel;
  }

  /** Hands over what was committed by this process. */
  committed(append: StoredAppend): void {
    for (const position of append.positions) {
      const entry = this.#channels.get(position.streamKey);
      entry?.channel.offer(
        position,
        append.events.filter((event) => event.stream === position.streamKey),
      );
    }
  }

  /** The head of a stream now, made known to its channel by the caller. Waits while the database is away. */
  freshHeads(key: string, signal: AbortSignal): Promise<Heads> {
    const isCurable = (error: unknown): boolean => error instanceof NoAnswer || this.ports.isUnavailable(error);
    return this.#reading.keepTrying(() => this.#fresh.ask(key), signal, isCurable);
  }

  /** Does a caller's work, again and again while the database is away. */
  patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#reading.keepTrying(work, signal, this.ports.isUnavailable);
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
    await this.#poll;
  }

  /** Looks once at the heads of all active streams. Never rejects. */
  async look(): Promise<void> {
    const tickets = new Map(
      [...this.#channels].map(([key, { channel }]) => [key, { channel, ticket: channel.ticket() }]),
    );
    try {
      const { at, heads } = await this.#guard(this.ports.log.heads([...tickets.keys()]));
      this.seen(at);
      this.#polling.succeeded();
      for (const [key, { channel, ticket }] of tickets) {
        channel.observe(heads.get(key) ?? null, ticket);
      }
    } catch (error) {
      this.#polling.failed(error);
    }
  }

  #page(key: string, after: number, signal: AbortSignal): Promise<LogPage> {
    return this.#reading.keepTrying(() => this.#guard(this.ports.log.page(key, after)), signal, () => true);
  }

  #guard<T>(read: Promise<T>): Promise<T> {
    return within(this.ports.clock, this.ports.limits.read, read);
  }

  #schedule(milliseconds: number): void {
    if (!this.#isRunning || this.#poll) {
      return;
    }
    this.#cancelPoll?.();
    this.#cancelPoll = this.ports.clock.after(milliseconds, () => {
      this.#poll = this.look().finally(() => {
        this.#poll = null;
        this.#schedule(this.ports.limits.poll);
      });
    });
  }
}
