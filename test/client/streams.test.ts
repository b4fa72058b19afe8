import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/client/index.js';
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

async function writes(count: number, pause: () => number = () => 0): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await writePhone(secretary, await readCard(secretary, 'UZ-AN'), anyPhone());
    await sleep(pause());
  }
}

describe('a stream of the client', () => {
  it('holds exactly the log, however often its socket is cut', () =>
    withSeed(async (random) => {
      const card = await readCard(secretary, 'UZ-AN');
      const { client, cut, sockets } = cuttableClient(secretary);
      const resets: string[] = [];
      const stream = client.stream(councilStream, { id: card.id }, { apply: heldAfter, onReset: (reason) => resets.push(reason) });
      await until(stream, () => true);
      const writing = { isOver: false };
      const written = writes(40, () => random.below(10)).finally(() => (writing.isOver = true));
      while (!writing.isOver) {
        await sleep(random.below(40));
        cut();
      }
      await written;
      const log = await readLog(running.test.database, card.id);
      const { events } = await until(stream, (held) => held.events.at(-1)?.seq === log.at(-1)?.seq);
      await client.close();

      expect(events.map(({ seq, mutationId }) => ({ seq, mutationId }))).toEqual(log.slice(-40));
      expect(resets).toEqual([]);
      expect(sockets()).toBeGreaterThan(5);
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
      onStatus: ({ phase }) => phases.push(phase),
    });
    await until(stream, () => true);
    await running.restart();
    await writes(1);
    const { events } = await until(stream, (held) => held.events.length === 1);
    await client.close();

    expect(events).toHaveLength(1);
    expect(phases).toEqual(['catching-up', 'live', 'offline', 'catching-up', 'live', 'ended']);
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

  it('ends with an error where the server refuses it, and is told of one that selects too little', async () => {
    const { client } = cuttableClient(secretary);
    const absent = client.stream(councilStream, { id: 'Q291bmNpbDo5OTk' }, { apply: heldAfter });
    await expect(absent.closed).rejects.toMatchObject({ name: 'OperationError' });
    expect(absent.status).toMatchObject({ phase: 'failed', error: { name: 'OperationError' } });
    await client.close();
  });
});
