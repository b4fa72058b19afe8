import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore, typed } from '../../src/client/index.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { readLog } from '../streams/support/event-log.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { withSeed } from '../support/random.js';
import { anyPhone, councilStream, cuttableClient, heldAfter, until } from './support/followed-council.js';

let running: TestApp;
let secretary: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  secretary = await signIn(running.url, 'secretary-uz-an');
});

afterAll(() => running.close());

async function writes(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await writePhone(secretary, await readCard(secretary, 'UZ-AN'), anyPhone());
  }
}

describe('a stream of the client', () => {
  // Many connections take their time on a machine that does other work beside it.
  it('holds exactly the log, however often its socket is cut', { timeout: 180_000 }, () =>
    withSeed(async (random) => {
      const card = await readCard(secretary, 'UZ-AN');
      const { client, cut, sockets } = cuttableClient(secretary);
      const resets: string[] = [];
      const stream = client.stream(councilStream, { id: card.id }, { apply: heldAfter, onReset: (reason) => resets.push(reason) });
      await until(stream, () => true);
      // Which of the cuts find a connection hangs on how long the client waits between its attempts.
      let count = 0;
      for (; count < 25 || sockets() <= 5; count += 1) {
        const written = writes(1);
        await sleep(random.below(30));
        cut();
        await written;
      }
      const log = await readLog(running.test.database, card.id);
      const { events } = await until(stream, (held) => held.events.at(-1)?.seq === log.at(-1)?.seq);
      await client.close();

      expect(events.map(({ seq, mutationId }) => ({ seq, mutationId }))).toEqual(log.slice(-count));
      expect(resets).toEqual([]);
    }));

  it('goes on from what the store holds when the program starts again', async () => {
    const card = await readCard(secretary, 'UZ-AN');
    const store = memoryStore();
    const before = cuttableClient(secretary, { store });
    const first = before.client.stream(councilStream, { id: card.id }, { apply: heldAfter });
    await until(first, () => true);
    await writes(2);
    const held = await until(first, ({ events }) => events.length === 2);
    await before.client.close();
    await writes(3);

    const after = cuttableClient(secretary, { store });
    const states: number[] = [];
    const second = after.client.stream(councilStream, { id: card.id }, {
      apply: heldAfter,
      onState: ({ events }) => states.push(events.length),
    });
    const { version, events } = await until(second, (state) => state.events.length === 5);
    await after.client.close();

    expect(states[0]).toBe(2);
    expect(version).toBe(held.version);
    expect(events.slice(0, 2)).toEqual(held.events);
    expect(events.map(({ prev }) => prev).slice(1)).toEqual(events.map(({ seq }) => seq).slice(0, -1));
  });

  it('finds a new server at the same address after a restart, and tells how it stands', async () => {
    const card = await readCard(secretary, 'UZ-AN');
    const { client } = cuttableClient(secretary);
    const phases: string[] = [];
    const stream = client.stream(councilStream, { id: card.id }, {
      apply: heldAfter,
      // Whether there is time to see what is being caught up, and how often another try fails, is chance.
      onStatus: ({ phase }) => (phase === 'catching-up' || phase === phases.at(-1) ? undefined : phases.push(phase)),
    });
    await until(stream, () => true);
    await running.restart();
    await writes(1);
    const { events } = await until(stream, (held) => held.events.length === 1);
    await client.close();

    expect(events).toHaveLength(1);
    expect(phases).toEqual(['live', 'offline', 'live', 'ended']);
  });

  it('knows when it has passed what a mutation changed', async () => {
    const card = await readCard(secretary, 'UZ-AN');
    const { client } = cuttableClient(secretary);
    const stream = client.stream(councilStream, { id: card.id }, { apply: heldAfter });
    await until(stream, () => true);
    const told = await writePhone(secretary, card, anyPhone());
    expect(await stream.passed([told.position])).toBe(true);
    expect(stream.state?.events).toHaveLength(1);
    expect(await stream.passed(['another'], 10)).toBe(false);
    await client.close();
  });

  it('ends with an error where the server refuses it, or the document does not select what a stream needs', async () => {
    const { client } = cuttableClient(secretary);
    const absent = client.stream(councilStream, { id: 'Q291bmNpbDo5OTk' }, { apply: heldAfter });
    await expect(absent.closed).rejects.toMatchObject({ name: 'OperationError' });
    expect(absent.status).toMatchObject({ phase: 'failed', error: { name: 'OperationError' } });
    const text = 'subscription ($id: ID!) { stream: councilStream(councilId: $id) { __typename ... on Ready { replayed } } }';
    const { id } = await readCard(secretary, 'UZ-AN');
    const bare = client.stream(typed<{ stream: { __typename: 'Events' } }, { id: string }>(text), { id }, { apply: () => null });
    await expect(bare.closed).rejects.toThrow('The subscription has to select `recovered` of Ready.');
    await client.close();
  });
});
