import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { readCard, writePhone } from './support/council-card.js';
import { StreamReader, userStream } from './support/stream-reader.js';

const filtered = `subscription ($id: ID!, $after: Cursor, $onGap: OnGap!, $types: [String!]) {
  stream: councilStream(councilId: $id, after: $after, onGap: $onGap, types: $types) { __typename
    ... on Ready { cursor recovered replayed } ... on Reset { reason } ... on Checkpoint { cursor }
    ... on CouncilSnapshot { cursor } ... on Events { cursor events { cursor seq prev type } } } }`;

let running: TestApp;
let secretary: TestClient;
let id: string;

beforeAll(async () => {
  running = await startTestApp();
  secretary = await signIn(running.url, 'secretary-uz-an');
  ({ id } = await readCard(secretary, 'UZ-AN'));
});

afterAll(() => running.close());

function reader(types: readonly string[] | null, after: string | null = null): StreamReader {
  return new StreamReader(secretary, { query: filtered, variables: { id, types }, after });
}

describe('a stream of chosen types', () => {
  it('tells those alone', async () => {
    const [all, none] = [reader(['CouncilUpdated']), reader(['AppointmentCreated'])];
    await Promise.all([all, none].map((one) => one.until(({ frames }) => frames.length === 2)));
    await writePhone(secretary, await readCard(secretary, 'UZ-AN'), '+998 74 223 00 05');
    await all.until(({ events }) => events.length === 1);
    expect(all.events[0]).toMatchObject({ type: 'CouncilUpdated' });
    expect(none.events).toEqual([]);
    await Promise.all([all.leave(), none.leave()]);
  });

  it('goes on from its own cursor and from a position, and begins anew under another choice', async () => {
    const first = reader(['AppointmentCreated']);
    await first.until(({ frames }) => frames.length === 2);
    const cursor = first.frames[0]?.cursor ?? '';
    const position = (await readCard(secretary, 'UZ-AN')).position;
    await first.leave();
    const told: unknown[] = [];
    for (const [types, after] of [
      [['AppointmentCreated'], cursor],
      [['CouncilUpdated'], position],
      [['CouncilUpdated'], cursor],
      [null, cursor],
    ] as const) {
      const again = reader(types, after);
      await again.until(({ frames }) => frames[0]?.recovered === true || frames.length === 3);
      told.push(again.frames.map(({ __typename, recovered, reason }) => reason ?? recovered ?? __typename));
      await again.leave();
    }
    const anew = [false, 'FILTER_CHANGED', 'CouncilSnapshot'];
    expect(told).toEqual([[true], [true], anew, anew]);
  });
});

it("another person's cursor is told to be that", async () => {
  const own = new StreamReader(secretary, { query: userStream });
  await own.until(({ frames }) => frames.length === 2);
  const after = own.frames[1]?.cursor ?? '';
  await own.leave();
  const other = new StreamReader(await signIn(running.url, 'rater1'), { query: userStream, after });
  await other.until(({ frames }) => frames.length === 3);
  expect(other.frames[1]).toMatchObject({ __typename: 'Reset', reason: 'OTHER_PERSON' });
  await other.leave();
});
