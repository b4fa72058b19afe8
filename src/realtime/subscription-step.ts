import type { DeliveredEvent, StreamEnd } from './frame.js';
import type { ResetReason, StreamHead } from './position.js';
import type { Standing } from './standing.js';

/** The place of a cursor in the stream, or why it has none. */
export type Located = { readonly at: Date; readonly head: StreamHead } & (
  | { readonly reason: ResetReason }
  | { readonly reason: null; readonly standing: Standing }
);

/** What comes next for a subscriber, whatever had to be read or waited for. */
export type Next =
  | { readonly events: readonly DeliveredEvent[] }
  | { readonly gap: ResetReason }
  | { readonly current: true }
  | { readonly quiet: true };

/** What a subscriber is to be told next: events, none for a sign of life; or that it has to begin anew. */
export type Told = { readonly events: readonly DeliveredEvent[] } | { readonly gap: ResetReason };

/** The subscriber holds all there is: from here it can be told together with others that stand at the same place. */
export interface Current {
  readonly code: 'CURRENT';
  readonly standing: Standing;
}

/** What the frames of a subscription end with, when they need not go on to the end of the subscription. */
export type FramesEnd = StreamEnd | Current;
