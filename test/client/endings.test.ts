import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { typed } from '../../src/client/index.js';
import { textOf } from '../../src/client/document.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { anyPhone, councilStream, cuttableClient, heldAfter, until } from './support/followed-council.js';

let running: TestApp;
let secretary: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  secretary = await signIn(running.url, 'secretary-uz-an');
});

afterAll(() => running?.close());

/** A stream that does not ask when the session ends. */
const withoutEnd: typeof councilStream = typed(textOf(councilStream).replace('... on AuthExpiring { at }', ''));

async function write(): Promise<string> {
  const { position } = await writePhone(secretary, await readCard(secretary, 'UZ-AN'), anyPhone());
  return position;
}

it('the client has its session extended once when its end is announced to many streams, and goes on', async () => {
  const account = await signIn(running.url, 'rater4');
  const { id } = await readCard(account, 'UZ-AN');
  await sql`update session set expires_at = now() + interval '8 seconds'
    where account_id = ${demonstrationAccountId('rater4')}`.execute(running.test.database);
  const asked: string[] = [];
  const { client, sockets } = cuttableClient(account, {
    refresh: (expiresAt) => {
      asked.push(expiresAt);
      return account.send('mutation { sessionExtend(input: {}) { errors { code } } }');
    },
  });
  const streams = [1, 2, 3].map(() => client.stream(councilStream, { id }, { apply: heldAfter }));
  const bare = client.stream(withoutEnd, { id }, { apply: heldAfter });
  await Promise.all([...streams, bare].map((stream) => until(stream, () => true)));
  await sleep(9_000);
  const position = await write();
  expect(await Promise.all(streams.map((stream) => stream.passed([position])))).toEqual([true, true, true]);
  expect(await bare.passed([position])).toBe(true);
  expect(asked).toHaveLength(1);
  expect(sockets()).toBe(1);
  await client.close();
});

it('the client tries another connection when nothing comes for too long, and misses nothing', async () => {
  const { hostname, port } = new URL(running.url);
  const proxy = await FaultProxy.before({ host: hostname, port: Number(port) });
  try {
    const { id } = await readCard(secretary, 'UZ-AN');
    const phases: string[] = [];
    const { client, sockets } = cuttableClient(secretary, {
      url: `http://${proxy.address.host}:${proxy.address.port}/graphql`,
      silence: { told: 1_000, most: 2_000 },
    });
    const stream = client.stream(councilStream, { id }, { apply: heldAfter, onStatus: ({ phase }) => void phases.push(phase) });
    await until(stream, () => true);
    expect(sockets()).toBe(1);
    // What is open falls silent, and neither side is told; connections that come later are as good as ever.
    const swallowed = proxy.swallowOpen();
    const positions = [await write(), await write()];
    expect(await stream.passed(positions, 20_000)).toBe(true);
    expect(swallowed.count).toBe(1);
    expect(sockets()).toBeGreaterThan(1);
    expect(stream.state?.events).toHaveLength(2);
    expect(phases).toContain('live');
    await client.close();
  } finally {
    await proxy.remove();
  }
});
