import type { SequenceFaults } from '../wire/sequence-checker.js';
import type { Receipts } from '../wire/receipts.js';
import type { DialectName } from './dialect.js';
import type { Address } from './raw-socket.js';

/** Sockets that are alike: they ask the same of the same server. */
export interface SocketGroup {
  readonly name: string;
  readonly count: number;
  readonly address: Address;
  readonly dialect: DialectName;
  /** The first event to expect, where events come as soon as a socket is live. */
  readonly first?: number;
}

/** What the load generator is told to do. Each is answered once. */
export type Order =
  /** Opens sockets, so many of them at once. */
  | { readonly do: 'connect'; readonly groups: readonly SocketGroup[]; readonly atOnce: number }
  /** From now on events are expected: the first sequence of each group, in the order in which they were connected. */
  | { readonly do: 'expect'; readonly first: readonly number[] }
  | { readonly do: 'count' }
  /** Waits until all groups have these sequences, or the milliseconds are over, and tells what came. */
  | { readonly do: 'finish'; readonly last: readonly number[]; readonly within: number }
  | { readonly do: 'disconnect' };

/** What came to a group. */
export interface GroupResult {
  readonly name: string;
  readonly sockets: number;
  readonly events: readonly Receipts[];
  readonly faults: SequenceFaults;
}

/** What the generator has done so far. */
export interface Count {
  /** Events that came, each socket's counted. */
  readonly delivered: number;
  /** Bytes of messages with events. */
  readonly bytes: number;
  readonly messages: number;
  /** Milliseconds of processor time of the generator. */
  readonly processorTime: number;
}

/** The answers, by order. */
export interface Answers {
  /** When the first connection was begun, by the monotonic clock. */
  readonly connect: { readonly startedAt: number };
  readonly expect: null;
  readonly count: Count;
  readonly finish: { readonly groups: readonly GroupResult[]; readonly lostSockets: readonly string[]; readonly isComplete: boolean };
  readonly disconnect: null;
}

/** An answer on its way; `failed` where the order could not be carried out. */
export type Reply = { readonly answer: unknown } | { readonly failed: string };
