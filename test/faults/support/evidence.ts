import { hash } from 'node:crypto';

/** What a client of a stream has applied, one line after the other. */
export type ClientRecord =
  | {
      readonly kind: 'snapshot';
      readonly epoch: string;
      /** The place in the stream that the state is of. */
      readonly seq: number;
      /** The state as JSON. */
      readonly state: string;
      /** When it came, in milliseconds since 1970. */
      readonly at: number;
    }
  | {
      readonly kind: 'event';
      readonly epoch: string;
      readonly seq: number;
      readonly prev: number;
      readonly hash: string;
      readonly at: number;
      /** When it was written, by the database's clock. */
      readonly written: number;
      /** It was missed and came after a reconnect or a lag. */
      readonly isReplayed: boolean;
    }
  | { readonly kind: 'reset'; readonly reason: string; readonly at: number };

/** All that one client has applied of one stream, over all its connections. */
export interface ClientEvidence {
  readonly client: string;
  /** The key of the stream. */
  readonly stream: string;
  readonly records: Iterable<ClientRecord>;
  /** Whether it was still there at the end, when nothing more was written: then it holds all. */
  readonly isComplete: boolean;
  /** The last sequence that it may hold; what lies beyond is not its own any more. */
  readonly barrier?: number;
}

/** A stream of one epoch as the database holds it. */
export interface StreamEvidence {
  readonly stream: string;
  readonly epoch: string;
  readonly events: readonly { readonly seq: number; readonly hash: string; readonly mutationId: string | null }[];
}

/** A write that somebody was told of, or not. */
export interface WriteEvidence {
  readonly stream: string;
  readonly mutationId: string;
  readonly isAcknowledged: boolean;
}

/** All that is known after a drill. */
export interface Evidence {
  readonly streams: readonly StreamEvidence[];
  readonly clients: readonly ClientEvidence[];
  readonly writes: readonly WriteEvidence[];
  /** The state of a stream after its events up to a sequence, as JSON: fold(1..seq). */
  stateAt(stream: StreamEvidence, seq: number): string;
}

/** The hashes of events that were seen: hundreds of clients are told the same, and a long drill tells millions of times. */
const known = new Map<string, string>();

/** What makes two events the same; of the log and of the wire alike. */
export function eventHash(event: { readonly type: string; readonly mutationId: string | null; readonly written: number }): string {
  const text = `${event.type}|${event.mutationId}|${event.written}`;
  const hashed = known.get(text) ?? hash('sha1', text, 'base64url').slice(0, 12);
  known.set(text, hashed);
  return hashed;
}
