import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../event.js';
import type { Position } from '../position.js';
import { decodeMessage, encodeEvents, encodeHints, encodeProbe } from './message.js';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
const epoch = fc.stringMatching(/^[0-9a-f]{16}$/);
const seq = fc.integer({ min: 1, max: 1_000_000_000 });
const generation = fc.nat(9);
const anyPosition = fc.record({ streamKey: text, epoch, generation, seq });
const anyTopic = fc.record({ topic: text, detail: fc.string({ unit: 'binary', maxLength: 500 }) });

const anyEvents = fc
  .tuple(
    anyPosition,
    fc.array(fc.record({ type: text, body: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })) }), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([position, items]): { position: Position; events: StoredEvent[] } => ({
    position: { ...position, seq: position.seq + items.length - 1 },
    events: items.map(({ type, body }, index) => ({
      stream: position.streamKey,
      type,
      entityType: 'Note',
      entityId: '1',
      // As it comes out of the database: what JSON keeps.
      body: JSON.parse(JSON.stringify(body)) as StoredEvent['body'],
      seq: position.seq + index,
      eventId: `event ${index}`,
      at: new Date(1_700_000_000_000 + index),
      actorId: index % 2 === 0 ? null : 'somebody',
      mutationId: null,
      transactionIndex: index,
      transactionSize: items.length,
    })),
  }));

describe('messages between nodes', () => {
  it('carry every hint, in texts that are no longer than they may be', () => {
    const hints = fc.record({ positions: fc.array(anyPosition, { maxLength: 100 }), topics: fc.array(anyTopic) });
    fc.assert(
      fc.property(hints, fc.integer({ min: 4_500, max: 7_900 }), ({ positions, topics }, bytes) => {
        const messages = encodeHints('node', { positions, topics }, bytes);
        expect(messages.every((message) => Buffer.byteLength(message) <= bytes)).toBe(true);
        const read = messages.map(decodeMessage);
        expect(read.flatMap((message) => (message?.kind === 'hints' ? message.hints.positions : []))).toEqual(positions);
        expect(read.flatMap((message) => (message?.kind === 'hints' ? message.hints.topics : []))).toEqual(topics);
      }),
    );
  });

  it('are as few as hold everything', () => {
    const positions = Array.from({ length: 300 }, (_, n) => ({
      streamKey: `evaluation:${n}`,
      epoch: 'a'.repeat(16),
      generation: 1,
      seq: 1,
    }));
    const size = Buffer.byteLength(JSON.stringify(positions.map((position) => Object.values(position))));
    expect(encodeHints('node', { positions, topics: [] }, 7_900)).toHaveLength(Math.ceil(size / 7_800));
  });

  it('leave out a detail that is too long: whoever hears of the topic looks for itself', () => {
    const topics = [{ topic: 'presence', detail: 'x'.repeat(4_001) }];
    const [message = ''] = encodeHints('node', { positions: [], topics }, 7_900);
    expect(decodeMessage(message)).toMatchObject({ hints: { topics: [{ topic: 'presence', detail: '' }] } });
  });

  it('carry the events of a commit as they are in the log', () => {
    fc.assert(
      fc.property(anyEvents, ({ position, events }) => {
        const message = decodeMessage(encodeEvents('node', position, events));
        expect(message).toEqual({ kind: 'events', from: 'node', hint: { position, events } });
      }),
    );
  });

  it('carry a question of a node to itself', () => {
    expect(decodeMessage(encodeProbe('node', '7'))).toEqual({ kind: 'probe', from: 'node', nonce: '7' });
  });

  it('are refused, never thrown at, when anything in them is not as a node would write it', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        expect(decodeMessage(garbage)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeMessage(JSON.stringify(value))).toBeNull();
        expect(decodeMessage(JSON.stringify({ from: 'node', streams: [value] }))).toBeNull();
        expect(decodeMessage(JSON.stringify({ from: 'node', topics: [[value]] }))).toBeNull();
        expect(decodeMessage(JSON.stringify({ from: 'node', epoch: 'a'.repeat(16), generation: 1, events: value }))).toBeNull();
      }),
    );
  });

  it('are refused when one value of an event is of another kind, or the events are no whole commit', () => {
    const wrong = fc.constantFrom<unknown>(undefined, -1, 1.5, [], true, { a: 1 }, 'Z'.repeat(16));
    const fields = ['stream', 'type', 'entityType', 'entityId', 'seq', 'eventId', 'at', 'transactionSize'] as const;
    fc.assert(
      fc.property(anyEvents, fc.constantFrom(...fields), wrong, ({ position, events }, field, value) => {
        const message = JSON.parse(encodeEvents('node', position, events)) as { events: Record<string, unknown>[] };
        const first = message.events[0] ?? {};
        const isText = typeof first[field] === 'string' && typeof value === 'string' && events.length === 1;
        fc.pre(!isText);
        fc.pre(!(typeof value === 'string' && field !== 'stream' && typeof first[field] === 'string'));
        first[field] = value;
        expect(decodeMessage(JSON.stringify(message))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(anyEvents, ({ position, events }) => {
        fc.pre(events.length > 1);
        expect(decodeMessage(encodeEvents('node', position, events.slice(1)))).toBeNull();
        expect(decodeMessage(encodeEvents('node', position, events.slice(0, -1)))).toBeNull();
        expect(decodeMessage(encodeEvents('node', position, events.toReversed()))).toBeNull();
      }),
    );
  });
});
