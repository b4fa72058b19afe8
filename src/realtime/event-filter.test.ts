import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor } from './cursor.js';
import { everyEvent, EventFilter } from './event-filter.js';
import type { StoredEvent } from './event.js';
import { deliver, type DeliveredEvent } from './frame.js';
import type { StreamHead } from './position.js';

const head: StreamHead = {
  key: 'council:1',
  epoch: '00112233445566ff',
  generation: 1,
  unbornEpoch: 'ffffffffffffffff',
  head: 1_000,
  floor: 0,
};

const types = ['a', 'b', 'c'] as const;

function eventsOf(kinds: readonly string[]): readonly StoredEvent[] {
  return kinds.map((type, index) => ({
    stream: head.key,
    type,
    entityType: 'Council',
    entityId: '1',
    body: {},
    seq: index + 1,
    eventId: String(index),
    at: new Date(0),
    actorId: null,
    mutationId: null,
    transactionIndex: 0,
    transactionSize: 1,
  }));
}

describe('a filter of events', () => {
  it('tells the chosen types alone, each with the one told before it, however the events are cut into batches', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...types), { maxLength: 60 }),
        fc.subarray([...types]),
        fc.integer({ min: 1, max: 10 }),
        (kinds, chosen, batch) => {
          const filter = new EventFilter(chosen);
          const events = deliver(head, eventsOf(kinds));
          const told: DeliveredEvent[] = [];
          for (let from = 0; from < events.length; from += batch) {
            told.push(...filter.visible(events.slice(from, from + batch), head, told.at(-1)?.seq ?? 0));
          }
          const wanted = events.filter(({ type }) => chosen.some((one) => one === type)).map(({ seq }) => seq);
          expect(told.map(({ seq }) => seq)).toEqual(wanted);
          expect(told.map(({ prev }) => prev)).toEqual([0, ...wanted].slice(0, wanted.length));
        },
      ),
    );
  });

  it('stands in the cursors of what it tells', () => {
    const filter = new EventFilter(['b']);
    const [event] = filter.visible(deliver(head, eventsOf(['a', 'b'])), head, 0);
    expect(decodeCursor(event?.cursor ?? '', head.key)).toMatchObject({ seq: 2, filter: filter.hash });
  });

  it('goes on from its own cursors and from those that have seen everything, in whatever order its types were named', () => {
    const filter = new EventFilter(['b', 'a', 'a']);
    expect(filter.hash).toBe(new EventFilter(['a', 'b']).hash);
    expect(filter.continues(0)).toBe(true);
    expect(filter.continues(filter.hash)).toBe(true);
    expect(filter.continues(new EventFilter(['a']).hash)).toBe(false);
    expect(everyEvent.continues(filter.hash)).toBe(false);
  });
});
