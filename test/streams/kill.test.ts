import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { signIn, TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Random, withSeed } from '../support/random.js';
import { readCard, writePhone } from './support/council-card.js';
import { expectNoLoss, untilCaughtUp } from './support/no-loss.js';
import { follow, writeUntil } from './support/persistent-writer.js';
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

it('kill -9 in the middle of writes loses nothing and doubles nothing', { timeout: 120_000 }, () =>
  withSeed(async (random: Random) => {
    const writer = await signIn(server.url, 'secretary-uz-sa');
    const before = await readCard(writer, 'UZ-SA');
    const replica = new Replica(new TestClient(server.url), before.id);
    let isWritten = false;
    let isRead = false;
    const following = follow(replica, () => isRead);
    const writing = writeUntil(writer, 'UZ-SA', () => isWritten);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(200 + random.below(400));
      expect(await server.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
      server = await ServerProcess.start(test, server.port);
    }
    await sleep(300);
    isWritten = true;
    const acknowledged = await writing;
    await untilCaughtUp(test.database, replica, before.id);
    isRead = true;
    await following;

    expect(acknowledged.length).toBeGreaterThan(kills * 5);
    expect(replica.readies.filter(({ recovered }) => recovered).length).toBeGreaterThanOrEqual(kills);
    await expectNoLoss(test.database, writer, { before, acknowledged, replica }, 'UZ-SA');
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
