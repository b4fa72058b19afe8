import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, TestClient } from '../support/client.js';
import { type Random, withSeed } from '../support/random.js';
import { readCard, writePhone } from './support/council-card.js';
import { KillableServer } from './support/killable-server.js';
import { expectNoLoss, untilCaughtUp } from './support/no-loss.js';
import { follow, writeUntil } from './support/persistent-writer.js';
import { Replica } from './support/replica.js';
import { councilStream, StreamReader } from './support/stream-reader.js';

/** How often the server is killed. */
const kills = 4;

let server: KillableServer;

beforeAll(async () => {
  server = await KillableServer.start();
});

afterAll(() => server?.close());

it('kill -9 in the middle of writes loses nothing and doubles nothing', { timeout: 300_000 }, () =>
  withSeed(async (random: Random) => {
    const writer = await signIn(server.url, 'secretary-uz-sa');
    const before = await readCard(writer, 'UZ-SA');
    const replica = new Replica(new TestClient(server.url), before.id);
    let isWritten = false;
    let isRead = false;
    const following = follow(replica, () => isRead);
    let told = 0;
    const writing = writeUntil(writer, 'UZ-SA', () => isWritten, { onAcknowledged: () => (told += 1) });
    for (let kill = 0; kill < kills; kill += 1) {
      const toldBefore = told;
      // Each time it is there again for the subscriber, too, before it is killed anew.
      await expect.poll(() => replica.readies.length, { timeout: 60_000 }).toBeGreaterThan(kill);
      // However slow the machine, the writer is in the middle of its work.
      await expect.poll(() => told - toldBefore, { timeout: 60_000 }).toBeGreaterThan(5);
      await sleep(random.below(400));
      expect(await server.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
      await server.again();
    }
    await expect.poll(() => replica.readies.length, { timeout: 60_000 }).toBeGreaterThan(kills);
    isWritten = true;
    const acknowledged = await writing;
    await untilCaughtUp(server.test.database, replica, before.id);
    isRead = true;
    await following;

    expect(acknowledged.length).toBeGreaterThan(kills * 5);
    expect(replica.readies.filter(({ recovered }) => recovered).length).toBeGreaterThanOrEqual(kills);
    await expectNoLoss(server.test.database, writer, { before, acknowledged, replica }, 'UZ-SA');
  }),
);

it('SIGTERM ends it with 0 within seconds, and sends sockets away so that they come back', { timeout: 120_000 }, async () => {
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

  await server.again();
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
