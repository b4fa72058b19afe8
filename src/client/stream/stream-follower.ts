import { Backoff, type BackoffLimits } from '../backoff.js';
import { ConnectionError, OperationError } from '../errors.js';
import type { Answer } from '../http.js';
import { pause } from '../platform.js';
import type { Kept, StreamStore } from '../store/stream-store.js';
import { isFatal, type Transport } from '../transport/transport.js';
import { type EventsOf, frameIn, readFrame, type SnapshotOf } from './frame.js';
import { Inbox, type Message } from './inbox.js';
import { Latest } from './latest.js';
import { PassedCursors } from './passed.js';
import { FrameOrder, type Step } from './place.js';
import { Silence, type SilenceLimits } from './silence.js';
import { type Standing, statusAfter, type StreamStatus } from './status.js';
import type { Stream, StreamHandlers } from './stream.js';

/** What a stream needs of its client. */
export interface StreamPorts {
  readonly transport: Transport;
  readonly store: StreamStore;
  readonly backoff: BackoffLimits;
  readonly silence: SilenceLimits;
  expiring(at: string): void;
}

/** What to listen to. */
export interface StreamSource {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly key: string;
}

/** What to do when a subscription has ended. */
type Next = 'AGAIN' | 'END';

/**
 * One stream, followed over any number of connections: each event is applied once and in order, the state is kept
 * together with its cursor, and whatever breaks is taken up again from there.
 */
export class StreamFollower<Data, State> implements Stream<State> {
  readonly #ended = new AbortController();
  readonly #latest = new Latest<State>();
  readonly #passed = new PassedCursors();
  readonly #backoff: Backoff;
  readonly #silence: Silence;
  #kept: Kept<State> | null = null;
  #inbox: Inbox | null = null;
  /** Subscriptions in a row that had a gap before anything could be applied. */
  #gaps = 0;
  /** Events that were missed and have not come yet. */
  #missed = 0;
  #status: StreamStatus = { phase: 'connecting', since: Date.now() };
  readonly closed: Promise<void>;

  constructor(
    private readonly source: StreamSource,
    private readonly handlers: StreamHandlers<Data, State>,
    private readonly ports: StreamPorts,
  ) {
    this.#backoff = new Backoff(ports.backoff);
    this.#silence = new Silence(ports.silence, {
      silent: () => this.#fallSilent(),
      tooLong: () => this.#giveUp(),
    });
    this.closed = this.#run();
    // Who does not wait for the end is told of a failure by the status.
    this.closed.catch(() => {});
  }

  get state(): State | undefined {
    return this.#latest.value;
  }

  get status(): StreamStatus {
    return this.#status;
  }

  [Symbol.asyncIterator](): AsyncGenerator<State, void, undefined> {
    return this.#latest.values();
  }

  passed(positions: readonly string[], milliseconds = 10_000): Promise<boolean> {
    return this.#passed.wait(positions, milliseconds);
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.#inbox?.close();
    await this.closed.catch(() => {});
  }

  async #run(): Promise<void> {
    let failure: Error | null = null;
    try {
      await this.#restore();
      while (!this.#ended.signal.aborted && (await this.#follow()) === 'AGAIN') {
        // The next subscription begins where the state stands now.
      }
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    this.#silence.stop();
    this.#inbox?.close();
    this.#passed.end();
    this.#latest.end(failure);
    this.#stand(failure ? { phase: 'failed', error: failure } : { phase: 'ended' });
    if (failure) {
      throw failure;
    }
  }

  async #restore(): Promise<void> {
    this.#kept = (await this.ports.store.load(this.source.key)) as Kept<State> | null;
    if (this.#kept && !this.#ended.signal.aborted) {
      this.#latest.set(this.#kept.state);
      this.handlers.onState?.(this.#kept.state, null);
    }
  }

  /** One subscription, from the place of the state to its end. */
  async #follow(): Promise<Next> {
    const order = new FrameOrder(this.#kept);
    const variables = { ...this.source.variables, after: this.#kept?.cursor ?? null };
    const inbox = new Inbox(this.ports.transport, { query: this.source.query, variables }, () => this.#silence.heard());
    this.#inbox = inbox;
    this.#silence.heard();
    try {
      for (;;) {
        const message = await inbox.next();
        if (this.#ended.signal.aborted) {
          return 'END';
        }
        const next = await this.#take(message, order);
        if (next) {
          return next;
        }
      }
    } finally {
      this.#silence.stop();
      inbox.close();
    }
  }

  /** Takes a message; says what to do when the subscription ends with it. */
  async #take(message: Message, order: FrameOrder): Promise<Next | null> {
    switch (message.kind) {
      case 'RESULT':
        return this.#takeResult(message.result, order);
      case 'LOST':
        if (isFatal(message.loss)) {
          throw new ConnectionError(message.loss.reason, message.loss.code);
        }
        this.#stand({ phase: 'offline', ...message.loss });
        return 'AGAIN';
      case 'REFUSED':
        return this.#comeBackLater(new OperationError(message.errors));
      case 'FULL':
        return 'AGAIN';
      case 'COMPLETED':
        return 'END';
    }
  }

  async #takeResult({ data, errors }: Answer, order: FrameOrder): Promise<Next | null> {
    if (errors?.length || !data) {
      return this.#comeBackLater(new OperationError(errors ?? []));
    }
    const raw = frameIn(data);
    const frame = readFrame(raw);
    if (!frame) {
      return null;
    }
    if (frame.kind === 'AUTH_EXPIRING') {
      this.ports.expiring(frame.at);
    }
    if (frame.kind === 'READY') {
      this.#missed = frame.replayed;
    }
    const step = order.step(frame);
    if (step.kind === 'GAP') {
      return this.#closeGap();
    }
    await this.#do(step, raw);
    if (frame.kind === 'EVENTS') {
      this.#missed -= frame.events.length;
    }
    const isComplete = !order.awaitsSnapshot && this.#missed <= 0;
    this.#stand({ phase: isComplete ? 'live' : 'catching-up' });
    return null;
  }

  async #do(step: Step, raw: Readonly<Record<string, unknown>>): Promise<void> {
    switch (step.kind) {
      case 'REPLACE':
        await this.#apply(undefined, raw, step.place);
        this.#passed.passAll(step.place.cursor);
        return;
      case 'APPLY':
        await this.#apply(this.#kept?.state, { ...raw, events: step.events }, step.place);
        this.#passed.pass([...step.events.flatMap(({ cursor }) => cursor ?? []), step.place.cursor]);
        return;
      case 'MOVE':
        if (this.#kept) {
          await this.#keep({ ...step.place, state: this.#kept.state });
        }
        this.#passed.pass([step.place.cursor]);
        return;
      case 'FORGET':
        this.#kept = null;
        await this.ports.store.remove(this.source.key);
        this.#latest.clear();
        this.handlers.onReset?.(step.reason);
        return;
      default:
    }
  }

  async #apply(before: State | undefined, raw: object, place: Omit<Kept<State>, 'state'>): Promise<void> {
    const frame = raw as SnapshotOf<Data> | EventsOf<Data>;
    const state = await this.handlers.apply(before, frame);
    if (this.#ended.signal.aborted) {
      return;
    }
    await this.#keep({ ...place, state });
    this.#gaps = 0;
    this.#backoff.succeeded();
    this.#latest.set(state);
    this.handlers.onState?.(state, frame);
  }

  async #keep(kept: Kept<State>): Promise<void> {
    await this.ports.store.save(this.source.key, kept);
    this.#kept = kept;
  }

  /** Subscribes again at once. What that does not cure, a snapshot does. */
  async #closeGap(): Promise<Next> {
    this.#gaps += 1;
    if (this.#gaps > 1) {
      this.#kept = null;
      await pause(this.#backoff.failed(), this.#ended.signal);
    }
    return 'AGAIN';
  }

  /** The server could not serve the stream: later, unless it refuses for good. */
  async #comeBackLater(error: OperationError): Promise<Next> {
    if (error.remedy === 'NONE') {
      throw error;
    }
    this.#stand({ phase: 'offline', code: null, reason: error.message });
    this.#inbox?.close();
    this.#silence.stop();
    await pause(this.#backoff.failed() + error.retryAfter, this.#ended.signal);
    return 'AGAIN';
  }

  #fallSilent(): void {
    if (this.#status.phase === 'live' || this.#status.phase === 'catching-up') {
      this.#stand({ phase: 'silent' });
    }
  }

  #giveUp(): void {
    this.ports.transport.reconnect();
    this.#silence.heard();
  }

  #stand(standing: Standing): void {
    const status = statusAfter(this.#status, standing, Date.now());
    if (status !== this.#status) {
      this.#status = status;
      this.handlers.onStatus?.(status);
    }
  }
}
