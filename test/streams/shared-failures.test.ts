import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Line } from '../http/support/transports.js';
import { appointmentEnded } from '../../src/modules/councils/council.stream.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { EventLine } from '../support/event-line.js';
import { readCard, writePhone } from './support/council-card.js';
import { councilStream, StreamReader } from './support/stream-reader.js';

// What is executed or read once for many must not fail for all of them because of one.

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running?.close());

/** Holds a table so that nobody reads it, until the answer is called. */
async function hold(table: string): Promise<() => Promise<void>> {
  const { promise: over, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
  const holding = running.test.database.transaction().execute(async (transaction) => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(transaction);
    isHeld();
    await over;
  });
  await held;
  return async () => {
    release();
    await holding;
  };
}

/** Ends the connections that wait for a table, as a database does that goes away. Gives how many there were. */
async function endWaiting(table: string): Promise<number> {
  const { rows } = await sql<{ ended: boolean }>`
    select pg_terminate_backend(pid) as ended from pg_locks
    where relation = ${table}::regclass and not granted`.execute(running.test.database);
  return rows.length;
}

describe('a visitor who leaves while what he asked for is read for others as well', () => {
  it('takes nobody with him', { timeout: 60_000 }, async () => {
    const { id } = await readCard(new TestClient(running.url), 'UZ-AN');
    const variables = { id, onGap: 'SNAPSHOT' };
    const release = await hold('council');
    const readers: StreamReader[] = [];
    const subscribe = (): void => void readers.push(new StreamReader(new TestClient(running.url), { query: councilStream, variables: { id } }));
    subscribe();
    await sleep(300);
    // The second read is the one that this visitor asks for, and the others with him.
    const visitor = EventLine.open({ url: running.url, query: councilStream, variables, headers: {} });
    await sleep(300);
    subscribe();
    subscribe();
    await sleep(300);
    (await visitor).cut();
    await sleep(100);
    await release();
    await Promise.all(readers.map((reader) => reader.until(({ frames }) => frames.length === 2)));
    expect(readers.map(({ frames }) => frames.map(({ __typename }) => __typename))).toEqual(
      readers.map(() => ['Ready', 'CouncilSnapshot']),
    );
    await Promise.all(readers.map((reader) => reader.leave()));
  });
});

describe('an event whose objects the database would not give', () => {
  it('is told whole to everybody when the database is there again', { timeout: 60_000 }, async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const card = await readCard(secretary, 'UZ-AN');
    const query = `subscription ($id: ID!, $after: Cursor) { stream: councilStream(councilId: $id, after: $after) { __typename
      ... on Ready { cursor recovered } ... on CouncilSnapshot { cursor } ... on Checkpoint { cursor }
      ... on Events { cursor events { seq type body { ... on AppointmentEnded { appointment { seat { council { territory { code } } } } } } } } } }`;
    const readers = [1, 2, 3].map(() => new StreamReader(new TestClient(running.url), { query, variables: { id: card.id } }));
    await Promise.all(readers.map((reader) => reader.until(({ frames }) => frames.length === 2)));
    const { database } = running.test;
    const councilId = decodeNodeIdOf('Council', card.id) ?? '';
    const { rows } = await sql<{ id: string }>`select a.id from appointment a join seat s on s.id = a.seat_id
      where s.council_id = ${councilId} limit 1`.execute(database);
    const release = await hold('territory');
    const event = appointmentEnded(councilId, rows[0]?.id ?? '');
    await database.transaction().execute((transaction) => appendEvents(transaction, [event], { actorId: null, mutationId: null }));
    await expect.poll(() => endWaiting('territory'), { timeout: 10_000 }).toBeGreaterThan(0);
    await release();
    await Promise.all(readers.map((reader) => reader.until(({ events }) => events.length > 0)));
    for (const { events } of readers) {
      expect(events[0]).toMatchObject({ body: { appointment: { seat: { council: { territory: { code: expect.any(String) as string } } } } } });
    }
    await Promise.all(readers.map((reader) => reader.leave()));
  });
});

describe('an operation that waits for its id', () => {
  it('is not begun when its connection has ended meanwhile', { timeout: 60_000 }, async () => {
    const { id } = await readCard(new TestClient(running.url), 'UZ-AN');
    const { token } = await signIn(running.url, 'rater5');
    const variables = { id, onGap: 'SNAPSHOT' };
    for (let n = 0; n < 30; n += 1) {
      const line = await Line.open(running.url, { authorization: `Bearer ${token ?? ''}` });
      line.subscribe('1', councilStream, variables);
      line.send({ id: '1', type: 'complete' });
      line.subscribe('1', councilStream, variables);
      line.socket.terminate();
    }
    await sleep(500);
    await expect.poll(() => running.app.engine.health().subscribers, { timeout: 20_000 }).toBe(0);
  });
});

describe('an operation that comes before the acknowledgement', () => {
  it('is refused with 4401 however many come at once', async () => {
    const lines = await Promise.all(Array.from({ length: 50 }, () => Line.open(running.url, null)));
    for (const line of lines) {
      line.send({ type: 'connection_init' });
      line.subscribe('1', '{ __typename }');
    }
    expect(new Set(await Promise.all(lines.map(async ({ closed }) => (await closed).code)))).toEqual(new Set([4401]));
  });
});

it('a write is still told after all of that', async () => {
  const secretary = await signIn(running.url, 'secretary-uz-an');
  const card = await readCard(secretary, 'UZ-AN');
  const reader = new StreamReader(new TestClient(running.url), { query: councilStream, variables: { id: card.id } });
  await reader.until(({ frames }) => frames.length === 2);
  await writePhone(secretary, card, '+998 71 000 11 22');
  await reader.until(({ events }) => events.length > 0);
  expect(reader.events.map(({ type }) => type)).toEqual(['CouncilUpdated']);
  await reader.leave();
});
