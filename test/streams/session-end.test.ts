import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';
import { StreamReader, userStream } from './support/stream-reader.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

/** Lets the sessions of an account end so many seconds from now. */
async function endSessions(account: string, seconds: number): Promise<void> {
  await sql`update session set expires_at = now() + make_interval(secs => ${seconds})
    where account_id = ${demonstrationAccountId(account)}`.execute(running.test.database);
}

it('a session that is about to end is announced, and ends its streams when it does', async () => {
  const client = await signIn(running.url, 'rater2');
  await endSessions('rater2', 6);
  const reader = new StreamReader(client, { query: userStream });
  await reader.until(({ frames }) => frames.some(({ __typename }) => __typename === 'AuthExpiring'));
  const { errors } = await reader.untilEnded();
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  await reader.leave();
});

it('a session that is extended on the same socket keeps its streams', async () => {
  const client = await signIn(running.url, 'rater3');
  await endSessions('rater3', 8);
  const reader = new StreamReader(client, { query: userStream });
  await reader.until(({ frames }) => frames.some(({ __typename }) => __typename === 'AuthExpiring'));
  const { data } = await client.send('mutation { sessionExtend(input: {}) { errors { code } } }');
  expect(data).toEqual({ sessionExtend: { errors: [] } });
  let isEnded = false;
  void reader.ended.then(() => (isEnded = true));
  await reader.until(({ events }) => events.some(({ type }) => type === 'SessionExtended'));
  await sleep(9_000);
  expect(isEnded).toBe(false);
  await signIn(running.url, 'rater3');
  await reader.until(({ events }) => events.some(({ type }) => type === 'SessionCreated'));
  await reader.leave();
});
