import type { StoredEvent } from '../event.js';
import type { Position } from '../position.js';
import type { StoredAppend } from '../stream-log.js';

/** What a node hears of another: where a stream stands now, with the events that led there when the bus carries them. */
export interface StreamHint {
  readonly position: Position;
  /** The whole of one commit's events in the stream; null when the log has to be read. */
  readonly events: readonly StoredEvent[] | null;
}

/** Something else than a stream has changed, such as who is present; `detail` is for whoever knows the topic. */
export interface TopicHint {
  /** 1 to 200 characters. */
  readonly topic: string;
  /** Up to 4,000 bytes; what is longer arrives as an empty text, which says: look for yourself. */
  readonly detail: string;
}

/** Who is told what comes over the bus. None of these may throw. */
export interface BusListener {
  /** Another node has committed. */
  stream(hint: StreamHint): void;
  /** Another node has announced a change of a topic. */
  topic(hint: TopicHint): void;
  /**
   * Hints may have been missed, as after a lost connection: look at everything once. The bus says that it is healthy
   * when that is done.
   */
  missed(): Promise<void> | void;
}

/** How a bus is, for readiness and metrics. A bus that is down makes changes late, never lost. */
export interface BusHealth {
  readonly healthy: boolean;
  /** Which one: `postgres`, `nats` or `none`. */
  readonly name: string;
  /** Messages that could not be understood or were not of a node of this installation, since the start. */
  readonly ignored: number;
}

/**
 * Carries hints between nodes. It may lose, double and reorder whatever it carries: order and completeness are checked
 * by sequence against the log, and the poll of the heads finds what no hint told.
 */
export interface HintBus {
  /** Begins to listen; resolves when it hears, or as soon as it has to try again later. Never rejects. */
  start(listener: BusListener): Promise<void>;
  /** Tells the other nodes of a commit, after it and merged with its neighbours. Never throws, never waits. */
  committed(append: StoredAppend): void;
  /** Tells the other nodes that a topic has changed. Never throws, never waits. */
  announce(hint: TopicHint): void;
  health(): BusHealth;
  /** Ends; resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}
