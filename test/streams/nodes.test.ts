import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { readInstallationId } from '../../src/realtime/postgres/heads.js';
import { signIn, TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { forgetInstallation, isNatsLeftOut, natsUrl, overNats } from '../support/nats.js';
import { readCard, writePhone } from './support/council-card.js';
import { buildServer, ServerProcess } from './support/server-process.js';
import { councilStream, StreamReader } from './support/stream-reader.js';

let test: TestDatabase;
const nodes: ServerProcess[] = [];

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase(), buildServer()]);
  await seedPeople(test.database);
}, 240_000);

afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.end('SIGTERM')));
});

afterAll(() => test?.close());

/** Starts two nodes, each a process of its own. */
async function startNodes(
  database: Pick<TestDatabase, 'connection'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<[ServerProcess, ServerProcess]> {
  const started = await Promise.all([1, 2].map(() => ServerProcess.start(database, { environment })));
  nodes.push(...started);
  return started as [ServerProcess, ServerProcess];
}

const busOf = async ({ url }: ServerProcess): Promise<unknown> =>
  ((await (await fetch(`${url}/readyz`)).json()) as { checks: { bus: unknown } }).checks.bus;

/**
 * Writes through one node while a subscriber of the other one listens, and gives the milliseconds from each
 * acknowledgement to its event, the shortest first; below 0 where the event was there first.
 */
async function latencies([here, there]: readonly [ServerProcess, ServerProcess], council: string, count: number) {
  const writer = await signIn(here.url, `secretary-${council.toLowerCase()}`);
  let card = await readCard(writer, council);
  const heard = new Map<string | null, number>();
  const reader = new StreamReader(
    new TestClient(there.url),
    { query: councilStream, variables: { id: card.id } },
    (frame) => frame.events?.forEach(({ mutationId }) => heard.set(mutationId, performance.now())),
  );
  await reader.until(({ frames }) => frames.length === 2);
  const told: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const { key, version } = await writePhone(writer, card, `+998 ${200_000_000 + n}`);
    const acknowledged = performance.now();
    await reader.until(() => heard.has(key));
    told.push((heard.get(key) ?? Infinity) - acknowledged);
    card = { ...card, version };
  }
  expect(reader.events.map(({ seq, prev }) => seq - prev)).toEqual(told.map(() => 1));
  await reader.leave();
  if (process.env.TEST_FIGURES) {
    process.stdout.write(`${council}: ${told.map((each) => each.toFixed(1)).join(' ')} ms\n`);
  }
  return told.toSorted((one, other) => one - other);
}

/** The one in the middle: single ones may meet the poll, or a machine that does something else. */
const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Infinity;

const timeout = 240_000;

describe('two nodes, each a process of its own, on one database', () => {
  it('tell each other over PostgreSQL: a subscriber of one hears at once what was written through the other', { timeout }, async () => {
    const both = await startNodes(test);
    expect(await Promise.all(both.map(busOf))).toEqual([{ ok: true }, { ok: true }]);
    // The poll alone would take 250 ms on average.
    expect(middle(await latencies(both, 'UZ-AN', 21))).toBeLessThan(200);
  });

  it('deliver by the poll what no hint tells of', { timeout }, async () => {
    const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
    proxy.refuse('listen ');
    try {
      const both = await startNodes({ connection: through });
      const away = { ok: false, detail: 'postgres is away: what other nodes write comes later' };
      expect(await Promise.all(both.map(busOf))).toEqual([away, away]);
      expect(middle(await latencies(both, 'UZ-SA', 5))).toBeLessThan(1_200 + 2_000);
      await Promise.all(nodes.splice(0).map((node) => node.end('SIGTERM')));
    } finally {
      await proxy.remove();
    }
  });

  describe.skipIf(isNatsLeftOut)(`${overNats}`, () => {
    afterAll(async () => forgetInstallation(await readInstallationId(test.database)));

    it('hear at once what was written through the other', { timeout }, async () => {
      const both = await startNodes(test, { NATS_URL: natsUrl });
      expect(await Promise.all(both.map(busOf))).toEqual([{ ok: true }, { ok: true }]);
      expect(middle(await latencies(both, 'UZ-QA', 21))).toBeLessThan(200);
    });
  });

  it('are ready without NATS, and deliver by the poll', { timeout }, async () => {
    // Nobody listens at the port of nothing.
    const both = await startNodes(test, { NATS_URL: 'nats://127.0.0.1:1' });
    const away = { ok: false, detail: 'nats is away: what other nodes write comes later' };
    expect(await Promise.all(both.map(busOf))).toEqual([away, away]);
    expect(middle(await latencies(both, 'UZ-FA', 5))).toBeLessThan(1_200 + 2_000);
  });
});
