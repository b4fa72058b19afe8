import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventLine, type EventLineOptions } from '../support/event-line.js';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';

let server: SampleServer;

beforeAll(async () => {
  server = await sampleServer({ eventStreamLimits: { streams: 3, heartbeat: 30 } });
});

afterAll(() => server.stop());

const open = (query: string, options: Partial<EventLineOptions> = {}): Promise<EventLine> =>
  EventLine.open({ url: server.url, query, ...options });
const codeOf = (result: unknown): unknown =>
  (result as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
const ended = (line: EventLine): Promise<void> => line.until(({ isEnded }) => isEnded);

describe('an event stream', () => {
  test.each(['POST', 'GET'] as const)('asked for by %s tells the results of a subscription and that it is over', async (method) => {
    const line = await open('subscription ($n: Int) { ticks(count: $n) }', { method, variables: { n: 2 } });
    await ended(line);
    expect(line.status).toBe(200);
    expect(line.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(line.events.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
    expect(line.results.map(({ data }) => data)).toEqual([{ ticks: 1 }, { ticks: 2 }]);
  });

  test('begins with a hint when to come back, and gives signs of life while nothing happens', async () => {
    const line = await open('subscription { silence }');
    await line.until(({ text }) => text.split(':\n\n').length > 4);
    expect(line.text.startsWith('retry: 1000\n')).toBe(true);
    line.cut();
  });

  test('carries queries, and mutations by POST', async () => {
    const query = await open('{ viewer transport }', { headers: { authorization: 'Bearer alice' } });
    await ended(query);
    expect(query.results).toMatchObject([{ data: { viewer: 'alice', transport: 'EVENT_STREAM' } }]);
    const mutation = await open('mutation { light }');
    await ended(mutation);
    expect(mutation.results).toMatchObject([{ data: { light: 1 } }]);
    const byGet = await open('mutation { light }', { method: 'GET' });
    await ended(byGet);
    expect(byGet.results.map(codeOf)).toEqual(['BAD_REQUEST']);
  });

  test('is what the client of graphql-sse speaks', async () => {
    const client = createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
    const told: unknown[] = [];
    for await (const result of client.iterate({ query: 'subscription { ticks(count: 3) }' })) {
      told.push(result.data);
    }
    expect(told).toEqual([{ ticks: 1 }, { ticks: 2 }, { ticks: 3 }]);
    client.dispose();
  });

  test.each([
    ['a document that does not fit', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a document that is none', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('tells what is wrong with %s as a result, which a page can read', async (_, query, code) => {
    const line = await open(query);
    await ended(line);
    expect([line.status, line.results.map(codeOf), line.events.at(-1)?.event]).toEqual([200, [code], 'complete']);
  });

  test('does not show what fails inside', async () => {
    const line = await open('subscription { broken }');
    await ended(line);
    expect(line.results.map(({ data }) => data)).toEqual([{ broken: 1 }, undefined]);
    expect(codeOf(line.results[1])).toBe('INTERNAL_SERVER_ERROR');
    expect(line.text).not.toContain('secret');
  });

  test('ends its work when the client leaves', async () => {
    const before = { ...seen };
    const line = await open('subscription { silence }');
    await expect.poll(() => seen.silent, { timeout: 10_000 }).toBe(before.silent + 1);
    line.cut();
    await expect.poll(() => seen.aborted, { timeout: 10_000 }).toBe(before.aborted + 1);
    await expect.poll(() => server.eventStreams(), { timeout: 10_000 }).toBe(0);
  });
});

describe('an event stream is refused', () => {
  test.each<[string, number, string, Partial<EventLineOptions>]>([
    ['with a token that is not good', 401, 'UNAUTHENTICATED', { headers: { authorization: 'Bearer bad' } }],
    ['with a token that is none', 401, 'UNAUTHENTICATED', { headers: { authorization: 'Basic x' } }],
    ['to a foreign page', 403, 'FORBIDDEN_ORIGIN', { headers: { origin: 'https://evil.example' } }],
    ['to a foreign page that reads', 403, 'FORBIDDEN_ORIGIN', { method: 'GET', headers: { origin: 'https://evil.example' } }],
    ['to whoever wants something else', 406, 'BAD_REQUEST', { headers: { accept: 'application/json' } }],
    ['with a body that is no JSON', 415, 'UNSUPPORTED_MEDIA_TYPE', { headers: { 'content-type': 'text/plain' } }],
    ['without a query', 400, 'BAD_REQUEST', { query: '' }],
    ['with variables that are none', 400, 'BAD_REQUEST', { variables: [1] }],
  ])('%s', async (_, status, code, options) => {
    const line = await open('subscription { ticks }', options);
    await ended(line);
    expect([line.status, codeOf(JSON.parse(line.text))]).toEqual([status, code]);
  });

  test('beyond the streams of an address, until one ends', async () => {
    await expect.poll(() => server.eventStreams(), { timeout: 10_000 }).toBe(0);
    const lines = await Promise.all([1, 2, 3].map(() => open('subscription { silence }')));
    const fourth = await open('subscription { silence }');
    expect([fourth.status, fourth.response.headers['retry-after']]).toEqual([429, '5']);
    lines[0]?.cut();
    await expect.poll(() => server.eventStreams(), { timeout: 10_000 }).toBe(2);
    const fifth = await open('subscription { ticks }');
    expect(fifth.status).toBe(200);
    [...lines, fourth, fifth].forEach((line) => line.cut());
  });

  test('beyond the connections of an address, sockets counted with them', async () => {
    const strict = await sampleServer({ socketLimits: { connections: 1 } });
    const line = await EventLine.open({ url: strict.url, query: 'subscription { silence }' });
    const second = await EventLine.open({ url: strict.url, query: 'subscription { silence }' });
    expect(second.status).toBe(429);
    line.cut();
    second.cut();
    await strict.stop();
  });
});

describe('a client that does not read its event stream', () => {
  test('has nothing more pulled for it, and is cut off after a time', async () => {
    const strict = await sampleServer({ eventStreamLimits: { patience: 300 } });
    const before = { ...seen };
    const line = await EventLine.open({ url: strict.url, query: 'subscription { ticks(count: 1000000) }' });
    line.response.pause();
    await expect.poll(() => strict.eventStreams(), { timeout: 10_000 }).toBe(0);
    expect(seen.returned).toBe(before.returned + 1);
    // What fits into the buffers of both ends, of a million.
    expect(seen.ticks - before.ticks).toBeLessThan(500_000);
    line.cut();
    await strict.stop();
  });
});

describe('a stop', () => {
  test('ends event streams without a word, so that clients come back', async () => {
    const stopping = await sampleServer();
    const line = await EventLine.open({ url: stopping.url, query: 'subscription { silence }' });
    await stopping.stop();
    await ended(line);
    expect(line.events).toEqual([]);
  });
});
