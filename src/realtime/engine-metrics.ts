import type { ResetReason } from './position.js';

/**
 * Port: what the engine tells of its work while it does it, to be counted by whoever measures. Nothing of it names a
 * stream, an object or a person. None of these may throw or wait: they are called on the path of every frame.
 */
export interface EngineMetrics {
  /**
   * A batch of events was handed to connections.
   * @param receivers how many connections
   * @param lag milliseconds from the youngest event's instant to the hand-over, both by the database's clock
   */
  delivered(receivers: number, lag: number): void;
  /** The selection of a group, or of one subscriber that shares with nobody, was executed for a batch of events. */
  executed(): void;
  /** A subscription went on from its cursor; so many events were missed and are told first. */
  recovered(events: number): void;
  /** A subscription was given the state of its stream. */
  snapshotTaken(): void;
  /** A subscription could not be continued from its cursor. */
  reset(reason: ResetReason): void;
  /** A connection does not read as fast as its stream goes: only its place is kept from now on. */
  fellBehind(): void;
  /** Such a connection reads again; so many events had to be read for it from the log. */
  caughtUp(events: number): void;
  /** A connection that did not get on with what it was told was closed. */
  slowConsumerClosed(): void;
  /** The log was read for a stream; so many events came. */
  logRead(events: number, purpose: ReadPurpose): void;
  /** Other nodes were told of so many streams or topics. */
  hintsPublished(count: number): void;
  /** Other nodes have told of so many streams or topics. */
  hintsReceived(count: number): void;
  /** Events fell into the log's default partition, because the one of their day was not there. */
  partitionMissing(): void;
}

/** Why the log is read: to follow what is written elsewhere, or for subscribers that missed more than is in memory. */
export type ReadPurpose = 'FOLLOW' | 'REPLAY';

/** What the engine can say of itself whenever it is asked, for readiness and metrics. */
export interface EngineReadings {
  /** True while the heads of the streams can be read. */
  readonly healthy: boolean;
  /** Milliseconds since they were last read; null when they never were. */
  readonly headsAge: number | null;
  /** Streams with a subscriber on this node. */
  readonly streams: number;
  readonly subscribers: number;
  /** Groups of subscribers that are served by one execution. */
  readonly groups: number;
  /** Subscribers that do not read as fast as their stream goes. */
  readonly lagging: number;
  /** How many events the last of them is behind; 0 when nobody is. */
  readonly furthestBehind: number;
}

const nothing = (): void => {};

/** Counts nothing. */
export const unmeasured: EngineMetrics = {
  delivered: nothing,
  executed: nothing,
  recovered: nothing,
  snapshotTaken: nothing,
  reset: nothing,
  fellBehind: nothing,
  caughtUp: nothing,
  slowConsumerClosed: nothing,
  logRead: nothing,
  hintsPublished: nothing,
  hintsReceived: nothing,
  partitionMissing: nothing,
};
