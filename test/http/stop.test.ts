import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';
import { Line, transports } from './support/transports.js';

describe.each(transports)('a stop, over $name', ({ send }) => {
  test('lets running operations end', async () => {
    const server = await sampleServer();
    const before = seen.slow;
    const running = send(server.url, '{ slow(milliseconds: 300) }');
    await expect.poll(() => seen.slow).toBe(before + 1);
    const stopped = server.stop();
    expect((await running).data).toEqual({ slow: 'done' });
    await stopped;
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});

describe('a stop', () => {
  test('sends connections away so that they come back, and ends their streams', async () => {
    const server = await sampleServer();
    const before = { ...seen };
    const lines = await Promise.all([Line.open(server.url), Line.open(server.url)]);
    lines[0]?.subscribe('1', 'subscription { silence }');
    await expect.poll(() => seen.silent, { timeout: 10_000 }).toBe(before.silent + 1);
    await server.stop();
    expect(await Promise.all(lines.map(async (line) => (await line.closed).code))).toEqual([1012, 1012]);
    expect(seen.aborted).toBe(before.aborted + 1);
  });

  test('refuses what is new while it waits', async () => {
    const server = await sampleServer();
    const line = await Line.open(server.url);
    const before = seen.slow;
    line.subscribe('slow', '{ slow(milliseconds: 400) }');
    await expect.poll(() => seen.slow).toBe(before + 1);
    const stopped = server.stop();
    line.subscribe('new', '{ hello }');
    line.subscribe('stream', 'subscription { silence }');
    const refused = await line.next(({ id }) => id === 'new');
    expect(JSON.stringify(refused)).toContain('SERVER_STOPPING');
    await stopped;
    // A stream is not refused for good: the close of the socket calls it back.
    expect((await line.closed).code).toBe(1012);
    expect(line.messages.filter(({ id }) => id === 'stream')).toEqual([]);
  });

  test('says at once that it is not ready, and tells new connections to come back, while operations still run', async () => {
    const server = await sampleServer();
    const before = seen.slow;
    const line = await Line.open(server.url);
    line.subscribe('slow', '{ slow(milliseconds: 1500) }');
    await expect.poll(() => seen.slow, { timeout: 10_000 }).toBe(before + 1);
    const stopped = server.stop();
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, checks: { server: { ok: false, detail: 'stopping' } } },
    ]);
    const upgrade = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const refused = await new Promise<IncomingMessage>((resolve) => {
      upgrade.once('unexpected-response', (_, response) => resolve(response));
    });
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
    upgrade.on('error', () => {});
    upgrade.terminate();
    const query = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{}' });
    expect([query.status, query.headers.get('retry-after')]).toEqual([503, '1']);
    // What runs is answered, then its socket is sent away.
    expect(await line.next(({ id, type }) => id === 'slow' && type === 'next')).toMatchObject({ payload: { data: { slow: 'done' } } });
    await stopped;
    expect((await line.closed).code).toBe(1012);
  });

  test('sends many connections away in shares, and every one with the code that calls it back', async () => {
    const server = await sampleServer({ drain: 2_000, socketLimits: { connections: 200 } });
    const lines = await Promise.all(Array.from({ length: 60 }, () => Line.open(server.url)));
    const shares: number[] = [];
    const watching = setInterval(() => shares.push(server.connections()), 5);
    await server.stop();
    clearInterval(watching);
    expect(new Set(await Promise.all(lines.map(async (line) => (await line.closed).code)))).toEqual(new Set([1012]));
    // The first share had gone while the second had not been asked yet.
    expect(shares).toContain(10);
  });

  test('cuts off what does not end within the grace', async () => {
    const server = await sampleServer({ grace: 100 });
    const before = seen.slow;
    const running = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ slow(milliseconds: 14000) }"}',
    });
    const cut = running.catch((error: Error) => error.message);
    await expect.poll(() => seen.slow, { timeout: 10_000 }).toBe(before + 1);
    const started = Date.now();
    await server.stop();
    expect(await cut).toBe('fetch failed');
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('can be asked for any number of times', async () => {
    const server = await sampleServer();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});

describe('a port in use', () => {
  test('is told by code and by a message that says what to do', async () => {
    const server = await sampleServer();
    await expect(sampleServer({ port: server.port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: `Port ${server.port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to a free port.`,
    });
    await server.stop();
  });
});
