import { decodeCursor } from '../../../src/realtime/cursor.js';
import { everyEvent } from '../../../src/realtime/event-filter.js';
import type { DeliveredEvent, Frame } from '../../../src/realtime/frame.js';
import type { FanOut } from '../../../src/realtime/fan-out/fan-out.js';
import { FrameIterator } from '../../../src/realtime/frame-iterator.js';
import type { Hub } from '../../../src/realtime/hub.js';
import type { Position, ResetReason } from '../../../src/realtime/position.js';
import type { Listening } from '../../../src/realtime/listening.js';
import { rightOfEveryone } from '../../../src/realtime/listening-right.js';
import { listen } from '../../../src/realtime/listen.js';
import type { ModelLog } from './model-log.js';

/** Whether the events are whole transactions. */
function isWhole(events: readonly DeliveredEvent[]): boolean {
  const last = events.at(-1);
  return events[0]?.transactionIndex === 0 && last !== undefined && last.transactionIndex === last.transactionSize - 1;
}

/** A client that keeps the cursor with the state it applied, drops its socket, comes back, and checks what it hears. */
export class ModelClient {
  #iterator: FrameIterator<readonly string[]> | null = null;
  #pulling: Promise<void> | null = null;
  #cursor: string | null = null;
  #state: string[] = [];
  #isReady = false;
  #isSnapshotDue = false;
  readonly mistakes: string[] = [];

  constructor(
    readonly key: string,
    protected readonly log: ModelLog,
    private readonly replayLimit: number,
  ) {}

  /** The position of the cursor that it would come back with. */
  get position(): Position | null {
    const position = this.#cursor === null ? null : decodeCursor(this.#cursor, this.key);
    return position && 'seq' in position ? position : null;
  }

  /** Whether it holds exactly the events up to its position, of the history that the position names. */
  get isTrue(): boolean {
    const log = this.log.state(this.key, this.position?.epoch);
    return this.#state.length === (this.position?.seq ?? 0) && this.#state.every((id, n) => id === log[n]);
  }

  /** Whether it holds all that is in the log. */
  get isComplete(): boolean {
    const { epoch, head } = this.log.headOf(this.key);
    return this.position?.epoch === epoch && this.position.seq === head;
  }

  /** What it asks to hear on a new socket: what follows on its cursor. */
  protected begin(): Listening<readonly string[]> {
    this.#isReady = false;
    this.#isSnapshotDue = this.#cursor === null;
    return {
      stream: this.key,
      after: this.#cursor,
      onGap: 'SNAPSHOT',
      filter: everyEvent,
      isPersonal: false,
      listener: null,
      mayChangeRight: () => false,
      authorise: async () => rightOfEveryone,
      snapshot: () => this.log.snapshot(this.key),
    };
  }

  /** Opens a socket, from the cursor if there is one. */
  connect(hub: Hub, _fanOut: FanOut<Frame<readonly string[]>>): void {
    if (this.#iterator) {
      return;
    }
    const listening = this.begin();
    this.#iterator = new FrameIterator((signal) => listen(hub, listening, signal), new AbortController().signal);
  }

  /** Drops the socket: a frame on its way is lost. */
  drop(): void {
    void this.#iterator?.return();
    this.#iterator = null;
    this.#pulling = null;
  }

  /** Loses what it holds, as a browser that is opened anew: it begins with the state as it is now. */
  forget(): void {
    this.drop();
    this.#cursor = null;
    this.#state = [];
  }

  /** Asks for the next frame, unless it is waiting for one. */
  pull(): void {
    const iterator = this.#iterator;
    if (!iterator || this.#pulling) {
      return;
    }
    const pulling = iterator.next().then(
      (next) => {
        if (this.#iterator === iterator && !next.done) {
          this.#pulling = null;
          this.apply(next.value);
        }
      },
      (error: unknown) => void this.mistakes.push(String(error)),
    );
    this.#pulling = pulling;
  }

  /** Takes a frame, and checks that it is in its place. */
  protected apply(frame: Frame<readonly string[]>): void {
    this.#check((frame.kind === 'Ready') !== this.#isReady, `${frame.kind} is out of its place`);
    switch (frame.kind) {
      case 'Ready':
        this.#isReady = true;
        this.#isSnapshotDue = !frame.recovered;
        this.#check(frame.recovered ? frame.cursor === this.#cursor : frame.replayed === 0, 'Ready is wrong');
        return;
      case 'Reset':
        this.#checkReset(frame.reason);
        this.#isSnapshotDue = true;
        return;
      case 'Snapshot':
        this.#check(this.#isSnapshotDue, 'a snapshot nobody needs');
        this.#isSnapshotDue = false;
        this.#state = [...frame.state];
        break;
      case 'Events':
        this.#check(!this.#isSnapshotDue, 'events before the snapshot');
        this.#check(frame.events.length > 0, 'no events');
        for (const event of frame.events) {
          this.#check(event.prev === this.#state.length, `prev ${event.prev} after ${this.#state.length}`);
          this.#check(event.seq === this.#state.length + 1, `seq ${event.seq} after ${this.#state.length}`);
          this.#state.push(event.eventId);
        }
        this.#check(isWhole(frame.events), 'a transaction was split');
        this.#check(frame.cursor === frame.events.at(-1)?.cursor, 'the cursor of the frame is not that of its end');
        break;
      case 'Checkpoint':
        this.#check(frame.cursor === this.#cursor, 'a checkpoint elsewhere');
        break;
      case 'AuthExpiring':
        this.#check(false, 'nobody has a session');
        return;
    }
    this.#cursor = frame.cursor;
  }

  /** Whether the gap cannot be closed, for the reason given. */
  protected isNeeded(reason: ResetReason): boolean {
    const position = this.position;
    const head = this.log.headOf(this.key);
    const isOfHistory = position?.epoch === head.epoch;
    const needed: Partial<Record<ResetReason, boolean>> = {
      EPOCH_CHANGED: !isOfHistory,
      RETENTION: !isOfHistory || this.#state.length < head.floor,
      TOO_FAR_BEHIND: !isOfHistory || head.head - this.#state.length > this.replayLimit,
    };
    return needed[reason] ?? false;
  }

  /** A reset has to be needed: it costs the client what it holds. */
  #checkReset(reason: ResetReason): void {
    const { floor, head } = this.log.headOf(this.key);
    this.#check(this.isNeeded(reason), `Reset ${reason} at ${this.#state.length} of ${floor} to ${head}`);
  }

  #check(holds: boolean | undefined, mistake: string): void {
    if (!holds) {
      this.mistakes.push(mistake);
    }
  }
}
