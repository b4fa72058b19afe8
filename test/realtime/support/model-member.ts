import { randomUUID } from 'node:crypto';
import type { FanOut } from '../../../src/realtime/fan-out/fan-out.js';
import type { Feed } from '../../../src/realtime/fan-out/feed.js';
import type { Sink } from '../../../src/realtime/fan-out/sink.js';
import type { Frame, StreamEnd } from '../../../src/realtime/frame.js';
import type { Hub } from '../../../src/realtime/hub.js';
import { type ListeningRight, rightOfEveryone } from '../../../src/realtime/listening-right.js';
import type { StreamLimits } from '../../../src/realtime/limits.js';
import type { ResetReason } from '../../../src/realtime/position.js';
import { ModelClient } from './model-client.js';
import type { ModelClock } from './model-clock.js';
import type { ModelLog } from './model-log.js';

type ModelFrame = Frame<readonly string[]>;

/** A socket that can be full. */
class ModelSink implements Sink<ModelFrame> {
  readonly #waiting: (() => void)[] = [];
  isSlow = false;

  constructor(private readonly take: (frame: ModelFrame) => void) {}

  write(frame: ModelFrame): void {
    this.take(frame);
  }

  writable(): Promise<void> {
    return this.isSlow ? new Promise((resolve) => void this.#waiting.push(resolve)) : Promise.resolve();
  }

  empty(): void {
    this.isSlow = false;
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }
}

/**
 * A client that is told together with others. Its right can be taken away at a place of the log: nothing that was
 * committed after that may reach it, however late anybody hears of it.
 */
export class ModelMember extends ModelClient {
  #feed: Feed<readonly string[], ModelFrame> | null = null;
  #sink: ModelSink | null = null;
  /** Where the right ended: the history and the last event that may be told; null while there is a right. */
  #ended: { readonly epoch: string; readonly head: number } | null = null;
  #version = 0;
  readonly #account = randomUUID();
  /** When it first stopped to read since it was told something. */
  #stalledAt = Infinity;

  constructor(
    key: string,
    log: ModelLog,
    private readonly clock: ModelClock,
    private readonly limits: StreamLimits,
  ) {
    super(key, log, limits.replay);
  }

  /** Its account, and what the database has as the version of the account's rights. */
  get access(): readonly [string, string] {
    return [this.#account, String(this.#version)];
  }

  override connect(hub: Hub, fanOut: FanOut<ModelFrame>): void {
    if (this.#feed || this.#ended) {
      return;
    }
    const sink = new ModelSink((frame) => this.#sink === sink && this.apply(frame));
    const source = {
      ...this.begin(),
      sharesSnapshots: true,
      listener: this.access[0],
      authorise: () => this.log.read((): ListeningRight | null => (this.#ended ? null : rightOfEveryone)),
      render: async (frame: ModelFrame) => frame,
    };
    const feed = fanOut.open('all', source, sink);
    this.#sink = sink;
    this.#feed = feed;
    feed.next().then(
      ({ value }) => this.#end(feed, value as StreamEnd),
      (error: unknown) => void this.mistakes.push(String(error)),
    );
  }

  override drop(): void {
    const feed = this.#feed;
    this.#feed = null;
    this.#sink = null;
    void feed?.return();
  }

  /** Reads what waits for it. */
  override pull(): void {
    this.#sink?.empty();
  }

  /** Stops to read. */
  stall(): void {
    if (this.#sink) {
      this.#sink.isSlow = true;
      this.#stalledAt = Math.min(this.#stalledAt, this.clock.now());
    }
  }

  /** Takes the right away, or gives it back. */
  allow(isAllowed: boolean): void {
    const { epoch, head } = this.log.headOf(this.key);
    this.#ended = isAllowed ? null : (this.#ended ?? { epoch, head });
    this.#version += 1;
  }

  /** Whoever does not read for so long is not told what was missed. */
  protected override isNeeded(reason: ResetReason): boolean {
    const isLate = this.clock.now() - this.#stalledAt > this.limits.lag;
    return super.isNeeded(reason) || (reason === 'TOO_FAR_BEHIND' && isLate);
  }

  protected override apply(frame: ModelFrame): void {
    super.apply(frame);
    if (frame.kind !== 'Reset') {
      this.#stalledAt = this.#sink?.isSlow ? this.clock.now() : Infinity;
    }
    const { position } = this;
    if (this.#ended && position?.epoch === this.#ended.epoch && position.seq > this.#ended.head) {
      this.mistakes.push(`told up to ${position.seq}, though the right ended at ${this.#ended.head}`);
    }
  }

  #end(feed: Feed<readonly string[], ModelFrame>, { code }: StreamEnd): void {
    if (this.#feed === feed) {
      this.drop();
      if (code !== 'REFUSED' || !this.#version) {
        this.mistakes.push(`it ended with ${code}`);
      }
    }
  }
}
