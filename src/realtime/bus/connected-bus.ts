import { type Clock, pause } from '../clock.js';
import { type EngineMetrics, unmeasured } from '../engine-metrics.js';
import { type EngineLog, within } from '../patience.js';
import type { Position } from '../position.js';
import type { StoredAppend } from '../stream-log.js';
import type { BusHealth, BusListener, HintBus, TopicHint } from './hint-bus.js';
import { type MergedHints, MergeWindow } from './merge-window.js';
import { type BusMessage, decodeMessage, encodeEvents, encodeHints, encodeProbe } from './message.js';
import type { BusLink, BusTransport } from './transport.js';

/** What a bus stands on. */
export interface ConnectedBusPorts {
  readonly transport: BusTransport;
  readonly clock: Clock;
  readonly log: EngineLog;
  /** Counts nothing unless given. */
  readonly metrics?: Pick<EngineMetrics, 'hintsPublished' | 'hintsReceived'>;
  /** Names this node among all that ever were; its own messages are known by it. */
  readonly nodeId: string;
  /** A number from 0 up to, and without, 1. */
  random(): number;
}

/** Milliseconds and counts. */
const limits = {
  /** Hints of so long are merged. */
  window: 3,
  /** Streams, and topics, that wait while there is no link. */
  waiting: 10_000,
  /** Messages with events that are under way at once; what is above travels as merged hints. */
  underWay: 1_000,
  /** Between two probes. */
  probe: 10_000,
  /** In which a probe has to come back. */
  echo: 5_000,
  /** The longest wait before the first new attempt, doubled each time up to the last. */
  retry: { first: 250, last: 5_000 },
  /** For the last hints of a node that stops. */
  farewell: 1_000,
} as const;

/**
 * A bus over a connection that may be lost at any time, also without a word: it asks itself every ten seconds whether
 * it hears, and when it does not, connects anew. Whoever listens is told to look at everything before the bus says
 * that it is healthy again, since nobody knows what was said meanwhile.
 */
export class ConnectedBus implements HintBus {
  readonly #window: MergeWindow;
  readonly #metrics: Pick<EngineMetrics, 'hintsPublished' | 'hintsReceived'>;
  readonly #ending = new AbortController();
  #listener: BusListener | null = null;
  #link: BusLink | null = null;
  #linked = Promise.withResolvers<BusLink>();
  #life: Promise<void> | null = null;
  #echo: { readonly nonce: string; readonly heard: () => void } | null = null;
  #probes = 0;
  #isHealthy = false;
  #isFailing = false;
  #underWay = 0;
  #ignored = 0;

  constructor(private readonly ports: ConnectedBusPorts) {
    this.#metrics = ports.metrics ?? unmeasured;
    this.#window = new MergeWindow({
      clock: ports.clock,
      width: limits.window,
      capacity: limits.waiting,
      send: (hints) => this.#sendHints(hints),
    });
  }

  start(listener: BusListener): Promise<void> {
    this.#listener = listener;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#life ??= this.#live(resolve);
    return promise;
  }

  committed(append: StoredAppend): void {
    for (const position of append.positions) {
      const link = this.ports.transport.carriesEvents && this.#underWay < limits.underWay ? this.#link : null;
      if (!link || !this.#sendEvents(link, position, append)) {
        this.#window.position(position);
      }
    }
  }

  announce(hint: TopicHint): void {
    this.#window.topic(hint);
  }

  health(): BusHealth {
    return { healthy: this.#isHealthy, name: this.ports.transport.name, ignored: this.#ignored };
  }

  async stop(): Promise<void> {
    if (this.#link) {
      await within(this.ports.clock, limits.farewell, this.#window.flush()).catch(() => undefined);
    }
    this.#ending.abort();
    this.#window.close();
    await this.#life;
  }

  /** One link after the other. Never rejects. */
  async #live(begun: () => void): Promise<void> {
    const { signal } = this.#ending;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#oneLink(() => {
          failures = 0;
          begun();
        });
      } catch (error) {
        this.#failed(error);
      }
      begun();
      const longest = Math.min(limits.retry.first * 2 ** failures, limits.retry.last);
      // Full jitter: nodes that lost the same server do not come back together.
      await pause(this.ports.clock, this.ports.random() * longest, signal).catch(() => undefined);
    }
  }

  /** Opens a link and keeps it until it is lost. Rejects with what it was lost by; resolves when the bus is stopped. */
  async #oneLink(healthy: () => void): Promise<void> {
    const { signal } = this.#ending;
    const { promise: over, reject: lost } = Promise.withResolvers<void>();
    // It may be lost while nobody waits for that.
    over.catch(() => undefined);
    const stopped = (): void => lost(signal.reason);
    const link = await this.ports.transport.open({
      heard: (text) => this.#heard(text),
      ignored: () => void (this.#ignored += 1),
      lost,
    });
    signal.addEventListener('abort', stopped, { once: true });
    try {
      signal.throwIfAborted();
      await Promise.race([over, this.#probe(link)]);
      this.#link = link;
      this.#linked.resolve(link);
      await Promise.race([over, this.#listener?.missed()]);
      this.#well();
      healthy();
      for (;;) {
        await Promise.race([over, pause(this.ports.clock, limits.probe, signal)]);
        await Promise.race([over, this.#probe(link)]);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      signal.removeEventListener('abort', stopped);
      this.#isHealthy = false;
      if (this.#link) {
        this.#link = null;
        this.#linked = Promise.withResolvers();
      }
      await link.close();
    }
  }

  /** Sends a question to itself and waits for its return. Rejects when it does not come. */
  async #probe(link: BusLink): Promise<void> {
    this.#probes += 1;
    const nonce = String(this.#probes);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#echo = { nonce, heard: resolve };
    const text = encodeProbe(this.ports.nodeId, nonce);
    const sent = link.send({ text, streamKey: null, id: null });
    await within(this.ports.clock, limits.echo, Promise.all([sent, promise]).then(() => undefined));
  }

  #heard(text: string): void {
    const message = decodeMessage(text);
    if (!message) {
      this.#ignored += 1;
      return;
    }
    if (message.from === this.ports.nodeId) {
      if (message.kind === 'probe' && message.nonce === this.#echo?.nonce) {
        this.#echo.heard();
      }
      return;
    }
    try {
      this.#tell(message);
    } catch (error) {
      this.ports.log.error({ err: error }, 'a hint of another node could not be taken; the poll will find it');
    }
  }

  #tell(message: BusMessage): void {
    if (message.kind === 'probe') {
      return;
    }
    if (message.kind === 'events') {
      this.#metrics.hintsReceived(1);
      this.#listener?.stream(message.hint);
      return;
    }
    const { positions, topics } = message.hints;
    this.#metrics.hintsReceived(positions.length + topics.length);
    positions.forEach((position) => this.#listener?.stream({ position, events: null }));
    topics.forEach((hint) => this.#listener?.topic(hint));
  }

  async #sendHints(hints: MergedHints): Promise<void> {
    const link = this.#link ?? (await this.#linked.promise);
    for (const text of encodeHints(this.ports.nodeId, hints, this.ports.transport.bytes)) {
      await link.send({ text, streamKey: null, id: null });
    }
    this.#metrics.hintsPublished(hints.positions.length + hints.topics.length);
  }

  /** Sends a commit's events in one stream; false when they are too large for that. */
  #sendEvents(link: BusLink, position: Position, append: StoredAppend): boolean {
    const { streamKey, epoch, generation, seq } = position;
    const events = append.events.filter(({ stream }) => stream === streamKey);
    const text = encodeEvents(this.ports.nodeId, position, events);
    if (Buffer.byteLength(text) > this.ports.transport.bytes) {
      return false;
    }
    this.#underWay += 1;
    link
      .send({ text, streamKey, id: `${streamKey}:${epoch}:${generation}:${seq}` })
      // Perhaps the small message gets through; the poll finds it in any case.
      .then(() => this.#metrics.hintsPublished(1), () => this.#window.position(position))
      .finally(() => void (this.#underWay -= 1));
    return true;
  }

  #failed(error: unknown): void {
    if (!this.#isFailing) {
      this.#isFailing = true;
      const bus = this.ports.transport.name;
      this.ports.log.warn({ err: error, bus }, 'the bus between the nodes is down; changes of others come by the poll');
    }
  }

  #well(): void {
    this.#isHealthy = true;
    if (this.#isFailing) {
      this.#isFailing = false;
      this.ports.log.info({ bus: this.ports.transport.name }, 'the bus between the nodes is back');
    }
  }
}
