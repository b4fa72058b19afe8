/** The state of a stream, and where in the stream it stands: one value, never kept in parts. */
export interface Kept<State> {
  readonly state: State;
  /** The cursor of the last frame that was applied. */
  readonly cursor: string;
  /** The number of the last event that was applied; null while only a snapshot was. */
  readonly seq: number | null;
}

/**
 * Keeps the states of streams. A store belongs to one account: whoever signs in with another one gets another store,
 * or a cleared one.
 */
export interface StreamStore {
  /** What is kept under a key; null for nothing. */
  load(key: string): Promise<Kept<unknown> | null>;
  /** Keeps state, cursor and number in one write: after a crash it is all of it, or all of what was there before. */
  save(key: string, kept: Kept<unknown>): Promise<void>;
  /** Forgets what is kept under a key. */
  remove(key: string): Promise<void>;
}
