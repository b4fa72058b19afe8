import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';
import { defaultSocketLimits } from '../../src/http/websocket/socket-limits.js';
import { Line } from './support/transports.js';

let server: SampleServer;

beforeAll(async () => {
  server = await sampleServer({
    socketLimits: {
      init: 150,
      operations: 3,
      connections: 5,
      starts: { perSecond: 1, burst: 12 },
      messages: { perSecond: 1, burst: 40 },
    },
  });
});

afterAll(() => server.stop());

const ofId = (id: string, type: string) => (message: Record<string, unknown>) =>
  message.id === id && message.type === type;
const errorCode = (message: Record<string, unknown>): unknown =>
  (message.payload as { extensions: { code: string } }[])[0]?.extensions.code;

describe('a connection', () => {
  test('carries queries, mutations and subscriptions', async () => {
    const line = await Line.open(server.url, { authorization: 'Bearer alice', locale: 'ru' });
    line.subscribe('q', '{ viewer locale transport }');
    expect((await line.next(ofId('q', 'next'))).payload).toMatchObject({
      data: { viewer: 'alice', locale: 'ru', transport: 'WEBSOCKET' },
    });
    line.subscribe('m', 'mutation { light }');
    expect((await line.next(ofId('m', 'next'))).payload).toMatchObject({ data: { light: 1 } });
    line.subscribe('s', 'subscription { ticks(count: 3) }');
    await line.next(ofId('s', 'complete'));
    const results = line.messages
      .filter(ofId('s', 'next'))
      .map(({ payload }) => payload as { data: object; extensions?: object });
    expect(results.map(({ data }) => data)).toEqual([{ ticks: 1 }, { ticks: 2 }, { ticks: 3 }]);
    expect(results.map(({ extensions }) => extensions !== undefined)).toEqual([true, false, false]);
    line.close();
  });

  test.each([
    { authorization: 'Bearer alice', acceptLanguage: 'ru' },
    { Authorization: 'Bearer alice', 'Accept-Language': 'ru' },
    { AUTHORIZATION: 'bearer alice', 'accept-language': 'de, ru;q=0.5' },
    { Authorization: 'Bearer alice', authorization: null, locale: 'ru', acceptLanguage: 'en' },
  ])('reads %j as it reads headers', async (init) => {
    const line = await Line.open(server.url, init);
    line.subscribe('q', '{ viewer locale }');
    expect((await line.next(ofId('q', 'next'))).payload).toMatchObject({ data: { viewer: 'alice', locale: 'ru' } });
    line.close();
  });

  test.each([[{ Authorization: 'Bearer bad' }], [{ authorization: 'Bearer bad' }], [{ authorization: 'Basic x' }], [{ authorization: 7 }]])(
    'with %j is closed as forbidden',
    async (init) => {
      const line = await Line.open(server.url, init);
      expect(await line.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    },
  );

  test('ends when its token is revoked, at the next operation', async () => {
    const line = await Line.open(server.url, { authorization: 'Bearer carol' });
    server.rejected.add('carol');
    line.subscribe('1', '{ hello }');
    expect((await line.closed).code).toBe(4403);
  });

  test('that says nothing is closed', async () => {
    const line = await Line.open(server.url, null);
    expect((await line.closed).code).toBe(4408);
  });

  test('that asks before it has introduced itself is closed', async () => {
    const line = await Line.open(server.url, null);
    line.subscribe('1', '{ hello }');
    expect((await line.closed).code).toBe(4401);
  });

  test('that sends nonsense is closed', async () => {
    const line = await Line.open(server.url);
    line.socket.send('hello');
    expect((await line.closed).code).toBe(4400);
  });

  test('that sends too large a message is closed', async () => {
    const line = await Line.open(server.url);
    line.socket.send('x'.repeat(128 * 1024 + 1));
    expect((await line.closed).code).toBe(1009);
  });

  test('that floods is closed', async () => {
    const line = await Line.open(server.url);
    for (let n = 0; n < 60; n += 1) {
      line.send({ type: 'ping' });
    }
    expect((await line.closed).code).toBe(1013);
  });

  test('without the subprotocol is closed', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`);
    const code = await new Promise((resolve) => {
      socket.on('close', resolve);
      socket.on('error', () => {});
    });
    expect(code).toBe(4406);
  });

  test('may have so many operations open, and no more', async () => {
    const line = await Line.open(server.url);
    for (const id of ['1', '2', '3', '4']) {
      line.subscribe(id, 'subscription { silence }');
    }
    expect(errorCode(await line.next(ofId('4', 'error')))).toBe('RATE_LIMITED');
    line.send({ id: '1', type: 'complete' });
    line.subscribe('5', '{ hello }');
    expect((await line.next(({ id }) => id === '5')).type).toBe('next');
    line.close();
  });

  test('may start so many operations at once, and no more', async () => {
    const line = await Line.open(server.url);
    const answers: unknown[] = [];
    for (let n = 0; n < 14; n += 1) {
      line.subscribe(String(n), '{ hello }');
      answers.push((await line.next((message) => message.id === String(n))).type);
    }
    expect(answers.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 'next'));
    expect(answers.at(-1)).toBe('error');
    line.close();
  });

  test('does not show what fails inside a stream', async () => {
    const line = await Line.open(server.url);
    line.subscribe('1', 'subscription { broken }');
    await line.next(ofId('1', 'complete'));
    const last = line.messages.findLast(ofId('1', 'next'))?.payload as { errors: { extensions: { code: string } }[] };
    expect(last.errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(line.messages)).not.toContain('secret');
    line.close();
  });
});

describe('an id that is used again after complete', () => {
  test.each([
    ['a stream', 'subscription { silence }', 1],
    ['a stream that is only starting', 'subscription { silence }', 0],
    ['a query', '{ slow(milliseconds: 20000) }', 1],
    ['a query that is only starting', '{ slow(milliseconds: 20000) }', 0],
  ])('carries the new operation and nothing of the old one: %s', async (_, query, started) => {
    const line = await Line.open(server.url);
    const before = seen.slow + seen.silent;
    line.subscribe('1', query);
    await expect.poll(() => seen.slow + seen.silent, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + started);
    line.send({ id: '1', type: 'complete' });
    line.subscribe('1', 'subscription { ticks(count: 2) }');
    await line.next(ofId('1', 'complete'));
    expect(line.messages.filter(({ id }) => id === '1')).toMatchObject([
      { type: 'next', payload: { data: { ticks: 1 } } },
      { type: 'next', payload: { data: { ticks: 2 } } },
      { type: 'complete' },
    ]);
    line.close();
  });

  test('is free of an operation that was completed before it could begin', async () => {
    const line = await Line.open(server.url);
    line.subscribe('1', 'subscription { silence }');
    line.send({ id: '1', type: 'complete' });
    line.subscribe('1', '{ hello(name: "second") }');
    line.send({ id: '1', type: 'complete' });
    line.subscribe('2', '{ hello(name: "third") }');
    await line.next(ofId('2', 'complete'));
    expect(line.messages.filter(({ id }) => id === '1')).toEqual([]);
    line.close();
  });

  test('is refused while its operation runs', async () => {
    const line = await Line.open(server.url);
    line.subscribe('1', 'subscription { silence }');
    line.subscribe('1', '{ hello }');
    expect((await line.closed).code).toBe(4409);
  });
});

describe('a client that asks and does not read', () => {
  test('is cut off before its answers fill the memory', async () => {
    const strict = await sampleServer({ socketLimits: { buffered: 100_000 } });
    const line = await Line.open(strict.url);
    line.socket.pause();
    const payload = { text: 'x'.repeat(100_000) };
    for (let n = 0; n < 300; n += 1) {
      line.send({ type: 'ping', payload });
    }
    await expect.poll(() => strict.connections(), { timeout: 5_000 }).toBe(0);
    line.socket.terminate();
    await strict.stop();
  });

  test('is cut off when it does not answer pings, whatever it says unasked', async () => {
    const strict = await sampleServer({ socketLimits: { keepAlive: 50 } });
    const socket = new WebSocket(`${strict.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { autoPong: false });
    await new Promise((resolve) => {
      socket.once('open', resolve);
    });
    socket.send('{"type":"connection_init"}');
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    const unasked = setInterval(() => socket.pong(), 10);
    expect(await closed).toBe(1006);
    clearInterval(unasked);
    await strict.stop();
  });

  test('a stream has no more of it pulled than the line holds, and is cut off, while others are served', async () => {
    const strict = await sampleServer({ socketLimits: { keepAlive: 400 } });
    const before = { ...seen };
    const line = await Line.open(strict.url);
    const other = await Line.open(strict.url);
    line.socket.pause();
    line.subscribe('1', 'subscription { ticks(count: 10000000) }');
    await expect.poll(() => seen.ticks, { timeout: 10_000 }).toBeGreaterThan(before.ticks);
    other.subscribe('1', '{ hello }');
    expect((await other.next(ofId('1', 'next'))).payload).toMatchObject({ data: { hello: 'hello world' } });
    await expect.poll(() => strict.connections(), { timeout: 20_000 }).toBe(1);
    expect(seen.returned).toBe(before.returned + 1);
    expect(seen.ticks - before.ticks).toBeLessThan(1_000_000);
    other.close();
    line.socket.terminate();
    await strict.stop();
  });

  test('and one whose socket broke may start all its streams again at once', () => {
    const { operations, starts } = defaultSocketLimits;
    expect(starts.burst).toBeGreaterThanOrEqual(2 * operations);
  });
});

describe('an upgrade', () => {
  test('from a foreign page is refused', async () => {
    await expect(Line.open(server.url, {}, { origin: 'https://evil.example' })).rejects.toThrow('status 403');
  });

  test('from our own page is taken', async () => {
    const line = await Line.open(server.url, {}, { origin: server.url });
    expect(line.socket.readyState).toBe(WebSocket.OPEN);
    line.close();
  });

  test('at another path is refused', async () => {
    await expect(Line.open(`${server.url}/other`, {})).rejects.toThrow('status 404');
  });

  test('beyond the connections of a network is refused, whichever of its addresses they come from', async () => {
    const proxied = await sampleServer({ trustedProxies: 1, socketLimits: { connections: 2 } });
    const from = (address: string): Promise<Line> => Line.open(proxied.url, {}, { 'x-forwarded-for': address });
    await from('2001:db8:1:2::1');
    await from('2001:db8:1:2:ffff::2');
    await expect(from('2001:db8:1:2::3')).rejects.toThrow('status 429');
    await from('2001:db8:1:3::1');
    await proxied.stop();
  });

  test('beyond the connections of an address is refused', async () => {
    await expect.poll(() => server.connections()).toBe(0);
    const lines = await Promise.all(Array.from({ length: 5 }, () => Line.open(server.url)));
    await expect(Line.open(server.url)).rejects.toThrow('status 429');
    lines.forEach((line) => line.close());
    await Promise.all(lines.map((line) => line.closed));
    (await Line.open(server.url)).close();
  });
});

describe('leaving', () => {
  test.each([
    ['completes a query', '{ slow(milliseconds: 20000) }', (line: Line) => line.send({ id: '1', type: 'complete' })],
    ['completes a silent stream', 'subscription { silence }', (line: Line) => line.send({ id: '1', type: 'complete' })],
    ['is cut off in a query', '{ slow(milliseconds: 20000) }', (line: Line) => line.socket.terminate()],
    ['is cut off in a silent stream', 'subscription { silence }', (line: Line) => line.socket.terminate()],
  ])('by a client that %s aborts the work', async (_, query, leave) => {
    const before = { ...seen };
    const line = await Line.open(server.url);
    line.subscribe('1', query);
    await expect.poll(() => seen.slow + seen.silent, { timeout: 10_000 }).toBe(before.slow + before.silent + 1);
    leave(line);
    await expect.poll(() => seen.aborted, { timeout: 10_000 }).toBe(before.aborted + 1);
    line.close();
  });
});
