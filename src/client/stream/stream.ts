import type { EventsOf, SnapshotOf } from './frame.js';
import type { StreamStatus } from './status.js';

/** What a program does with the frames of a stream. */
export interface StreamHandlers<Data, State> {
  /**
   * Gives the state after a frame: of a snapshot alone, or of the state before and the events that follow on it. It may
   * be called again with the same frame when the program ends before the result is kept, so it does nothing else.
   */
  apply(state: State | undefined, frame: SnapshotOf<Data> | EventsOf<Data>): State | Promise<State>;
  /** A frame was applied and its state is kept; first, without a frame, what was kept before. */
  onState?(state: State, frame: SnapshotOf<Data> | EventsOf<Data> | null): void;
  /** The state is of no use any more, and why (`ResetReason` of the schema); a new one comes with the next snapshot. */
  onReset?(reason: string): void;
  /** The stream stands otherwise than before. */
  onStatus?(status: StreamStatus): void;
  /** The key in the store; made of document and variables unless given. */
  readonly key?: string;
}

/** A stream that is followed until it is closed. */
export interface Stream<State> extends AsyncIterable<State> {
  /** The newest state; undefined before the first snapshot. */
  readonly state: State | undefined;
  /** How the stream stands. */
  readonly status: StreamStatus;
  /** Resolves when the stream has ended. Rejects when it failed. */
  readonly closed: Promise<void>;
  /** The states from now on, beginning with the present one. A slow reader skips some, never the last. */
  [Symbol.asyncIterator](): AsyncGenerator<State, void, undefined>;
  /**
   * Waits until the state holds what a mutation changed, given the `positions` of its payload: true then, false when it
   * took longer than the milliseconds given (10,000 unless given). `Event.cursor` has to be selected for that.
   */
  passed(positions: readonly string[], milliseconds?: number): Promise<boolean>;
  /** Ends the stream; what is kept stays. Resolves when nothing more is applied. */
  close(): Promise<void>;
}
