import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { Line } from './support/transports.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({ limits: { timeout: 5_000 } });
});

afterAll(() => running.close());

const query = '{ territories { code } }';

/** How many statements wait for the table that the test has locked. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%territory%'`.execute(
    running.test.database,
  );
  return rows[0]?.count ?? 0;
}

/** Does something while the database cannot read the territories. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await running.test.database.transaction().execute(async (transaction) => {
    await sql`lock table territory in access exclusive mode`.execute(transaction);
    await work();
  });
}

const leavers: readonly (readonly [string, () => Promise<() => void>])[] = [
  [
    'leaves over HTTP',
    async () => {
      const abort = new AbortController();
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      fetch(`${running.url}/graphql`, { method: 'POST', headers, body, signal: abort.signal }).catch(() => {});
      return () => abort.abort();
    },
  ],
  [
    'completes its query over WebSocket',
    async () => {
      const line = await Line.open(running.url);
      line.subscribe('1', query);
      return () => line.send({ id: '1', type: 'complete' });
    },
  ],
  [
    'is cut off in a query over WebSocket',
    async () => {
      const line = await Line.open(running.url);
      line.subscribe('1', query);
      return () => line.socket.terminate();
    },
  ],
];

describe('the statement of a client that', () => {
  it.each(leavers)('%s is stopped in the database', async (_, ask) => {
    await whileLocked(async () => {
      const leave = await ask();
      await expect.poll(waiting).toBeGreaterThan(0);
      leave();
      await expect.poll(waiting, { timeout: 3_000 }).toBe(0);
    });
  });

  it('waits longer than an operation may is stopped in the database', async () => {
    const hasty = await startTestApp({ limits: { timeout: 300 } });
    try {
      await hasty.test.database.transaction().execute(async (transaction) => {
        await sql`lock table territory in access exclusive mode`.execute(transaction);
        const response = await fetch(`${hasty.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
        expect(response.status).toBe(503);
        await expect
          .poll(async () => {
            const { rows } = await sql`
              select 1 from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`.execute(hasty.test.database);
            return rows.length;
          })
          .toBe(0);
      });
    } finally {
      await hasty.close();
    }
  });
});

it('as many clients as there are connections may leave, and the next is served', async () => {
  await whileLocked(async () => {
    const leaves = await Promise.all(Array.from({ length: 12 }, () => leavers[0]?.[1]()));
    await expect.poll(waiting).toBeGreaterThanOrEqual(5);
    leaves.forEach((leave) => leave?.());
    await expect.poll(waiting, { timeout: 3_000 }).toBe(0);
    const started = performance.now();
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ methodologies { totalCount } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { methodologies: { totalCount: expect.any(Number) as number } } });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
