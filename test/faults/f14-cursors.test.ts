import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/tables.js';
import { decodeCursor, encodeCursor } from '../../src/realtime/cursor.js';
import type { Position } from '../../src/realtime/position.js';
import { signIn, TestClient } from '../support/client.js';
import { councilStream, StreamReader, type ToldFrame, userStream } from '../streams/support/stream-reader.js';
import { drill, patience } from './support/drill.js';
import { startGround } from './support/ground.js';
import { Load } from './support/load.js';

/** Reads the first frames of a stream, until it is quiet for good: a snapshot, or an end. */
async function firstFrames(
  client: TestClient,
  request: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>>; readonly after: string; readonly onGap: 'SNAPSHOT' | 'ERROR' },
): Promise<{ readonly frames: readonly ToldFrame[]; readonly code: unknown }> {
  const reader = new StreamReader(client, request);
  const over = reader.ended.then((ending) => ending.errors?.[0]?.extensions?.code);
  const snapshot = reader.until(({ frames }) => frames.some(({ __typename }) => __typename.endsWith('Snapshot')));
  const code = await Promise.race([over, snapshot]);
  await reader.leave();
  return { frames: reader.frames, code };
}

/** Trims a stream as the janitor does: the floor first, then the events, in one transaction. */
async function trim(database: Database, key: string, floor: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`update rt_stream set floor = ${floor} where key = ${key}`.execute(transaction);
    await sql`delete from rt_event using rt_stream where rt_stream.id = rt_event.stream_id and key = ${key}
      and seq <= ${floor}`.execute(transaction);
  });
}

it('F14 cursors of every wrong kind are named for what they are, and nobody gets a part of a stream, or one without a right', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, councils: 2, perSecond: 10 });
  for (let n = 0; n < 5; n += 1) {
    await Promise.all(load.writers.map((writer) => writer.write()));
  }
  const [{ card } = expect.fail()] = load.writers;
  const [{ stream: key } = expect.fail(), { stream: otherKey } = expect.fail()] = load.feeds();
  const { data } = await new TestClient(nodes.node(0).url).send<{ council: { position: string } }>(
    'query ($id: ID!) { council: node(id: $id) { ... on Council { position } } }',
    { id: card.id },
  );
  const here = decodeCursor(String(data?.council.position), key) as Position;
  await trim(database, key, 2);
  const other = await signIn(nodes.node(0).url, 'rater1');
  const ownOfOther = await other.send<{ viewer: { position: string } }>('{ viewer { position } }');
  const cases: readonly (readonly [reason: string, after: string])[] = [
    ['EPOCH_CHANGED', encodeCursor({ ...here, epoch: '0123456789abcdef' })],
    ['EPOCH_CHANGED', encodeCursor({ ...here, generation: here.generation + 1 })],
    ['OTHER_STREAM', encodeCursor({ ...here, streamKey: otherKey })],
    ['OTHER_STREAM', String(ownOfOther.data?.viewer.position)],
    ['FUTURE', encodeCursor({ ...here, seq: here.seq + 1 })],
    ['RETENTION', encodeCursor({ ...here, seq: 1 })],
    // What was reached under a choice of types lacks the events of the others.
    ['FILTER_CHANGED', encodeCursor({ ...here, seq: 3 }, 7)],
    ['INVALID', 'not-a-cursor'],
  ];
  for (const url of nodes.urls()) {
    const visitor = new TestClient(url);
    for (const [reason, after] of cases) {
      const request = { query: councilStream, variables: { id: card.id }, after };
      const anew = await firstFrames(visitor, { ...request, onGap: 'SNAPSHOT' });
      expect(anew.frames.map(({ __typename }) => __typename)).toEqual(['Ready', 'Reset', 'CouncilSnapshot']);
      expect(anew.frames).toMatchObject([{ recovered: false, replayed: 0 }, { reason }, { council: { version: card.version + 5 } }]);
      const refused = await firstFrames(visitor, { ...request, onGap: 'ERROR' });
      expect(refused).toMatchObject({ frames: [{ recovered: false }, { reason }], code: 'UNRECOVERABLE_POSITION' });
      expect(refused.frames.flatMap(({ events }) => events ?? [])).toEqual([]);
    }
    const good = encodeCursor({ ...here, seq: 3 });
    const reader = new StreamReader(visitor, { query: councilStream, variables: { id: card.id }, after: good });
    await reader.until(({ events }) => events.length === 2);
    expect(reader.events.map(({ seq }) => seq)).toEqual([4, 5]);
    await reader.leave();
    // The cursor of another person gives nothing of that person's stream.
    const own = await firstFrames(await signIn(url, 'rater2'), {
      query: userStream,
      after: String(ownOfOther.data?.viewer.position),
      onGap: 'SNAPSHOT',
    });
    expect(own.frames).toMatchObject([{ recovered: false }, { reason: 'OTHER_PERSON' }, { __typename: 'UserSnapshot' }]);
    const denied = new StreamReader(visitor, { query: userStream, after: String(ownOfOther.data?.viewer.position) });
    const { errors } = await denied.untilEnded();
    expect([errors?.[0]?.extensions?.code, denied.frames]).toEqual(['UNAUTHENTICATED', []]);
  }
  context.tell(`${cases.length + 2} kinds of cursors on ${nodes.urls().length} nodes`);
}));
