import type { Channel } from './channel.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { DeliveredEvent, Frame, StreamEnd } from './frame.js';
import type { Hub } from './hub.js';
import { gapBetween, positionOf, type ResetReason, type StreamHead } from './position.js';
import type { StateSnapshot } from './stream-log.js';
import type { Place } from './stream-tail.js';

/** What somebody asks to hear, without the database. */
export interface Listening<S> {
  readonly stream: string;
  /** The cursor to go on from; without one the answer begins with a snapshot. */
  readonly after: string | null;
  readonly onGap: 'SNAPSHOT' | 'ERROR';
  /** Types of events at which the right to listen is looked at again. */
  readonly mayChangeRight: (type: string) => boolean;
  /** Whether the right can end at all: then it is looked at again in the quiet, too. */
  readonly canLoseRight: boolean;
  /** Whether the subscriber may listen now. */
  authorise(): Promise<boolean>;
  /** The state and the head, from one snapshot of the database. */
  snapshot(): Promise<StateSnapshot<S>>;
}

/** Milliseconds between two looks whether a checkpoint can be given, while the database is away. */
const checkpointRetry = 1_000;

/** Where a subscriber stands, with the history that its cursors name. */
interface Standing extends Place {
  readonly head: StreamHead;
}

/** The place of a cursor in the stream as it is, or why it has none. */
type Located = { readonly at: Date; readonly head: StreamHead } & (
  | { readonly reason: ResetReason }
  | { readonly reason: null; readonly standing: Standing }
);

/** What comes next for a subscriber, whatever had to be read or waited for. */
type Next =
  | { readonly events: readonly DeliveredEvent[] }
  | { readonly gap: ResetReason }
  | { readonly quiet: true };

/** One subscriber: a place in the stream, nothing more. What it lacks is read when it asks for the next frame. */
class Subscription<S> {
  #lastFrame = 0;

  constructor(
    private readonly hub: Hub,
    private readonly channel: Channel,
    private readonly listening: Listening<S>,
    private readonly signal: AbortSignal,
  ) {}

  /** The frames, from `Ready` on. Throws when the signal is aborted, and what `authorise` and `snapshot` throw. */
  async *frames(): AsyncGenerator<Frame<S>, StreamEnd, undefined> {
    const start = yield* this.#open();
    if ('code' in start) {
      return start;
    }
    let standing = start;
    for (;;) {
      this.#lastFrame = this.hub.clock.now();
      const next = await this.#next(standing);
      if ('events' in next) {
        if (!(await this.#mayHear(next.events))) {
          return { code: 'REFUSED' };
        }
        const last = next.events.at(-1);
        standing = { ...standing, seq: last?.seq ?? standing.seq };
        yield { kind: 'Events', cursor: last?.cursor ?? cursorAt(standing), events: next.events };
      } else if ('gap' in next) {
        const again = yield* this.#reset(next.gap);
        if ('code' in again) {
          return again;
        }
        standing = again;
      } else {
        if (!(await this.#mayStay())) {
          return { code: 'REFUSED' };
        }
        yield { kind: 'Checkpoint', cursor: cursorAt(standing), serverTime: this.hub.serverTime };
      }
    }
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
        yield { kind: 'Ready', cursor: cursorAt(standing), recovered: true, replayed, serverTime: at };
        return standing;
      }
      reason = found.reason;
      if (onGap === 'ERROR') {
        const cursor = encodeCursor(positionOf(found.head));
        yield { kind: 'Ready', cursor, recovered: false, replayed: 0, serverTime: found.at };
        yield { kind: 'Reset', reason, cursor };
        return { code: 'UNRECOVERABLE_POSITION', reason };
      }
    }
    const taken = await this.#takeSnapshot();
    if ('code' in taken) {
      return taken;
    }
    const cursor = cursorAt(taken.standing);
    yield { kind: 'Ready', cursor, recovered: false, replayed: 0, serverTime: taken.at };
    if (reason) {
      yield { kind: 'Reset', reason, cursor };
    }
    yield { kind: 'Snapshot', cursor, state: taken.state };
    return taken.standing;
  }

  /** The gap cannot be closed: says so, and begins anew or ends. */
  async *#reset(reason: ResetReason): AsyncGenerator<Frame<S>, Standing | StreamEnd, undefined> {
    if (this.listening.onGap === 'ERROR') {
      yield { kind: 'Reset', reason };
      return { code: 'UNRECOVERABLE_POSITION', reason };
    }
    const taken = await this.#takeSnapshot();
    if ('code' in taken) {
      return taken;
    }
    const cursor = cursorAt(taken.standing);
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
      const position = decodeCursor(after, this.listening.stream);
      if ('invalid' in position) {
        return { at, head, reason: position.invalid };
      }
      const reason = gapBetween(position, head, this.hub.limits.replay);
      return reason
        ? { at, head, reason }
        : { at, head, reason: null, standing: { head, seq: position.seq, term: this.channel.term } };
    }
  }

  /** The state now, unless the right to listen has gone meanwhile: the state may be younger than the right. */
  async #takeSnapshot(): Promise<{ at: Date; state: S; standing: Standing } | StreamEnd> {
    for (;;) {
      const ticket = this.channel.ticket();
      const { at, head, state } = await this.hub.patiently(this.listening.snapshot, this.signal);
      if (!(await this.hub.patiently(this.listening.authorise, this.signal))) {
        return { code: 'REFUSED' };
      }
      if (this.channel.observe(head, ticket)) {
        this.hub.seen(at);
        return { at, state, standing: { head, seq: head.head, term: this.channel.term } };
      }
    }
  }

  /** What comes next: events, the end of the history, or a long quiet. */
  async #next(standing: Standing): Promise<Next> {
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
        const page = await this.channel.page(standing.seq);
        // A page of another term is of another history, or outdated: the tail knows by now.
        if (page.term === standing.term) {
          return page.events[0]?.seq === standing.seq + 1 ? page : { gap: 'RETENTION' };
        }
      } else if (!(await this.#moved(standing))) {
        return { quiet: true };
      }
    }
  }

  async #moved(standing: Standing): Promise<boolean> {
    const { clock, limits } = this.hub;
    for (;;) {
      const rest = this.#lastFrame + limits.checkpoint - clock.now();
      if (await this.channel.moved(standing, rest > 0 ? rest : checkpointRetry, this.signal)) {
        return true;
      }
      if (this.hub.isHealthy) {
        return false;
      }
    }
  }

  /** Looks at the right to listen again where an event may have changed it; nothing of that frame is told before. */
  async #mayHear(events: readonly DeliveredEvent[]): Promise<boolean> {
    return (
      !events.some((event) => this.listening.mayChangeRight(event.type)) ||
      (await this.hub.patiently(this.listening.authorise, this.signal))
    );
  }

  /** Whoever has lost the right leaves a quiet stream as well; where nothing can end it, nothing is asked. */
  async #mayStay(): Promise<boolean> {
    return !this.listening.canLoseRight || (await this.hub.patiently(this.listening.authorise, this.signal));
  }
}

/** Authorises, makes the stream active until the signal is aborted, and tells its frames. */
export async function* listen<S>(
  hub: Hub,
  listening: Listening<S>,
  signal: AbortSignal,
): AsyncGenerator<Frame<S>, StreamEnd, undefined> {
  if (!(await hub.patiently(listening.authorise, signal))) {
    return { code: 'REFUSED' };
  }
  signal.throwIfAborted();
  return yield* new Subscription(hub, hub.join(listening.stream, signal), listening, signal).frames();
}

function cursorAt({ head, seq }: Standing): string {
  return encodeCursor({ ...positionOf(head), seq });
}
