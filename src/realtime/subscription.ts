import type { Channel } from './channel.js';
import { decodeCursor, type InvalidCursor } from './cursor.js';
import type { DeliveredEvent, Frame, StreamEnd } from './frame.js';
import { framePart } from './frame-part.js';
import type { Hub } from './hub.js';
import { Listener } from './listener.js';
import type { Company, Listening } from './listening.js';
import { gapBetween, type ResetReason } from './position.js';
import { Remainder } from './remainder.js';
import { cursorAt, type Standing } from './standing.js';
import type { FramesEnd, Located, Next, Told } from './subscription-step.js';

/** Milliseconds between two looks whether a checkpoint can be given, while the database is away. */
const checkpointRetry = 1_000;

/**
 * One subscriber: a place in the stream, nothing more. What it lacks is read when it asks for the next frame. In company
 * its frames go only until all that was missed has been told, else to the end of the subscription.
 */
export class Subscription<S> {
  readonly listener: Listener;
  #lastFrame = 0;
  #hidden = 0;

  constructor(
    private readonly hub: Hub,
    private readonly channel: Channel,
    private readonly listening: Listening<S>,
    private readonly signal: AbortSignal,
    private readonly company: Company<S> | null = null,
    listener?: Listener,
  ) {
    this.listener = listener ?? new Listener(hub, listening);
  }

  /** All frames, from `Ready` on. Throws when the signal is aborted, and what `authorise` and `snapshot` throw. */
  async *frames(): AsyncGenerator<Frame<S>, FramesEnd, undefined> {
    if (!(await this.listener.admit(this.signal))) {
      return { code: 'REFUSED' };
    }
    this.signal.throwIfAborted();
    const start = yield* this.#open();
    return 'code' in start ? start : yield* this.#follow(start);
  }

  /** The frames that follow on a place; with a gap, after the `Reset` that it means. */
  async *framesFrom(standing: Standing, gap: ResetReason | null): AsyncGenerator<Frame<S>, FramesEnd, undefined> {
    const start = gap === null ? standing : yield* this.#reset(gap);
    return 'code' in start ? start : yield* this.#follow(start);
  }

  async *#follow(start: Standing): AsyncGenerator<Frame<S>, FramesEnd, undefined> {
    const remainder = new Remainder(this.hub.clock, this.hub.limits.keepPage);
    let standing = start;
    for (;;) {
      const step = await this.#step(standing, remainder);
      if ('code' in step) {
        return step;
      }
      if ('gap' in step) {
        const again = yield* this.#reset(step.gap);
        if ('code' in again) {
          return again;
        }
        standing = again;
        continue;
      }
      const at = this.listener.takeNotice();
      if (at) {
        yield { kind: 'AuthExpiring', at };
      }
      if (step.events.length > 0) {
        standing = yield* this.#tell(standing, step.events);
      } else {
        yield { kind: 'Checkpoint', cursor: this.#cursorAt(standing), serverTime: this.hub.serverTime };
      }
    }
  }

  /** What is to be told next, as the right to listen allows it. A function of its own: what else it reads ends with it. */
  async #step(standing: Standing, remainder: Remainder): Promise<Told | FramesEnd> {
    const { limits, clock } = this.hub;
    this.#lastFrame = clock.now();
    const rest = remainder.take();
    // For one who takes it so slowly that it was let go, no more is read than is told next.
    const size = rest === 'LET_GO' ? limits.frame : limits.page;
    const isGoingOn = rest !== 'LET_GO' && rest.length > 0 && standing.term === this.channel.term;
    const next = isGoingOn ? { events: rest } : await this.#next(standing, size);
    if ('current' in next) {
      return { code: 'CURRENT', standing };
    }
    if ('gap' in next) {
      return next;
    }
    const all = 'events' in next ? next.events : [];
    const events = framePart(all, limits.frame);
    const right = await this.listener.renew(events, this.signal);
    if (right === 'ENDED') {
      return { code: 'REFUSED' };
    }
    if (right === 'CHANGED') {
      return { gap: 'PERMISSION' };
    }
    remainder.keep(all.slice(events.length));
    return { events };
  }

  /** Tells what the filter lets through; of a long run that it does not, at least the place. */
  async *#tell(
    standing: Standing,
    events: readonly DeliveredEvent[],
  ): AsyncGenerator<Frame<S>, Standing, undefined> {
    const { filter } = this.listening;
    const visible = filter.visible(events, standing.head, standing.told);
    const seq = events.at(-1)?.seq ?? standing.seq;
    const reached = { ...standing, seq, told: visible.at(-1)?.seq ?? standing.told };
    this.#hidden = visible.length > 0 ? 0 : this.#hidden + events.length;
    if (visible.length > 0) {
      yield { kind: 'Events', cursor: cursorAt(reached, filter.hash), events: visible };
    } else if (this.#hidden >= this.hub.limits.hidden) {
      this.#hidden = 0;
      yield { kind: 'Checkpoint', cursor: cursorAt(reached, filter.hash), serverTime: this.hub.serverTime };
    }
    return reached;
  }

  /** Ready, and a snapshot unless the stream goes on from the cursor. */
  async *#open(): AsyncGenerator<Frame<S>, Standing | StreamEnd, undefined> {
    const { after, onGap } = this.listening;
    let reason: ResetReason | null = null;
    if (after !== null) {
      const found = await this.#locate(after);
      if (found.reason === null) {
        const { standing, at } = found;
        const replayed = standing.head.head - standing.seq;
        this.hub.metrics.recovered(replayed);
        yield this.#ready(standing, at, { recovered: true, replayed });
        return standing;
      }
      reason = found.reason;
      this.hub.metrics.reset(reason);
      if (onGap === 'ERROR') {
        const { head, at } = found;
        const standing = { head, seq: head.head, term: this.channel.term, told: head.head };
        yield this.#ready(standing, at, { recovered: false, replayed: 0 });
        yield { kind: 'Reset', reason, cursor: this.#cursorAt(standing) };
        return { code: 'UNRECOVERABLE_POSITION', reason };
      }
    }
    const taken = await this.#takeSnapshot();
    if ('code' in taken) {
      return taken;
    }
    const cursor = this.#cursorAt(taken.standing);
    yield this.#ready(taken.standing, taken.at, { recovered: false, replayed: 0 });
    if (reason) {
      yield { kind: 'Reset', reason, cursor };
    }
    yield { kind: 'Snapshot', cursor, state: taken.state };
    return taken.standing;
  }

  #ready(standing: Standing, serverTime: Date, rest: { recovered: boolean; replayed: number }): Frame<S> {
    const { sessionEnd } = this.listener.right;
    return { kind: 'Ready', cursor: this.#cursorAt(standing), serverTime, sessionEnd, ...rest };
  }

  /** The gap cannot be closed: says so, and begins anew or ends. */
  async *#reset(reason: ResetReason): AsyncGenerator<Frame<S>, Standing | StreamEnd, undefined> {
    this.hub.metrics.reset(reason);
    if (this.listening.onGap === 'ERROR') {
      yield { kind: 'Reset', reason };
      return { code: 'UNRECOVERABLE_POSITION', reason };
    }
    const taken = await this.#takeSnapshot();
    if ('code' in taken) {
      return taken;
    }
    const cursor = this.#cursorAt(taken.standing);
    yield { kind: 'Reset', reason, cursor };
    yield { kind: 'Snapshot', cursor, state: taken.state };
    return taken.standing;
  }

  /** Finds the cursor's place in the stream as it is now. */
  async #locate(after: string): Promise<Located> {
    for (;;) {
      const ticket = this.channel.ticket();
      const { at, heads } = await this.hub.freshHeads(this.listening.stream, this.signal);
      const head = heads.get(this.listening.stream);
      if (!head || !this.channel.observe(head, ticket)) {
        continue;
      }
      this.hub.seen(at);
      const { term } = this.channel;
      const position = decodeCursor(after, this.listening.stream);
      if ('invalid' in position) {
        return { at, head, reason: this.#reasonOf(position.invalid) };
      }
      if (!this.listening.filter.continues(position.filter)) {
        return { at, head, reason: 'FILTER_CHANGED' };
      }
      const reason = gapBetween(position, head, this.hub.limits.replay);
      if (reason) {
        return { at, head, reason };
      }
      const { seq } = position;
      return { at, head, reason: null, standing: { head, seq, term, told: await this.#toldAt(seq) } };
    }
  }

  #reasonOf(invalid: InvalidCursor): ResetReason {
    if (invalid === 'OTHER_OF_FAMILY') {
      return this.listening.isPersonal ? 'OTHER_PERSON' : 'OTHER_STREAM';
    }
    return invalid;
  }

  /** The last event up to a place that the filter lets through. */
  async #toldAt(seq: number): Promise<number> {
    const { filter, stream } = this.listening;
    return filter.types === null ? seq : this.hub.lastOf(stream, filter.types, seq, this.signal);
  }

  /** The state now, as the right to listen lets it be seen that holds after the reading: the state may be the younger. */
  async #takeSnapshot(): Promise<{ at: Date; state: S; standing: Standing } | StreamEnd> {
    for (;;) {
      const ticket = this.channel.ticket();
      const { audience } = this.listener.right;
      const { at, head, state } = await this.hub.patiently(() => (this.company ?? this.listening).snapshot(), this.signal);
      if (!(await this.listener.admit(this.signal))) {
        return { code: 'REFUSED' };
      }
      if (audience === this.listener.right.audience && this.channel.observe(head, ticket)) {
        this.hub.seen(at);
        this.hub.metrics.snapshotTaken();
        const { term } = this.channel;
        return { at, state, standing: { head, seq: head.head, term, told: await this.#toldAt(head.head) } };
      }
    }
  }

  /** What comes next: events, the end of the history, that nothing is lacking, or a long quiet. */
  async #next(standing: Standing, size: number): Promise<Next> {
    for (;;) {
      this.signal.throwIfAborted();
      const step = this.channel.since(standing);
      if (step.kind === 'EVENTS') {
        return step;
      }
      if (step.kind === 'GAP') {
        return { gap: step.reason };
      }
      if (step.kind === 'READ') {
        const page = await this.channel.page(standing.seq, size);
        // A page of another term is of another history, or outdated: the tail knows by now. And one that was asked for
        // before there was anything to read lacks what has come since: only the floor tells of what is gone for good.
        if (page.term === standing.term && page.events[0]?.seq === standing.seq + 1) {
          return page;
        }
        if (page.term === standing.term && page.floor > standing.seq) {
          return { gap: 'RETENTION' };
        }
      } else if (this.company) {
        return { current: true };
      } else if (!(await this.#moved(standing))) {
        return { quiet: true };
      }
    }
  }

  async #moved(standing: Standing): Promise<boolean> {
    const { clock, limits } = this.hub;
    for (;;) {
      const rest = Math.min(
        this.#lastFrame + limits.checkpoint - clock.now(),
        Math.max(0, this.listener.due - this.hub.serverTime.getTime()),
      );
      if (await this.channel.moved(standing, rest > 0 ? rest : checkpointRetry, this.signal)) {
        return true;
      }
      if (this.hub.isHealthy) {
        return false;
      }
    }
  }

  #cursorAt(standing: Standing): string {
    return cursorAt(standing, this.listening.filter.hash);
  }
}
