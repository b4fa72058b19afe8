import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({ environment: { KENGASH_COST_LIMIT: '4000' } });
});

afterAll(() => running.close());

describe('the cost limit of the configuration', () => {
  it('is that of the signed in, and the public has half of it', async () => {
    const query = '{ councils(first: 1) { totalCount } }';
    const [agency, visitor] = [await signIn(running.url, 'agency'), new TestClient(running.url)];
    expect((await agency.send(query)).extensions?.cost).toMatchObject({ limit: 4_000 });
    expect((await visitor.send(query)).extensions?.cost).toMatchObject({ limit: 2_000 });
  });
});

describe('behind a proxy that is trusted', () => {
  it('each client has a bucket of its own', async () => {
    const strict = await startTestApp({
      environment: { KENGASH_TRUSTED_PROXIES: '1', KENGASH_RATE_PER_SECOND: '1', KENGASH_RATE_BURST: '10' },
    });
    try {
      const ask = async (address: string): Promise<number> => {
        const response = await fetch(`${strict.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: '{"query":"{ __typename }"}',
        });
        return response.status;
      };
      expect([await ask('198.51.100.1'), await ask('198.51.100.1'), await ask('198.51.100.2')]).toEqual([200, 429, 200]);
    } finally {
      await strict.close();
    }
  });
});

describe('the limit of connections of the configuration', () => {
  it('lets an address hold so many WebSockets and refuses one more', async () => {
    const strict = await startTestApp({ environment: { KENGASH_CONNECTIONS_PER_ADDRESS: '1' } });
    const open = () => new WebSocket(`${strict.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    try {
      const first = open();
      await once(first, 'open');
      const [refused] = (await once(open(), 'error')) as [Error];
      expect(refused.message).toContain('429');
      first.close();
      await once(first, 'close');
    } finally {
      await strict.close();
    }
  });
});
