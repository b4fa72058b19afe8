import type { StoredEvent } from './event.js';
import type { Position, StreamHead } from './position.js';

/** What an append wrote: the events in the order given, and the position that each touched stream reached. */
export interface StoredAppend {
  readonly events: readonly StoredEvent[];
  readonly positions: readonly Position[];
}

/** The heads of several streams at one instant of the database. */
export interface Heads {
  /** The database's clock. */
  readonly at: Date;
  /** The epoch of positions in streams that were never used; the same in the whole installation. */
  readonly unbornEpoch: string;
  readonly generation: number;
  /** By key; a stream that was never used is absent. */
  readonly heads: ReadonlyMap<string, StreamHead>;
}

/** Events after a sequence, whole transactions only, with the head of the same instant. */
export interface LogPage {
  /** Null when the stream has no counter row. */
  readonly head: StreamHead | null;
  readonly events: readonly StoredEvent[];
}

/** The log as the hub reads it. Each call sees everything that was committed before it began. */
export interface StreamLog {
  /** The heads of the streams; one that was never used is absent. */
  heads(keys: readonly string[]): Promise<Heads>;
  /** The heads of the streams; one that was never used is given its counter row. */
  settledHeads(keys: readonly string[]): Promise<Heads>;
  /** One page of a stream's events: about so many of them. */
  page(key: string, after: number, size: number): Promise<LogPage>;
  /** The last event of any of the types up to a sequence; 0 when none is kept. */
  lastOf(key: string, types: readonly string[], upTo: number): Promise<number>;
}

/** A state and the head of its stream, both from one snapshot of the database. */
export interface StateSnapshot<S> {
  /** The database's clock. */
  readonly at: Date;
  readonly head: StreamHead;
  readonly state: S;
}
