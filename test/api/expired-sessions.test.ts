import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { StreamReader, userStream } from '../streams/support/stream-reader.js';

let running: TestApp;
let client: TestClient;

beforeAll(async () => {
  running = await startTestApp();
});

beforeEach(async () => {
  client = await signIn(running.url, 'auditor');
});

afterAll(() => running.close());

/** Lets the time of the auditor's sessions run out. */
async function expire(): Promise<void> {
  await sql`update session set expires_at = now() - interval '1 millisecond'
    where account_id = ${demonstrationAccountId('auditor')}`.execute(running.test.database);
}

/** What one query is answered on a socket: its data, its errors, or the code of the close. */
async function askOn(socket: ReturnType<TestClient['socket']>): Promise<unknown> {
  return new Promise((resolve) => {
    socket.subscribe(
      { query: '{ viewer { email } }' },
      { next: resolve, error: resolve, complete: () => resolve('complete') },
    );
  });
}

describe('a token whose time has run out', () => {
  it('is refused over HTTP, for whatever is public too', async () => {
    expect((await client.post({ query: '{ viewer { email } }' })).status).toBe(200);
    await expire();
    for (const query of ['{ viewer { email } }', '{ councils { totalCount } }', 'mutation { sessionDelete(input: {}) { errors { code } } }']) {
      const response = await client.post({ query });
      expect([query, response.status]).toEqual([query, 401]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  it('opens no socket', async () => {
    await expire();
    const socket = client.socket();
    expect(await askOn(socket)).toMatchObject({ code: 4403 });
    await socket.dispose();
  });

  it('asks nothing more on a socket that it has opened before', async () => {
    let opened = 0;
    const socket = client.socket({ onSocket: () => (opened += 1) });
    const frames: unknown[] = [];
    // A stream of the public keeps the socket open.
    const id = (await new TestClient(running.url).send<{ councils: { nodes: { id: string }[] } }>('{ councils(first: 1) { nodes { id } } }'))
      .data?.councils.nodes[0]?.id;
    socket.subscribe(
      { query: 'subscription ($id: ID!) { councilStream(councilId: $id) { __typename } }', variables: { id } },
      { next: (frame) => frames.push(frame), error: () => {}, complete: () => {} },
    );
    await expect.poll(() => frames.length).toBeGreaterThanOrEqual(2);
    expect(await askOn(socket)).toMatchObject({ data: { viewer: { email: 'auditor@demo.kengash.example' } } });
    await expire();
    expect(await askOn(socket)).toMatchObject({ code: 4403 });
    expect(opened).toBe(1);
    await socket.dispose();
  });

  it('ends the stream of the account, which tells nothing more', async () => {
    const other = await signIn(running.url, 'auditor');
    const reader = new StreamReader(client, { query: userStream });
    await reader.until(({ frames }) => frames.length >= 2);
    await expire();
    // Something for that stream to tell: another session of the account is ended.
    await sql`update session set expires_at = now() + interval '1 hour' where id = (
      select id from session where account_id = ${demonstrationAccountId('auditor')} order by created_at desc limit 1)`.execute(
      running.test.database,
    );
    await other.send('mutation { sessionDelete(input: {}) { errors { code } } }');
    expect(['NOT_FOUND', 'UNAUTHENTICATED']).toContain((await reader.untilEnded()).errors?.[0]?.extensions?.code);
    expect(reader.events).toEqual([]);
    await reader.leave();
  });
});
