import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';
import { Line } from '../http/support/transports.js';
import { expectNothingLeft } from './support/abandonment.js';
import { readCard } from './support/council-card.js';
import { settledHeap } from './support/heap.js';
import { councilStream } from './support/stream-reader.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running?.close());

it('leaves nothing of 2,000 subscriptions that were abandoned before, at and after their first frame', { timeout: 120_000 }, async () => {
  expect(await expectNothingLeft(running.app, 2_000)).toBeLessThan(5 * 1_048_576);
});

it('opens as many of 10,000 operations on one socket as it may, refuses others by themselves, and closes for the flood', { timeout: 60_000 }, async () => {
  const { id } = await readCard(new TestClient(running.url), 'UZ-BU');
  const variables = { id, onGap: 'SNAPSHOT' };
  const flood = async (operations: number): Promise<Line> => {
    const line = await Line.open(running.url);
    for (let n = 0; n < operations; n += 1) {
      line.subscribe(String(n), councilStream, variables);
    }
    return line;
  };
  const before = await settledHeap();
  const modest = await flood(100);
  await expect.poll(() => modest.messages.filter(({ type }) => type === 'error').length, { timeout: 20_000 }).toBe(36);
  expect(JSON.stringify(modest.messages.find(({ type }) => type === 'error'))).toContain('RATE_LIMITED');
  await expect.poll(() => running.app.engine.health().subscribers, { timeout: 20_000 }).toBe(64);
  const greedy = await flood(10_000);
  expect(await greedy.closed).toMatchObject({ code: 1013 });
  // Those who keep to the limits are served all the while.
  modest.subscribe('query', '{ __typename }');
  expect(await modest.next((message) => message.id === 'query')).toMatchObject({ type: 'error' });
  modest.send({ id: '0', type: 'complete' });
  modest.subscribe('again', '{ __typename }');
  expect(await modest.next((message) => message.id === 'again')).toMatchObject({ type: 'next' });
  modest.close();
  await expect.poll(() => running.app.engine.health().subscribers, { timeout: 20_000 }).toBe(0);
  greedy.messages.length = 0;
  modest.messages.length = 0;
  expect((await settledHeap()) - before).toBeLessThan(5 * 1_048_576);
});

it('closes for a message of 4 MiB, and for a cursor of 1 MB, while others are served', async () => {
  const { id } = await readCard(new TestClient(running.url), 'UZ-BU');
  const other = await Line.open(running.url);
  const large = await Line.open(running.url);
  large.socket.send('x'.repeat(4 * 1_048_576));
  const long = await Line.open(running.url);
  long.subscribe('1', councilStream, { id, onGap: 'SNAPSHOT', after: 'a'.repeat(1_000_000) });
  expect([(await large.closed).code, (await long.closed).code]).toEqual([1009, 1009]);
  other.subscribe('1', councilStream, { id, onGap: 'SNAPSHOT' });
  await other.next(({ payload }) => JSON.stringify(payload ?? null).includes('CouncilSnapshot'));
  other.close();
});
