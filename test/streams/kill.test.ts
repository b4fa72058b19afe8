import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { signIn, TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Random, withSeed } from '../support/random.js';
import { type Acknowledged, readCard, writePhone } from './support/council-card.js';
import { readLog } from './support/event-log.js';
import { Replica } from './support/replica.js';
import { buildServer, ServerProcess } from './support/server-process.js';
import { councilStream, StreamReader } from './support/stream-reader.js';

/** How often the server is killed. */
const kills = 4;

let test: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase(), buildServer()]);
  await seedPeople(test.database);
  server = await ServerProcess.start(test);
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await test?.close();
});

/** Writes until told to stop; what was not acknowledged is sent again under its key until it is. */
async function write(client: TestClient, code: string, isOver: () => boolean): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let card = await readCard(client, code);
  for (let n = 0; !isOver(); n += 1) {
    const key = randomUUID();
    for (;;) {
      try {
        acknowledged.push(await writePhone(client, card, `+998 ${100_000_000 + n}`, key));
        break;
      } catch (error) {
        // Only a server that is gone or going is waited for; a refusal would be repeated for ever.
        if (!/fetch failed|terminated|other side closed|Unexpected end/.test((error as Error).message)) {
          throw error;
        }
        await sleep(20);
      }
    }
    card = { ...card, version: card.version + 1 };
  }
  return acknowledged;
}

/** Keeps a replica connected: whenever its stream ends, it goes on from its cursor. */
async function follow(replica: Replica, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const reader = replica.connect();
    const ended = await Promise.race([reader.ended, (async () => {
      while (!isOver()) {
        await sleep(10);
      }
      return {};
    })()]);
    reader.cut();
    if ('errors' in ended) {
      throw new Error(`The stream failed: ${JSON.stringify(ended.errors)}`);
    }
    await sleep(10);
  }
}

it('kill -9 in the middle of writes loses nothing and doubles nothing', { timeout: 120_000 }, () =>
  withSeed(async (random: Random) => {
    const writer = await signIn(server.url, 'secretary-uz-sa');
    const before = await readCard(writer, 'UZ-SA');
    const replica = new Replica(new TestClient(server.url), before.id);
    let isWritten = false;
    let isRead = false;
    const following = follow(replica, () => isRead);
    const writing = write(writer, 'UZ-SA', () => isWritten);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(200 + random.below(400));
      expect(await server.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
      server = await ServerProcess.start(test, server.port);
    }
    await sleep(300);
    isWritten = true;
    const acknowledged = await writing;
    const log = await readLog(test.database, before.id);
    const deadline = Date.now() + 10_000;
    while (replica.applied.at(-1)?.seq !== log.at(-1)?.seq && Date.now() < deadline) {
      await sleep(10);
    }
    isRead = true;
    await following;

    expect(acknowledged.length).toBeGreaterThan(kills * 5);
    expect(log.map(({ mutationId }) => mutationId)).toEqual(acknowledged.map(({ key }) => key));
    expect(replica.snapshots).toHaveLength(1);
    expect(replica.resets).toEqual([]);
    expect(replica.readies.filter(({ recovered }) => recovered).length).toBeGreaterThanOrEqual(kills);
    const tail = log.slice((replica.snapshots[0]?.council?.version ?? NaN) - before.version);
    expect(replica.applied.map(({ seq, mutationId }) => ({ seq, mutationId }))).toEqual(tail);
    expect(replica.applied.map(({ prev }) => prev)).toEqual(tail.map(({ seq }) => seq - 1));
    const after = await readCard(writer, 'UZ-SA');
    expect(after).toMatchObject({ version: before.version + log.length, phone: acknowledged.at(-1)?.phone });
  }),
);

it('SIGTERM ends it with 0 within seconds, and sends sockets away so that they come back', async () => {
  const writer = await signIn(server.url, 'secretary-uz-qa');
  const card = await readCard(writer, 'UZ-QA');
  const readers = [1, 2, 3].map(
    () => new StreamReader(new TestClient(server.url), { query: councilStream, variables: { id: card.id } }),
  );
  await Promise.all(readers.map((reader) => reader.until(({ frames }) => frames.length === 2)));
  const written = writePhone(writer, card, '+998 61 000 00 00');
  await sleep(5);
  const exit = await server.end('SIGTERM');
  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(exit.milliseconds).toBeLessThan(5_000);
  expect(await Promise.all(readers.map(({ ended }) => ended))).toEqual(readers.map(() => ({ closeCode: 1012 })));

  server = await ServerProcess.start(test, server.port);
  const told = await written;
  const again = new StreamReader(new TestClient(server.url), {
    query: councilStream,
    variables: { id: card.id },
    after: card.position,
  });
  await again.until(({ events }) => events.length === 1);
  expect(again.events[0]?.mutationId).toBe(told.key);
  await again.leave();
});
