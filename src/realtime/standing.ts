import { encodeCursor } from './cursor.js';
import { positionOf, type StreamHead } from './position.js';
import type { Place } from './stream-tail.js';

/** Where a subscriber stands, with the history that its cursors name. */
export interface Standing extends Place {
  readonly head: StreamHead;
  /** The last event up to there that its filter lets through; the place itself without a filter. */
  readonly told: number;
}

/** The cursor of a standing, under a filter. */
export function cursorAt({ head, seq }: Standing, filter: number): string {
  return encodeCursor({ ...positionOf(head), seq }, filter);
}
