import { encodeCursor } from './cursor.js';
import type { StoredEvent } from './event.js';
import { positionOf, type ResetReason, type StreamHead } from './position.js';

/** An event with its own cursor and the sequence of the event before it that this subscription is told of. */
export type DeliveredEvent = StoredEvent & { readonly cursor: string; readonly prev: number };

/**
 * What a subscription tells, in this order:
 * - `Ready` once, first. `recovered`: the stream goes on from the cursor that was given, and the next `replayed`
 *   events (or more) are those that were missed. Not recovered: a `Snapshot` follows.
 * - `Snapshot`: the whole state with the place of the same instant. Replaces what the client holds.
 * - `Events`: at least one. Each follows on `prev`; the events that one transaction wrote to the stream are in one
 *   frame (a client that resumes inside a transaction gets the rest of it).
 * - `Reset`: the gap cannot be closed, and why. A `Snapshot` follows, or the stream ends.
 * - `Checkpoint` after 15 seconds without a frame, while the database can be reached, and after 1,000 events that the
 *   filter kept back: nothing was missed so far.
 * - `AuthExpiring` a minute before the session of the listener ends, and the stream with it.
 * A client keeps the `cursor` of a frame together with the state that the frame led to, and resumes from there; the
 * cursor of a `Ready` or `Reset` that is not followed by its `Snapshot` stands for no state.
 */
export type Frame<S> =
  | {
      readonly kind: 'Ready';
      readonly cursor: string;
      readonly recovered: boolean;
      readonly replayed: number;
      readonly serverTime: Date;
      /** When the listener's session ends; null for who has none. */
      readonly sessionEnd: Date | null;
    }
  | { readonly kind: 'Snapshot'; readonly cursor: string; readonly state: S }
  | { readonly kind: 'Events'; readonly cursor: string; readonly events: readonly DeliveredEvent[] }
  | { readonly kind: 'Reset'; readonly reason: ResetReason; readonly cursor?: string }
  | { readonly kind: 'Checkpoint'; readonly cursor: string; readonly serverTime: Date }
  | { readonly kind: 'AuthExpiring'; readonly at: Date };

/** How a subscription ended: the value beside `done`. */
export type StreamEnd =
  /** The gap could not be closed, and the subscriber asked for `onGap: 'ERROR'`. */
  | { readonly code: 'UNRECOVERABLE_POSITION'; readonly reason: ResetReason }
  /** The subscriber may not, or no longer, listen. */
  | { readonly code: 'REFUSED' }
  /** The subscriber left. */
  | { readonly code: 'CLOSED' }
  /** The engine stops; to be resumed elsewhere or later. */
  | { readonly code: 'STOPPED' };

/** Dresses events of the log for delivery. The sequence has no gaps, so the previous one is one lower. */
export function deliver(head: StreamHead, events: readonly StoredEvent[]): readonly DeliveredEvent[] {
  const position = positionOf(head);
  return events.map((event) => ({
    ...event,
    cursor: encodeCursor({ ...position, seq: event.seq }),
    prev: event.seq - 1,
  }));
}
