import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/cli/demonstration/acting.js';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { isSignedIn, SessionService } from '../../src/modules/accounts/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { StreamReader } from '../streams/support/stream-reader.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;
let client: TestClient;
/** The row of the client's session. */
let sessionId: string;

const accountId = demonstrationAccountId('auditor');

beforeAll(async () => {
  running = await startTestApp();
});

beforeEach(async () => {
  client = await signIn(running.url, 'auditor');
  const { data } = await client.send<{ viewer: { sessions: { id: string; current: boolean }[] } }>(
    '{ viewer { sessions { id current } } }',
  );
  sessionId = decodeNodeIdOf('Session', data?.viewer.sessions.find(({ current }) => current)?.id ?? '') ?? '';
});

afterAll(() => running.close());

interface Extended {
  readonly sessionExtend: {
    readonly session: { readonly id: string; readonly current: boolean; readonly expiresAt: string } | null;
    readonly positions: readonly string[];
    readonly errors: readonly { readonly code: string; readonly message: string }[];
  };
}

const mutation = `mutation ($input: SessionExtendInput!) {
  sessionExtend(input: $input) { session { id current expiresAt } positions errors { code message path } } }`;

async function extend(by = client, input: object = {}): Promise<Extended['sessionExtend']> {
  const { data, errors } = await by.send<Extended>(mutation, { input });
  expect(errors).toBeUndefined();
  return (data as Extended).sessionExtend;
}

/** Changes the row of the session. */
const set = (assignment: ReturnType<typeof sql>) =>
  sql`update session set ${assignment} where id = ${sessionId}`.execute(running.test.database);

/** Hours from now until the session ends, by the database's clock. */
async function hoursLeft(): Promise<number> {
  const { rows } = await sql<{ hours: string }>`
    select extract(epoch from expires_at - now()) / 3600 as hours from session where id = ${sessionId}`.execute(running.test.database);
  return Number(rows[0]?.hours);
}

describe('the extension of a session', () => {
  it('gives it twelve hours from now under the same token', async () => {
    await set(sql`expires_at = now() + interval '5 minutes'`);
    const { session, errors, positions } = await extend();
    expect(errors).toEqual([]);
    expect(session).toMatchObject({ current: true });
    expect(decodeNodeIdOf('Session', session?.id ?? '')).toBe(sessionId);
    expect(positions).toHaveLength(1);
    expect(await hoursLeft()).toBeCloseTo(12, 1);
    expect((await client.send('{ viewer { email } }')).data).toEqual({ viewer: { email: 'auditor@demo.kengash.example' } });
  });

  it('extends no other session of the account', async () => {
    const other = await signIn(running.url, 'auditor');
    await set(sql`expires_at = now() + interval '5 minutes'`);
    expect((await extend(other)).errors).toEqual([]);
    expect(await hoursLeft()).toBeLessThan(1);
  });

  it('ends thirty days after the beginning of the session, and is refused there', async () => {
    await set(sql`created_at = now() - interval '29 days 20 hours', expires_at = now() + interval '5 minutes'`);
    expect((await extend()).errors).toEqual([]);
    expect(await hoursLeft()).toBeCloseTo(4, 1);
    const before = await hoursLeft();
    const { session, errors } = await extend();
    expect(session).toBeNull();
    expect(errors).toMatchObject([{ code: 'SESSION_AT_LIMIT', path: [] }]);
    expect(errors[0]?.message).toContain('30');
    expect(await hoursLeft()).toBeLessThan(before);
  });

  it('is told on the stream of the account, and stands in the ledger', async () => {
    const query = `subscription { stream: userStream { __typename ... on Events { events { type
      body { ... on SessionExtended { extendedSessionId expiresAt } } } } } }`;
    const reader = new StreamReader(client, { query });
    await reader.until(({ frames }) => frames.length >= 2);
    const { session } = await extend();
    await reader.until(({ events }) => events.length === 1);
    expect(reader.events).toMatchObject([
      { type: 'SessionExtended', body: { extendedSessionId: session?.id, expiresAt: session?.expiresAt } },
    ]);
    await reader.leave();
    const entry = await running.test.database
      .selectFrom('ledger_entry')
      .select(['subject_id', 'actor_id', 'body'])
      .where('action', '=', 'session.extended')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({ subject_id: accountId, actor_id: accountId, body: { sessionId, expiresAt: session?.expiresAt } });
  });

  it('happens once under one idempotency key', async () => {
    const idempotencyKey = randomUUID();
    const first = await extend(client, { idempotencyKey });
    expect(await extend(client, { idempotencyKey })).toEqual(first);
  });

  it('by an operation on the socket of a stream keeps the stream beyond the end that the session had', async () => {
    let opened = 0;
    const socket = client.socket({ onSocket: () => (opened += 1) });
    const told: string[] = [];
    let ended = false;
    const query = 'subscription { userStream { __typename ... on Events { events { type } } } }';
    socket.subscribe<{ userStream: { events?: { type: string }[] } }>(
      { query },
      {
        next: ({ data }) => told.push(...(data?.userStream.events ?? [{ type: 'none' }]).map(({ type }) => type)),
        error: () => (ended = true),
        complete: () => (ended = true),
      },
    );
    await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    await set(sql`expires_at = now() + interval '2 seconds'`);
    const answer = await new Promise((resolve) => {
      socket.subscribe({ query: mutation, variables: { input: {} } }, { next: resolve, error: resolve, complete: () => {} });
    });
    expect(answer).toMatchObject({ data: { sessionExtend: { errors: [] } } });
    await sql`select pg_sleep(2.1)`.execute(running.test.database);
    await signIn(running.url, 'auditor');
    await expect.poll(() => told, { timeout: 10_000 }).toContain('SessionCreated');
    expect([ended, opened]).toEqual([false, 1]);
    await socket.dispose();
  });

  it('is not for the public', async () => {
    expect((await extend(new TestClient(running.url))).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it.each([
    ['whose time has run out', sql`expires_at = now()`],
    ['that was ended', sql`revoked_at = now()`],
  ])('brings back no session %s after its operation had begun', async (_, assignment) => {
    const service = new SessionService(new UnitOfWork(running.test.orm, () => {}));
    const viewer = { ...viewerOf('auditor'), sessionId };
    await set(assignment);
    const outcome = isSignedIn(viewer) ? await service.extend(viewer) : null;
    expect(outcome).toMatchObject({ ok: false, faults: [{ code: 'SESSION_EXPIRED', path: [] }] });
    expect((await client.post({ query: '{ viewer { id } }' })).status).toBe(401);
  });
});
