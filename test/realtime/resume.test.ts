import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/realtime/cursor.js';
import type { ResetReason } from '../../src/realtime/position.js';
import { listen, request } from './support/listener.js';
import { range, Stage } from './support/stage.js';

describe('a resumed stream', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.close());

  it('goes on from a cursor after the socket dropped and after the server was replaced', async () => {
    const stream = stage.newStream();
    const first = stage.start();
    const listener = listen(first, request(stream));
    await listener.until(({ frames }) => frames.length === 2);
    first.committed(await stage.append(stream, 2));
    await listener.until(({ events }) => events.length === 2);
    listener.leave();
    expect(await listener.ended).toEqual({ code: 'CLOSED' });
    await stage.append(stream, 3);
    const again = listen(first, request(stream, { after: listener.cursor() }));
    await again.until(({ events }) => events.length === 3);
    expect(again.frames[0]).toMatchObject({ kind: 'Ready', recovered: true, replayed: 3, cursor: listener.cursor() });
    await first.stop();
    expect(await again.ended).toEqual({ code: 'STOPPED' });
    await stage.append(stream, 1);
    const second = stage.start();
    const later = listen(second, request(stream, { after: again.cursor() }));
    await later.until(({ events }) => events.length === 1);
    expect(later.frames[0]).toMatchObject({ kind: 'Ready', recovered: true, replayed: 1 });
    expect([...listener.events, ...again.events, ...later.events].map((event) => event.seq)).toEqual(range(1, 6));
  });

  it('leaves no hole between a query of the position and a subscription from there', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    const after = await stage.cursorAt(stream);
    await stage.append(stream, 2);
    const listener = listen(engine, request(stream, { after }));
    await listener.until(({ events }) => events.length === 2);
    expect(listener.frames[0]).toMatchObject({ recovered: true, replayed: 2 });
  });

  describe('given a cursor that cannot be continued', () => {
    const cases: readonly [ResetReason, (stream: string) => Promise<string>][] = [
      ['INVALID', async () => 'garbled'],
      [
        'INVALID',
        async (stream) => {
          const cursor = await stage.cursorAt(stream);
          // Another letter for certain: one cursor in some hundred ends in AA by itself.
          return `${cursor.slice(0, -2)}${cursor.at(-2) === 'A' ? 'B' : 'A'}A`;
        },
      ],
      [
        'OTHER_STREAM',
        async () => encodeCursor({ streamKey: 'another', epoch: '0'.repeat(16), generation: 1, seq: 1 }),
      ],
      ['EPOCH_CHANGED', (stream) => stage.cursorAt(stream, { epoch: '0123456789abcdef' })],
      ['EPOCH_CHANGED', (stream) => stage.cursorAt(stream, { generation: 2 })],
      ['FUTURE', (stream) => stage.cursorAt(stream, { seq: 12 })],
      ['TOO_FAR_BEHIND', (stream) => stage.cursorAt(stream, { seq: 5 })],
      [
        'RETENTION',
        async (stream) => {
          await sql`update rt_stream set floor = 9 where key = ${stream}`.execute(stage.log.database);
          return stage.cursorAt(stream, { seq: 8 });
        },
      ],
    ];

    it.each(cases)('answers %s with a reset and a snapshot, or with an error', async (reason, cursorOf) => {
      const engine = stage.start({ limits: { replay: 5 } });
      const stream = stage.newStream();
      await stage.append(stream, 11);
      const after = await cursorOf(stream);
      const here = await stage.cursorAt(stream);
      const listener = listen(engine, request(stream, { after }));
      await listener.until(({ frames }) => frames.length === 3);
      expect(listener.frames).toEqual([
        { kind: 'Ready', recovered: false, replayed: 0, cursor: here, serverTime: expect.any(Date), sessionEnd: null },
        { kind: 'Reset', reason, cursor: here },
        { kind: 'Snapshot', cursor: here, state: null },
      ]);
      const strict = listen(engine, request(stream, { after, onGap: 'ERROR' }));
      expect(await strict.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason });
      expect(strict.frames.map((frame) => frame.kind)).toEqual(['Ready', 'Reset']);
    });
  });

  it('takes a cursor at the floor, at the head, and inside a transaction', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    const { events, positions } = await stage.append(stream, 4);
    await sql`update rt_stream set floor = 1 where key = ${stream}`.execute(stage.log.database);
    const [position] = positions;
    for (const { seq } of events) {
      const listener = listen(engine, request(stream, { after: position ? encodeCursor({ ...position, seq }) : '' }));
      await listener.until((told) => told.events.length === 4 - seq && told.frames.length > 0);
      expect(listener.frames[0]).toMatchObject({ recovered: true, replayed: 4 - seq });
      listener.leave();
    }
  });
});
