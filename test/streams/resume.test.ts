import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { type Random, withSeed } from '../support/random.js';
import { type Acknowledged, readCard, writePhone } from './support/council-card.js';
import { readLog } from './support/event-log.js';
import { Replica } from './support/replica.js';

/** How often the socket is cut, and how much is written meanwhile, at least. */
const least = { cuts: 200, writes: 120 };

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

/** Writes until told to stop; some writes are sent twice under one key, at once or one after the other. */
async function write(
  client: TestClient,
  code: string,
  random: Random,
  acknowledged: Acknowledged[],
  isOver: () => boolean,
): Promise<void> {
  let card = await readCard(client, code);
  for (let n = 0; !isOver(); n += 1) {
    const phone = `+998 ${100_000_000 + n}`;
    const key = randomUUID();
    const first = writePhone(client, card, phone, key);
    const kind = random.below(10);
    const again = kind === 0 ? writePhone(client, card, phone, key) : null;
    const [told, repeated] = await Promise.all([first, again]);
    acknowledged.push(told);
    const later = kind === 1 ? await writePhone(client, card, phone, key) : told;
    expect([repeated ?? told, later]).toEqual([told, told]);
    card = { ...card, version: told.version };
    await sleep(random.below(8));
  }
}

/** Connects and cuts, at a random moment or right after a random frame. */
async function connectAndCut(replica: Replica, random: Random): Promise<void> {
  const reader = replica.connect();
  const frameCount = random.below(4);
  const late = random.below(30);
  await (random.below(2) === 0
    ? Promise.race([reader.until(({ frames }) => frames.length >= frameCount), sleep(200)])
    : sleep(late));
  reader.cut();
  await reader.ended;
}

// Two hundred connections take their time on a machine that does other work beside it.
it('a subscriber whose socket is cut 200 times applies exactly the log, and every acknowledged write is in it', { timeout: 180_000 }, () =>
  withSeed(async (random) => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    const before = await readCard(writer, 'UZ-AN');
    const replica = new Replica(new TestClient(running.url), before.id);
    let isOver = false;
    const acknowledged: Acknowledged[] = [];
    const writing = write(writer, 'UZ-AN', random, acknowledged, () => isOver);
    for (let cut = 0; cut < least.cuts || acknowledged.length < least.writes; cut += 1) {
      await connectAndCut(replica, random);
    }
    isOver = true;
    await writing;
    const log = await readLog(running.test.database, before.id);
    const last = replica.connect();
    const from = (replica.snapshots[0]?.council?.version ?? NaN) - before.version;
    await last.until(() => replica.applied.at(-1)?.seq === log.at(-1)?.seq);
    await last.leave();

    expect(replica.snapshots).toHaveLength(1);
    expect(replica.resets).toEqual([]);
    const missed = replica.readies.reduce((sum, { replayed }) => sum + (replayed ?? 0), 0);
    expect(missed).toBeGreaterThan(10);

    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    const tail = log.slice(from);
    expect(replica.applied.map(({ seq, mutationId }) => ({ seq, mutationId }))).toEqual(tail);
    expect(replica.applied.map(({ prev }) => prev)).toEqual(tail.map(({ seq }) => seq - 1));
    expect(log.map(({ mutationId }) => mutationId)).toEqual(acknowledged.map(({ key }) => key));

    const after = await readCard(writer, 'UZ-AN');
    expect(after.version).toBe(before.version + log.length);
    expect(after.phone).toBe(acknowledged.at(-1)?.phone);
    expect(after.position).toBe(replica.cursor);
    const cursors = replica.applied.map(({ cursor }) => cursor);
    expect(acknowledged.slice(from).map(({ position }) => position)).toEqual(cursors);
  }));
