import type { Frame } from '../frame.js';
import type { Listener } from '../listener.js';
import type { ResetReason } from '../position.js';
import type { Standing } from '../standing.js';

/** A frame that is the same for all who stand at the same place of a stream. */
export type SharedFrame = Extract<Frame<never>, { readonly kind: 'Events' | 'Checkpoint' }>;

/** Why a member has to go on alone: it is too slow, the group cannot go on together, or it is shown something else now. */
export type Departure = { readonly slow: true } | { readonly gap: ResetReason | null };

/** One subscriber among those who are told together. */
export interface Member<Payload> {
  readonly listener: Listener;
  /** True while so much waits to be read by the client that nothing more may be written. */
  readonly isSlow: boolean;
  /** Executes the operation on a frame; the same for every member of the group. */
  render(frame: SharedFrame): Promise<Payload>;
  /** Writes what was rendered once for all. */
  write(payload: Payload): void;
  /** Tells this member alone that its session ends. */
  announceEnd(at: Date): void;
  /** Goes on alone from a place. */
  depart(standing: Standing, departure: Departure): void;
  /** The right to listen has ended. */
  refuse(): void;
}
