import type { SocketGroup } from '../load/orders.js';

/** A server that is measured, running. */
export interface RunningServer {
  readonly pid: number;
  /** So many sockets that ask for its events, in so many audiences of the same size. */
  sockets(count: number, audiences?: number): readonly SocketGroup[];
  /** So many sockets that ask as a client asks that waits: nothing in it is there to make events longer. */
  idleSockets(count: number): readonly SocketGroup[];
  /** The sequence that the next event will have. */
  nextSequence(): Promise<number>;
  /** Has it publish, at times that are fixed beforehand; resolves when the last event is published. */
  publish(events: number, perSecond: number): Promise<void>;
  /** When events were published that do not tell it themselves, in milliseconds of the monotonic clock, by sequence. */
  publicationTimes(first: number, last: number): Promise<ReadonlyMap<number, number>>;
  /** Bytes of memory that it has resident after its garbage was collected. */
  residentMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** A server that is measured. */
export interface Contestant {
  readonly name: string;
  /** Starts it behind the words that put it on its core. Throws with its words when it does not start. */
  start(core: readonly string[]): Promise<RunningServer>;
}
