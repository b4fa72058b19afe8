import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeCursor, encodeCursor } from '../../src/realtime/cursor.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { readCard, writePhone } from './support/council-card.js';
import { Replica } from './support/replica.js';
import { councilStream, StreamReader, userStream } from './support/stream-reader.js';

let running: TestApp;
let writer: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  writer = await signIn(running.url, 'agency');
});

afterAll(() => running.close());

const anyone = (): TestClient => new TestClient(running.url);
const streamKey = (councilId: string): string => `council:${decodeNodeIdOf('Council', councilId)}`;

/** Writes so many times to a council's card, one after the other. */
async function write(code: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const card = await readCard(writer, code);
    await writePhone(writer, card, `+998 ${card.version} ${n}`);
  }
}

/** The position that a cursor of a council's stream stands for. */
function placeOf(cursor: string | null | undefined, councilId: string) {
  const place = decodeCursor(cursor ?? '', streamKey(councilId));
  if ('invalid' in place) {
    throw new Error(`not a cursor of ${councilId}: ${cursor}`);
  }
  return place;
}

/** The id of the session that a client is signed in with. */
async function sessionOf(client: TestClient): Promise<string> {
  const answer = await client.send<{ viewer: { sessions: { id: string; current: boolean }[] } }>(
    '{ viewer { sessions { id current } } }',
  );
  return answer.data?.viewer.sessions.find(({ current }) => current)?.id ?? '';
}

describe('a council stream', () => {
  it('goes on from its cursor after the server was restarted', async () => {
    const { id } = await readCard(writer, 'UZ-BU');
    const replica = new Replica(anyone(), id);
    const before = replica.connect();
    await before.until(() => replica.snapshots.length === 1);
    await write('UZ-BU', 3);
    await before.until(() => replica.applied.length === 3);
    await running.restart();
    expect(await before.untilEnded()).toEqual({ closeCode: 1012 });
    await write('UZ-BU', 2);
    const after = replica.connect();
    await after.until(() => replica.applied.length === 5);
    await write('UZ-BU', 1);
    await after.until(() => replica.applied.length === 6);
    await after.leave();
    expect(replica.applied.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(replica.readies.map(({ recovered, replayed }) => ({ recovered, replayed }))).toEqual([
      { recovered: false, replayed: 0 },
      { recovered: true, replayed: 2 },
    ]);
    expect(replica.resets).toEqual([]);
  });

  it('is not to be told from one that does not exist, whatever the id', async () => {
    const ids = ['', 'nonsense', encodeNodeId('Council', '00000000-0000-4000-8000-000000000000')];
    const foreign = encodeNodeId('Territory', decodeNodeIdOf('Council', (await readCard(writer, 'UZ-BU')).id) ?? '');
    for (const id of [...ids, foreign]) {
      const reader = new StreamReader(anyone(), { query: councilStream, variables: { id } });
      expect(await reader.untilEnded()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
      expect(reader.frames).toEqual([]);
      await reader.leave();
    }
  });

  it('gives a state and a position of one instant, however much is written meanwhile', async () => {
    const before = await readCard(writer, 'UZ-XO');
    const unwritten = placeOf(before.position, before.id).seq - before.version;
    const run = { isOver: false };
    const writing = (async () => {
      while (!run.isOver) {
        await write('UZ-XO', 1);
      }
    })();
    const seen = new Set<number>();
    for (let round = 0; round < 15; round += 1) {
      const readers = Array.from(
        { length: 4 },
        () => new StreamReader(anyone(), { query: councilStream, variables: { id: before.id } }),
      );
      for (const reader of readers) {
        await reader.until(({ events }) => events.length > 0);
        const snapshot = reader.frames.find(({ __typename }) => __typename === 'CouncilSnapshot');
        const { seq } = placeOf(snapshot?.cursor, before.id);
        seen.add(seq);
        expect(seq - (snapshot?.council?.version ?? NaN)).toBe(unwritten);
        expect(snapshot?.council?.position).toBe(snapshot?.cursor);
        expect(reader.frames[0]).toMatchObject({ __typename: 'Ready', recovered: false });
        expect(reader.events[0]?.prev).toBe(seq);
        await reader.leave();
      }
    }
    run.isOver = true;
    await writing;
    expect(seen.size).toBeGreaterThan(5);
  });

  it('goes on from the position of a query, with nothing missing between the two', async () => {
    const { id, position } = await readCard(writer, 'UZ-FA');
    await write('UZ-FA', 2);
    const reader = new StreamReader(anyone(), { query: councilStream, variables: { id }, after: position });
    await reader.until(({ events }) => events.length === 2);
    expect(reader.frames[0]).toMatchObject({ __typename: 'Ready', recovered: true, replayed: 2 });
    await reader.leave();
  });
});

describe('a cursor that cannot be continued', () => {
  const cases: readonly [string, (position: string, id: string, other: string) => string][] = [
    ['INVALID', () => 'garbled'],
    ['INVALID', () => ''],
    ['INVALID', () => '\u202E\u0000\u{1F4A9}'],
    ['INVALID', (position) => position.slice(0, -1)],
    ['INVALID', (position) => `${position.slice(0, -4)}AAAA`],
    ['OTHER_STREAM', (_position, _id, other) => other],
    ['FUTURE', (position, id) => encodeCursor({ ...placeOf(position, id), seq: 1_000_000 })],
    ['EPOCH_CHANGED', (position, id) => encodeCursor({ ...placeOf(position, id), epoch: '0123456789abcdef' })],
    ['EPOCH_CHANGED', (position, id) => encodeCursor({ ...placeOf(position, id), generation: 99 })],
  ];

  it.each(cases)('is answered %s and a snapshot, or an error where asked for (%#)', async (reason, cursorOf) => {
    await write('UZ-JI', 1);
    const { id, position, version } = await readCard(writer, 'UZ-JI');
    const other = await readCard(writer, 'UZ-NG');
    const after = cursorOf(position, id, other.position);
    const gentle = new StreamReader(anyone(), { query: councilStream, variables: { id }, after });
    await gentle.until(({ frames }) => frames.length === 3);
    expect(gentle.frames).toEqual([
      { __typename: 'Ready', cursor: position, recovered: false, replayed: 0 },
      { __typename: 'Reset', reason },
      { __typename: 'CouncilSnapshot', cursor: position, council: expect.objectContaining({ version, position }) },
    ]);
    await write('UZ-JI', 1);
    await gentle.until(({ events }) => events.length === 1);
    await gentle.leave();

    const strict = new StreamReader(anyone(), { query: councilStream, variables: { id }, after, onGap: 'ERROR' });
    expect(await strict.untilEnded()).toMatchObject({ errors: [{ extensions: { code: 'UNRECOVERABLE_POSITION' } }] });
    expect(strict.frames.map(({ __typename }) => __typename)).toEqual(['Ready', 'Reset']);
    await strict.leave();
  });

  it('is refused as input when it is no cursor at all', async () => {
    const { id } = await readCard(writer, 'UZ-JI');
    for (const after of ['a'.repeat(5_000), 7, {}] as unknown as string[]) {
      const reader = new StreamReader(anyone(), { query: councilStream, variables: { id }, after });
      const { errors } = await reader.untilEnded();
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors?.[0]?.extensions?.code);
      await reader.leave();
    }
  });
});

describe("a viewer's own stream", () => {
  it('is not for the public', async () => {
    const reader = new StreamReader(anyone(), { query: userStream });
    const { errors } = await reader.untilEnded();
    expect(['NOT_FOUND', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions?.code);
    expect(reader.frames).toEqual([]);
    await reader.leave();
  });

  it('tells one window that a session was ended in another, and does so after a cut too', async () => {
    const window = await signIn(running.url, 'auditor');
    const other = await signIn(running.url, 'auditor');
    const third = await signIn(running.url, 'auditor');
    const [otherSession, thirdSession] = [await sessionOf(other), await sessionOf(third)];
    const end = (id: string) =>
      window.send('mutation ($input: SessionDeleteInput!) { sessionDelete(input: $input) { deletedSessionId } }', {
        input: { id },
      });
    const reader = new StreamReader(window, { query: userStream });
    await reader.until(({ frames }) => frames.length === 2);
    expect(await end(otherSession)).toMatchObject({ data: { sessionDelete: { deletedSessionId: otherSession } } });
    await reader.until(({ events }) => events.length === 1);
    expect(reader.events[0]).toMatchObject({ type: 'SessionRevoked', body: { endedSessionId: otherSession } });
    reader.cut();
    await end(thirdSession);
    const again = new StreamReader(window, { query: userStream, after: reader.events[0]?.cursor ?? '' });
    await again.until(({ events }) => events.length === 1);
    expect(again.frames[0]).toMatchObject({ __typename: 'Ready', recovered: true, replayed: 1 });
    expect(again.events[0]).toMatchObject({ type: 'SessionRevoked', body: { endedSessionId: thirdSession } });
    await again.leave();
    expect(await other.send('{ viewer { id } }')).not.toMatchObject({ data: { viewer: { id: expect.any(String) } } });
  });

  it('tells of a new session and of a role, so that every change of the snapshot has its event', async () => {
    const window = await signIn(running.url, 'rater9');
    const agency = await signIn(running.url, 'agency');
    const reader = new StreamReader(window, { query: userStream });
    await reader.until(({ frames }) => frames.length === 2);
    await signIn(running.url, 'rater9');
    const accountId = encodeNodeId('Account', demonstrationAccountId('rater9'));
    for (const granted of [true, false]) {
      const input = { accountId, role: 'AUDITOR', granted };
      expect(
        await agency.send('mutation ($input: RoleSetInput!) { roleSet(input: $input) { errors { code } } }', { input }),
      ).toMatchObject({ data: { roleSet: { errors: [] } } });
    }
    await reader.until(({ events }) => events.length === 3);
    expect(reader.events.map(({ type }) => type)).toEqual(['SessionCreated', 'RoleChanged', 'RoleChanged']);
    await reader.leave();
  });
});
