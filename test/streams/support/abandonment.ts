import { expect } from 'vitest';
import type { App } from '../../../src/app.js';
import { TestClient } from '../../support/client.js';
import { abandon } from './abandoning-client.js';
import { readCard } from './council-card.js';
import { activeTimers, settledHeap } from './heap.js';
import { councilStream } from './stream-reader.js';

/** Bytes by which the heap may have grown. */
const allowance = 5 * 1_048_576;

/**
 * Subscribes and abandons so many times, and expects that nothing of it is left: no subscriber, no group, no socket, no
 * timer, and no more than 5 MiB on the heap.
 * @returns the growth of the heap in bytes
 */
export async function expectNothingLeft(app: App, count: number): Promise<number> {
  const { id } = await readCard(new TestClient(app.url), 'UZ-BU');
  const client = { url: app.url, query: councilStream, variables: { id, onGap: 'SNAPSHOT' } };
  const nothing = async (): Promise<void> => {
    await expect
      .poll(() => ({ ...app.engine.health(), sockets: app.server.connections() }), { timeout: 60_000 })
      .toMatchObject({ streams: 0, subscribers: 0, groups: 0, lagging: 0, sockets: 0 });
  };
  // What is made once and kept, such as the compiled document, is there before.
  await abandon({ ...client, count: 400 });
  await nothing();
  const before = { heap: await settledHeap(), timers: activeTimers() };
  await abandon({ ...client, count });
  await nothing();
  const growth = (await settledHeap()) - before.heap;
  expect(growth).toBeLessThan(allowance);
  // The polls of the engine and the pool come and go.
  expect(activeTimers()).toBeLessThanOrEqual(before.timers + 5);
  return growth;
}
