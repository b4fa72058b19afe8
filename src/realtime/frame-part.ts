import type { DeliveredEvent } from './frame.js';

/**
 * The first of the events, as many as go into one frame: no more than so many, but never a part of a transaction, however
 * long that is. What waits to be read by a slow client is one frame, so a frame must not be large.
 */
export function framePart(events: readonly DeliveredEvent[], most: number): readonly DeliveredEvent[] {
  if (events.length <= most) {
    return events;
  }
  let end = most;
  while (end > 0 && events[end]?.transactionIndex !== 0) {
    end -= 1;
  }
  if (end === 0) {
    const next = events.findIndex(({ transactionIndex }, index) => index > 0 && transactionIndex === 0);
    end = next < 0 ? events.length : next;
  }
  return events.slice(0, end);
}
