import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { councilStream, StreamReader } from '../streams/support/stream-reader.js';

let proxy: FaultProxy;
let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({
    presence: { lease: 2_000, renew: 500, retry: 200, answer: 500 },
    connectionOf: async (connection) => {
      const before = await FaultProxy.beforeDatabase(connection);
      proxy = before.proxy;
      return before.through;
    },
  });
});

afterAll(async () => {
  await proxy?.remove();
  await running?.close();
});

/** How an attempt to open a socket ends: opened, or the words of the refusal. */
async function attempt(): Promise<string> {
  const socket = new WebSocket(`${running.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const told = await once(socket, 'open').then(() => 'open', String);
  socket.terminate();
  return told;
}

it('a server that is cut off from the database sends its clients away, takes none meanwhile, and takes them again', { timeout: 60_000 }, async () => {
  const writer = await signIn(running.url, 'secretary-uz-an');
  const card = await readCard(writer, 'UZ-AN');
  const request = { query: councilStream, variables: { id: card.id } };
  const reader = new StreamReader(new TestClient(running.url), request);
  await reader.until(({ frames }) => frames.length === 2);

  proxy.swallow();
  expect(await reader.untilEnded()).toEqual({ closeCode: 1013 });
  expect(await attempt()).toContain('503');
  await proxy.close();
  await proxy.open();
  await expect.poll(attempt, { timeout: 20_000 }).toBe('open');

  const written = await writePhone(writer, card, '+998 74 000 00 09');
  const again = new StreamReader(new TestClient(running.url), { ...request, after: card.position });
  await again.until(({ events }) => events.length === 1);
  expect(again.events[0]?.mutationId).toBe(written.key);
  await again.leave();
});
