import type { Channel } from '../channel.js';
import type { Frame, StreamEnd } from '../frame.js';
import type { Hub } from '../hub.js';
import type { Listener } from '../listener.js';
import type { Company, Listening } from '../listening.js';
import type { Standing } from '../standing.js';
import type { StateSnapshot } from '../stream-log.js';
import { Subscription } from '../subscription.js';
import type { FramesEnd } from '../subscription-step.js';
import type { FanOut } from './fan-out.js';
import type { Group } from './group.js';
import type { Departure, Member, SharedFrame } from './member.js';
import type { Sink } from './sink.js';

/** What a feed tells of: a stream, and how its frames become what is written. */
export interface FeedSource<S, Payload> extends Listening<S> {
  /** Whether a snapshot that was taken for one subscriber does for all of the same key and audience. */
  readonly sharesSnapshots: boolean;
  /** Whether a state can be given to others as well; any can unless told. */
  isWhole?(state: S): boolean;
  /** Executes the operation on a frame. Rejects when the database is away. */
  render(frame: Frame<S>): Promise<Payload>;
}

/**
 * One subscription that is written to its sink. It is alone while it opens and while it catches up, pulling frames as
 * the client reads them; once it lacks nothing it is a member of its group and holds nothing but its place in there. As
 * an iterator it gives nothing: it ends when the subscription ends, and rejects when that failed.
 */
export class Feed<S, Payload>
  implements AsyncIterableIterator<never, StreamEnd>, Member<Payload>, Company<S>
{
  readonly #ended = Promise.withResolvers<IteratorResult<never, StreamEnd>>();
  readonly #channel: Channel;
  #key: string;
  #listener: Listener | null = null;
  #group: Group<Payload> | null = null;
  /** Ends what is read while the subscription is alone. */
  #alone: AbortController | null = null;
  #isStarted = false;
  #isEnded = false;

  constructor(
    private readonly fanOut: FanOut<Payload>,
    private readonly hub: Hub,
    key: string,
    private readonly source: FeedSource<S, Payload>,
    private readonly sink: Sink<Payload>,
  ) {
    this.#key = key;
    this.#channel = hub.join(source.stream);
    this.#ended.promise.catch(() => undefined);
  }

  get listener(): Listener {
    if (!this.#listener) {
      throw new Error('a feed has no listener before it is opened');
    }
    return this.#listener;
  }

  get isSlow(): boolean {
    return this.sink.isSlow;
  }

  next(): Promise<IteratorResult<never, StreamEnd>> {
    if (!this.#isStarted && !this.#isEnded) {
      this.#isStarted = true;
      this.#goAlone((subscription) => subscription.frames());
    }
    return this.#ended.promise;
  }

  async return(): Promise<IteratorResult<never, StreamEnd>> {
    this.close({ code: 'CLOSED' });
    return this.#ended.promise;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close({ code: 'CLOSED' });
  }

  async snapshot(): Promise<StateSnapshot<S>> {
    const { source } = this;
    const read = (): Promise<StateSnapshot<S>> => this.hub.guard(source.snapshot());
    if (!source.sharesSnapshots) {
      return read();
    }
    const shared = (await this.#joinGroup().snapshots.ask(read)) as StateSnapshot<S>;
    return source.isWhole?.(shared.state) === false ? read() : shared;
  }

  render(frame: SharedFrame): Promise<Payload> {
    this.hub.metrics.executed();
    return this.#patiently(frame);
  }

  write(payload: Payload): void {
    this.sink.write(payload);
  }

  announceEnd(at: Date): void {
    this.#patiently({ kind: 'AuthExpiring', at }).then(
      (payload) => this.#isEnded || this.write(payload),
      (error) => this.#fail(error),
    );
  }

  depart(standing: Standing, departure: Departure): void {
    const since = this.hub.clock.now();
    if ('slow' in departure) {
      this.hub.metrics.fellBehind();
      this.fanOut.lags(this, () => this.#channel.delivered - standing.seq);
    }
    this.#goAlone(async function* (subscription, hub) {
      const isTooLate = 'slow' in departure && hub.clock.now() - since > hub.limits.lag;
      const gap = 'gap' in departure ? departure.gap : null;
      return yield* subscription.framesFrom(standing, isTooLate ? 'TOO_FAR_BEHIND' : gap);
    });
  }

  refuse(): void {
    this.close({ code: 'REFUSED' });
  }

  /** Ends for a reason, once, in this turn. */
  close(end: StreamEnd): void {
    if (this.#finish()) {
      this.#ended.resolve({ done: true, value: end });
    }
  }

  #fail(error: unknown): void {
    if (this.#finish()) {
      this.#ended.reject(error);
    }
  }

  #finish(): boolean {
    if (this.#isEnded) {
      return false;
    }
    this.#isEnded = true;
    this.#alone?.abort();
    this.#leaveGroup();
    this.hub.leave(this.#channel);
    this.fanOut.closed(this);
    return true;
  }

  /** Tells frames for this subscriber alone, until it lacks nothing. */
  #goAlone(
    start: (subscription: Subscription<S>, hub: Hub) => AsyncGenerator<Frame<S>, FramesEnd, undefined>,
  ): void {
    if (this.#isEnded) {
      return;
    }
    const alone = new AbortController();
    this.#alone = alone;
    const known = this.#listener ?? undefined;
    const subscription = new Subscription(this.hub, this.#channel, this.source, alone.signal, this, known);
    this.#listener = subscription.listener;
    this.#tell(start(subscription, this.hub)).catch((error) => this.#fail(error));
  }

  /** While the client does not read, nothing is read or rendered for it, nor kept. */
  async #tell(frames: AsyncGenerator<Frame<S>, FramesEnd, undefined>): Promise<void> {
    for (let isGoingOn = true; isGoingOn; ) {
      await this.sink.writable();
      isGoingOn = !this.#isEnded && (await this.#tellNext(frames));
    }
  }

  /** Tells one frame; false when there is none to be told any more. */
  async #tellNext(frames: AsyncGenerator<Frame<S>, FramesEnd, undefined>): Promise<boolean> {
    const next = await frames.next();
    if (this.#isEnded) {
      return false;
    }
    if (next.done) {
      this.#alone = null;
      if (next.value.code === 'CURRENT') {
        this.fanOut.lagsNoMore(this);
        this.#joinGroup().enter(this, next.value.standing);
      } else {
        this.close(next.value);
      }
      return false;
    }
    const payload = await this.#rendered(next.value);
    // Others on the same connection may have written meanwhile.
    while (this.sink.isSlow && !this.#isEnded) {
      await this.sink.writable();
    }
    if (this.#isEnded) {
      return false;
    }
    this.sink.write(payload);
    return true;
  }

  #rendered(frame: Frame<S>): Promise<Payload> {
    switch (frame.kind) {
      case 'Events':
        return this.#joinGroup().rendered.of(frame, () => this.render(frame));
      case 'Snapshot':
        return this.#joinGroup().rendered.ofState(frame.state, () => this.#patiently(frame));
      default:
        return this.#patiently(frame);
    }
  }

  /**
   * Executes a frame, again and again while the database is away. Others may wait for it as well, so it goes on when this
   * subscriber has left.
   */
  #patiently(frame: Frame<S>): Promise<Payload> {
    return this.hub.patiently(() => this.source.render(frame), new AbortController().signal);
  }

  /** The group of the present audience, which may be another one than before. */
  #joinGroup(): Group<Payload> {
    const group = this.fanOut.join(this.#channel, this.#key, this.listener.right.audience, this.source);
    this.#leaveGroup();
    this.#group = group;
    // One text for all members.
    this.#key = group.key;
    return group;
  }

  #leaveGroup(): void {
    if (this.#group) {
      this.#group.remove(this);
      this.fanOut.leave(this.#group);
      this.#group = null;
    }
  }
}
