import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { EventLine } from '../support/event-line.js';
import { readCard, writePhone } from './support/council-card.js';
import { councilStream, StreamReader, type ToldFrame, userStream } from './support/stream-reader.js';

let running: TestApp;
let writer: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  writer = await signIn(running.url, 'agency');
});

afterAll(() => running.close());

async function write(code: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const card = await readCard(writer, code);
    await writePhone(writer, card, `+998 ${card.version} ${n}`);
  }
}

const listen = (id: string, lastEventId: string | null = null, variables: object = {}): Promise<EventLine> =>
  EventLine.open({
    url: running.url,
    query: councilStream,
    variables: { id, onGap: 'SNAPSHOT', ...variables },
    headers: { 'accept-language': 'en', ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) },
  });
const framesOf = (line: EventLine): readonly ToldFrame[] =>
  line.results.flatMap(({ data }) => (data ? [(data as { stream: ToldFrame }).stream] : []));
const seqsOf = (line: EventLine): readonly number[] =>
  framesOf(line).flatMap(({ events }) => (events ?? []).map(({ seq }) => seq));

/** Frames whatever events shared one by chance. */
const apart = (frames: readonly ToldFrame[]): readonly object[] => frames.flatMap((frame): readonly object[] => frame.events ?? [frame]);

describe('a council stream over Server-Sent Events', () => {
  it('tells the frames that WebSocket tells, each with its cursor as id', async () => {
    const { id } = await readCard(writer, 'UZ-BU');
    const line = await listen(id);
    const reader = new StreamReader(new TestClient(running.url), { query: councilStream, variables: { id } });
    await Promise.all([line.until(({ events }) => events.length === 2), reader.until(({ frames }) => frames.length === 2)]);
    await write('UZ-BU', 2);
    await Promise.all([line.until((told) => seqsOf(told).length === 2), reader.until(({ events }) => events.length === 2)]);
    expect(apart(framesOf(line))).toEqual(apart(reader.frames));
    expect(line.events.map((event) => event.id)).toEqual([
      // The snapshot is what makes the first cursor worth something.
      null,
      ...framesOf(line).slice(1).map(({ cursor }) => cursor),
    ]);
    line.cut();
    await reader.leave();
  });

  it('goes on from its last id, whatever the document says of a cursor, with nothing lost or doubled', async () => {
    const { id } = await readCard(writer, 'UZ-NG');
    const applied: number[] = [];
    let lastId: string | null = null;
    for (let cut = 0; cut < 3; cut += 1) {
      const line: EventLine = await listen(id, lastId, { after: cut === 2 ? 'nonsense' : null });
      await line.until(({ events }) => events.length > 0);
      await write('UZ-NG', 2);
      await line.until(() => applied.length + seqsOf(line).length === 3 * cut + 2);
      applied.push(...seqsOf(line));
      expect(framesOf(line)[0]).toMatchObject({ __typename: 'Ready', recovered: cut > 0, replayed: cut > 0 ? 1 : 0 });
      lastId = line.lastId;
      line.cut();
      await write('UZ-NG', 1);
    }
    expect(applied).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('goes on from the argument when there is no last id', async () => {
    const { id, position } = await readCard(writer, 'UZ-NG');
    const line = await listen(id, null, { after: position });
    await line.until(({ events }) => events.length > 0);
    expect(framesOf(line)[0]).toMatchObject({ __typename: 'Ready', recovered: true, replayed: 0 });
    expect(line.lastId).toBe(position);
    line.cut();
  });

  it.each(['garbled', 'x'.repeat(8_000), '%00%00', '-'])('begins anew with Reset(INVALID) from an id that is none', async (lastId) => {
    const { id } = await readCard(writer, 'UZ-QA');
    const line = await listen(id, lastId);
    await line.until(({ events }) => events.length === 3);
    expect(framesOf(line)).toMatchObject([
      { __typename: 'Ready', recovered: false },
      { __typename: 'Reset', reason: 'INVALID' },
      { __typename: 'CouncilSnapshot' },
    ]);
    expect(line.events.map((event) => event.id !== null)).toEqual([false, false, true]);
    line.cut();
  });

  it('answers for what is not there and for what may not be seen as WebSocket does', async () => {
    const ids = ['nonsense', encodeNodeId('Council', '00000000-0000-4000-8000-000000000000')];
    const answers = await Promise.all(
      ids.map(async (id) => {
        const line = await listen(id);
        await line.until(({ isEnded }) => isEnded);
        return line.events.map(({ event, data }) => [event, data?.errors]);
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject([['next', [{ extensions: { code: 'NOT_FOUND' } }]], ['complete', undefined]]);
    const reader = new StreamReader(new TestClient(running.url), { query: councilStream, variables: { id: ids[0] } });
    expect(await reader.ended).toEqual({ errors: answers[0]?.[0]?.[1] });
  });

  it('comes back by itself in the client of graphql-sse when the server restarts', async () => {
    const { id } = await readCard(writer, 'UZ-TO');
    const client = createClient({ url: `${running.url}/graphql/stream`, retryAttempts: 400, retry: () => sleep(50) });
    const frames: string[] = [];
    const leave = client.subscribe<{ stream: ToldFrame }>(
      { query: councilStream, variables: { id, onGap: 'SNAPSHOT' } },
      { next: ({ data }) => void frames.push(data?.stream.__typename ?? ''), error: () => undefined, complete: () => frames.push('complete') },
    );
    await expect.poll(() => frames.length, { timeout: 10_000 }).toBe(2);
    await running.restart();
    await expect.poll(() => frames, { timeout: 20_000 }).toEqual(['Ready', 'CouncilSnapshot', 'Ready', 'CouncilSnapshot']);
    leave();
  });
});

describe('a person stream over Server-Sent Events', () => {
  it('is told to its person and to nobody else', async () => {
    const signedIn = await signIn(running.url, 'rater8');
    const ask = (token: string | null): Promise<EventLine> =>
      EventLine.open({
        url: running.url,
        query: userStream,
        variables: { onGap: 'SNAPSHOT' },
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
      });
    const own = await ask(signedIn.token);
    await own.until(({ events }) => events.length === 2);
    expect(framesOf(own).map(({ __typename }) => __typename)).toEqual(['Ready', 'UserSnapshot']);
    own.cut();
    const anonymous = await ask(null);
    await anonymous.until(({ isEnded }) => isEnded);
    expect(anonymous.results).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    const strange = await ask('a-token-that-is-none');
    expect(strange.status).toBe(401);
    strange.cut();
  });
});
