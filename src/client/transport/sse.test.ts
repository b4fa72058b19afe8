import { expect, it } from 'vitest';
import { ConnectionGate } from './connection-gate.js';
import { SseTransport } from './sse.js';
import type { Loss } from './transport.js';

it('tells a subscription that still waits for its turn when all of them are given up', async () => {
  const ended = new AbortController();
  const gate = new ConnectionGate({ first: 1, most: 1 }, ended.signal);
  const requests: unknown[] = [];
  const transport = new SseTransport(
    {
      url: 'https://kengash.example/graphql/stream',
      fetch: async (...request) => {
        requests.push(request);
        throw new TypeError('there is no network');
      },
      headers: async () => ({}),
    },
    gate,
  );
  gate.lost(null);
  const lost = new Promise<Loss>((resolve) => {
    const sink = { next: () => {}, refused: () => {}, completed: () => {}, lost: resolve };
    transport.subscribe({ query: 'subscription { a }', variables: {} }, sink);
  });
  transport.reconnect();
  expect(await lost).toMatchObject({ code: null });
  expect(requests).toEqual([]);
});
