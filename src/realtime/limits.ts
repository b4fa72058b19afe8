/** The sizes and times of the stream engine; milliseconds and counts of events. */
export interface StreamLimits {
  /** Events of each active stream kept in memory. */
  readonly ring: number;
  /** Events that one read of the log asks for, but for one who is slow: that is read for frame by frame. */
  readonly page: number;
  /** Events of one frame for a subscriber that catches up; more only where one transaction has more. */
  readonly frame: number;
  /** Above so many missed events a snapshot is sent instead. */
  readonly replay: number;
  /** Between two looks at the heads of the active streams. */
  readonly poll: number;
  /** Waiting for a commit of this process that is heard out of order, before the log is read. */
  readonly settle: number;
  /** Quiet after which a checkpoint is sent. */
  readonly checkpoint: number;
  /** Between two reads that are shared by all who ask meanwhile: of a head, a state, or the right of the public. */
  readonly gather: number;
  /** After which a read of the log counts as failed. */
  readonly read: number;
  /** Events that a filter keeps back before a checkpoint tells of the place. */
  readonly hidden: number;
  /** Before the end of a session, when it is announced. */
  readonly expiryNotice: number;
  /** Subscribers that are written to in one turn. */
  readonly slice: number;
  /** For which a stream stays active after its last subscriber has left. */
  readonly keep: number;
  /** Streams that stay active without subscribers. */
  readonly keptStreams: number;
  /**
   * For which a page of the log is kept for others who come back and stand within it, and what was read for a subscriber
   * beyond the frame that it takes.
   */
  readonly keepPage: number;
  /** Pages that are kept of each active stream. */
  readonly keptPages: number;
  /** For which a subscriber may be too slow to be written to, before it is given a snapshot instead of what it missed. */
  readonly lag: number;
}

/** The limits that hold unless configuration says otherwise. */
export const defaultLimits: StreamLimits = {
  ring: 256,
  page: 500,
  frame: 64,
  replay: 5_000,
  poll: 500,
  settle: 2,
  checkpoint: 15_000,
  gather: 20,
  read: 10_000,
  hidden: 1_000,
  expiryNotice: 60_000,
  slice: 500,
  keep: 15_000,
  keptStreams: 256,
  keepPage: 1_000,
  keptPages: 4,
  lag: 60_000,
};
