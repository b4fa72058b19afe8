import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeliveredEvent } from './frame.js';
import { framePart } from './frame-part.js';

/** The events of transactions of these sizes, one after the other. */
const eventsOf = (sizes: readonly number[]): DeliveredEvent[] =>
  sizes
    .flatMap((size) => Array.from({ length: size }, (_, transactionIndex) => ({ transactionIndex, transactionSize: size })))
    .map((event, index) => ({ ...event, seq: index + 1 }) as DeliveredEvent);

const taken = (sizes: readonly number[], most: number): number => framePart(eventsOf(sizes), most).length;

it('takes as many whole transactions as fit, and at least one', () => {
  expect(taken([1, 1, 1], 3)).toBe(3);
  expect(taken([1, 1, 1, 1], 3)).toBe(3);
  expect(taken([2, 2], 3)).toBe(2);
  expect(taken([5, 1], 3)).toBe(5);
  expect(taken([5], 3)).toBe(5);
  expect(taken([], 3)).toBe(0);
});

it('parts a run of events without loss, each part whole and no longer than it may be', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (sizes, most) => {
      const events = eventsOf(sizes);
      const parts: (readonly DeliveredEvent[])[] = [];
      for (let rest = events; rest.length > 0; rest = rest.slice(parts.at(-1)?.length)) {
        parts.push(framePart(rest, most));
      }
      expect(parts.flat()).toEqual(events);
      for (const part of parts) {
        const last = part.at(-1);
        expect([part[0]?.transactionIndex, last?.transactionIndex]).toEqual([0, (last?.transactionSize ?? NaN) - 1]);
        expect(part.length <= most || part.length === part[0]?.transactionSize).toBe(true);
      }
    }),
  );
});
