import { databaseFailure } from '../database/failures.js';
import type { Database } from '../database/tables.js';
import type { BusHealth, HintBus, StreamHint } from './bus/hint-bus.js';
import { type Clock, systemClock } from './clock.js';
import { everyEvent, EventFilter } from './event-filter.js';
import { type EngineMetrics, type EngineReadings, unmeasured } from './engine-metrics.js';
import { FanOut } from './fan-out/fan-out.js';
import type { Feed, FeedSource } from './fan-out/feed.js';
import type { Sink } from './fan-out/sink.js';
import type { Frame, StreamEnd } from './frame.js';
import { FrameIterator } from './frame-iterator.js';
import { Hub } from './hub.js';
import { defaultLimits, type StreamLimits } from './limits.js';
import type { Listening } from './listening.js';
import type { EngineLog } from './patience.js';
import { PostgresLog, type ReadSnapshot } from './postgres/postgres-log.js';
import type { ListeningRight } from './listening-right.js';
import type { StateSnapshot, StoredAppend } from './stream-log.js';
import { listen } from './listen.js';

/** What the engine is given. */
export interface StreamEnginePorts {
  /** The pool; the engine reads the log and creates counter rows with it. */
  readonly database: Database;
  /** Runs reads in one REPEATABLE READ READ ONLY transaction. */
  readonly readSnapshot: ReadSnapshot;
  readonly log: EngineLog;
  /** The access versions of accounts, in one read; who has none is absent. Without it rights of accounts never change. */
  readonly accessVersions?: (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Where the work is counted; nowhere unless given. */
  readonly metrics?: EngineMetrics;
  /** Milliseconds between two looks at the heads; 500 unless given. */
  readonly pollInterval?: number;
  readonly limits?: Partial<StreamLimits>;
  readonly clock?: Clock;
  /** Tells the other nodes what was committed here; without one they find it by their polls. */
  readonly bus?: Pick<HintBus, 'committed' | 'health'>;
}

/** What somebody asks to hear. */
export interface SubscribeRequest<S> {
  /** The key of the stream. */
  readonly stream: string;
  /** The cursor of the last frame that was applied; without it the stream begins with a snapshot. */
  readonly after?: string | null | undefined;
  /** What to do where the gap cannot be closed: begin anew, or end with `UNRECOVERABLE_POSITION`. */
  readonly onGap?: 'SNAPSHOT' | 'ERROR' | undefined;
  /** The types of events that are told; all unless given. */
  readonly types?: readonly string[] | null | undefined;
  /** Whether each person has a stream of this kind. */
  readonly isPersonal?: boolean | undefined;
  /** Whose access version is looked at before each frame; nobody's for the public. */
  readonly listener?: string | null | undefined;
  /** Types of events that may change who may listen, or what they are shown, also for those whose own rights stay. */
  readonly reauthoriseOn?: readonly string[] | undefined;
  /** The right of the subscriber, by what the database says now; null for none. */
  authorise(): Promise<ListeningRight | null>;
  /** Reads the state that the subscriber may see, in the transaction given. */
  snapshot(db: Database): Promise<S>;
}

/** What a subscriber asks who listens by himself. */
export interface PullRequest<S> extends SubscribeRequest<S> {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/**
 * Streams of events that can be left and taken up again without loss.
 *
 * Writing: `appendEvents` raises the stream's counter as the last statement of the business transaction, so sequences
 * have no gaps and follow the order of the commits. After COMMIT the rows are handed to `committed`; if that does not
 * happen (crash, unknown outcome, another process), the poll of the heads finds them. A bus brings what other nodes
 * committed sooner than the poll would; nothing depends on it.
 *
 * Listening: (1) authorise; (2) the stream becomes active; (3) with a cursor the head is read and the cursor judged,
 * else head and state are read in one snapshot; (4) `Ready` and, where needed, `Reset` and `Snapshot`; (5) whatever
 * follows that place comes from the ring or the log as it is pulled. A cursor is taken if and only if it is of this
 * stream, epoch and generation, and floor <= sequence <= head, at most 5,000 events back. There is no queue for a
 * subscriber: one that is slow is a place in the log.
 *
 * The wire is at-least-once (a frame can be lost with its socket after it was pulled); a client that keeps the cursor
 * with what it applied makes it exactly-once. While the database is away subscriptions wait, and no `Checkpoint` comes.
 */
export class StreamEngine {
  readonly #hub: Hub;
  readonly #log: PostgresLog;
  readonly #fanOut: FanOut<unknown>;
  readonly #open = new Set<FrameIterator<unknown>>();
  #isStopped = false;

  constructor(private readonly ports: StreamEnginePorts) {
    const limits = {
      ...defaultLimits,
      ...ports.limits,
      ...(ports.pollInterval === undefined ? {} : { poll: ports.pollInterval }),
    };
    this.#log = new PostgresLog(ports.database, ports.readSnapshot, (generation) =>
      ports.log.error(
        { generation },
        'the database was restored, copied or has failed over: every stream begins anew for whoever held a cursor',
      ),
    );
    this.#hub = new Hub({
      log: this.#log,
      clock: ports.clock ?? systemClock,
      limits,
      logger: ports.log,
      metrics: ports.metrics ?? unmeasured,
      accessVersions: ports.accessVersions ?? (async () => new Map()),
      isUnavailable: (error) => this.isUnavailable(error),
    });
    this.#fanOut = new FanOut(this.#hub);
  }

  /** The sizes and times that hold. */
  get limits(): StreamLimits {
    return this.#hub.limits;
  }

  /**
   * Listens to a stream together with all whose operation has the same key and whose audience is the same: each event is
   * rendered once for all of them and written to their sinks. Operations of one key must render to one type of payload.
   */
  feed<S, Payload>(key: string, source: FeedSource<S, Payload>, sink: Sink<Payload>): Feed<S, Payload> {
    const feed = (this.#fanOut as FanOut<Payload>).open(key, source, sink);
    if (this.#isStopped) {
      feed.close({ code: 'STOPPED' });
    }
    return feed;
  }

  /** True for an error that waiting cures: the database is away. */
  isUnavailable(error: unknown): boolean {
    return databaseFailure(error)?.kind === 'UNAVAILABLE';
  }

  /** Reads the head of a stream and then a state, in one snapshot of the database. */
  readSnapshot<S>(stream: string, read: (database: Database) => Promise<S>): Promise<StateSnapshot<S>> {
    return this.#log.snapshot(stream, read);
  }

  /**
   * Listens to a stream alone, frame by frame as they are pulled. The value beside `done` says why it ended. Rejects only with what `authorise` and `snapshot`
   * throw for other reasons than a database that is away.
   */
  subscribe<S>(request: PullRequest<S>): AsyncIterableIterator<Frame<S>, StreamEnd, undefined> {
    const iterator: FrameIterator<S> = new FrameIterator(
      (signal) => this.#frames(request, iterator, signal),
      request.signal,
    );
    if (this.#isStopped) {
      iterator.close({ code: 'STOPPED' });
    }
    return iterator;
  }

  /** Takes what was committed, after COMMIT has returned. Never throws: the write is done. */
  committed(append: StoredAppend): void {
    try {
      this.#hub.committed(append);
      this.ports.bus?.committed(append);
    } catch (error) {
      this.ports.log.error({ err: error }, 'committed events could not be handed over; the poll will find them');
    }
  }

  /** Takes what another node tells of a stream. It may be late, doubled, out of order or wrong. */
  heard(hint: StreamHint): void {
    this.#hub.heard(hint);
  }

  /** Looks at every active stream now: hints may have been missed. Never rejects. */
  missed(): Promise<void> {
    return this.#hub.look();
  }

  /** How the engine is. */
  health(): EngineReadings & { readonly bus: BusHealth | null } {
    const { isHealthy: healthy, headsAge } = this.#hub;
    const bus = this.ports.bus?.health() ?? null;
    return { healthy, headsAge, ...this.#hub.counts, ...this.#fanOut.counts, bus };
  }

  /** Begins to look for what other processes write. */
  start(): void {
    this.#hub.start();
  }

  /** Ends every subscription with `STOPPED`, and the poll; resolves when no query is on its way from it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const iterator of this.#open) {
      iterator.close({ code: 'STOPPED' });
    }
    this.#fanOut.stop();
    await this.#hub.stop();
  }

  async *#frames<S>(
    request: PullRequest<S>,
    iterator: FrameIterator<S>,
    signal: AbortSignal,
  ): AsyncGenerator<Frame<S>, StreamEnd, undefined> {
    const entry = iterator as FrameIterator<unknown>;
    this.#open.add(entry);
    signal.addEventListener('abort', () => this.#open.delete(entry), { once: true });
    return yield* listen(this.#hub, this.#listening(request), signal);
  }

  #listening<S>(request: SubscribeRequest<S>): Listening<S> {
    const { stream, reauthoriseOn, types = null } = request;
    return {
      stream,
      after: request.after ?? null,
      onGap: request.onGap ?? 'SNAPSHOT',
      filter: types === null ? everyEvent : new EventFilter(types),
      isPersonal: request.isPersonal ?? false,
      listener: request.listener ?? null,
      mayChangeRight: changeOfRight(reauthoriseOn),
      authorise: () => request.authorise(),
      snapshot: () => this.#log.snapshot(stream, (db) => request.snapshot(db)),
    };
  }
}

/** Whether an event of a type may change who may listen. */
function changeOfRight(types: SubscribeRequest<unknown>['reauthoriseOn']): (type: string) => boolean {
  const known = new Set(types);
  return (type) => known.has(type);
}
