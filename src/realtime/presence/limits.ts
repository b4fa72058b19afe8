/** The times and sizes of presence; milliseconds and counts of people. */
export interface PresenceLimits {
  /** How long a node is taken to live after it last said so, by the database's clock. */
  readonly lease: number;
  /** Between two renewals of the lease. */
  readonly renew: number;
  /** After which a failed statement is tried again. */
  readonly retry: number;
  /** After which a statement counts as failed. */
  readonly answer: number;
  /** How long somebody whose connection broke is still shown, so that a quick return is not seen. */
  readonly grace: number;
  /** Between two writes of this node: with it, at most ten states a second of one connection. */
  readonly write: number;
  /** Between two looks at the rooms that have changed. */
  readonly look: number;
  /** Between two looks at all rooms, for what no hint told. */
  readonly digest: number;
  /** Between two looks at the right of one subscriber to be there. */
  readonly right: number;
  /** Up to so many people a room is told by name; above, their number alone. */
  readonly listed: number;
  /** A room that was too large is told by name again from here on, so that it does not change at every door. */
  readonly listedAgain: number;
}

/** The limits that hold unless others are given. */
export const presenceLimits: PresenceLimits = {
  lease: 15_000,
  renew: 5_000,
  retry: 1_000,
  answer: 5_000,
  grace: 3_000,
  write: 100,
  look: 250,
  digest: 10_000,
  right: 15_000,
  listed: 200,
  listedAgain: 180,
};

/** The greatest length of a client's state, in bytes of its JSON as UTF-8. */
export const stateBytes = 2_048;
