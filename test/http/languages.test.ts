import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Locale, message, type MessageKey } from '../../src/language/index.js';
import type { ClassifyFailure } from '../../src/pipeline/mask.js';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { transports } from './support/transports.js';

let server: SampleServer;
let thrifty: SampleServer;

const languages: readonly Locale[] = ['uz-Latn', 'uz-Cyrl', 'ru', 'en'];

const classify: ClassifyFailure = (failure) =>
  failure instanceof Error && failure.message === 'the database is away' ? { code: 'DATABASE_UNAVAILABLE' } : null;

beforeAll(async () => {
  server = await sampleServer({ allowedOrigins: [] }, { limits: { timeout: 100 }, classify });
  thrifty = await sampleServer({}, { limits: { rate: { perSecond: 0.01, burst: 15 } } });
});

afterAll(async () => {
  await Promise.all([server.stop(), thrifty.stop()]);
});

const aliases = `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: hello`).join(' ')} }`;
const deep = `{ lamps { nodes ${'{ neighbour '.repeat(12)}{ watts }${' }'.repeat(12)} } }`;

const refusals: readonly (readonly [string, string, MessageKey, Record<string, string | number>])[] = [
  ['DEPTH_EXCEEDED', deep, 'DEPTH_EXCEEDED', { limit: 12 }],
  ['ALIASES_EXCEEDED', aliases, 'ALIASES_EXCEEDED', { limit: 30 }],
  ['MUTATIONS_EXCEEDED', `mutation { ${'light '.repeat(11)} }`, 'MUTATIONS_EXCEEDED', { limit: 10 }],
  ['DIRECTIVES_EXCEEDED', `{ hello ${'@include(if: true) '.repeat(51)} }`, 'DIRECTIVES_EXCEEDED', { limit: 50 }],
  ['COST_EXCEEDED', '{ lamps(first: 100) { nodes { lamps(first: 100) { nodes { watts } } } } }', 'COST_EXCEEDED', { limit: 5_000 }],
  ['GRAPHQL_VALIDATION_FAILED', `{ ${'hello '.repeat(60)} }`, 'GRAPHQL_VALIDATION_FAILED', { limit: 50 }],
  ['OPERATION_RESOLUTION_FAILURE', 'query A { hello } query B { hello }', 'OPERATION_RESOLUTION_FAILURE', {}],
  ['BAD_USER_INPUT', '{ page(first: -1) }', 'OUT_OF_RANGE', { minimum: 0, maximum: 100 }],
  ['DATABASE_UNAVAILABLE', '{ outage }', 'DATABASE_UNAVAILABLE', {}],
  ['TIMEOUT', '{ slow(milliseconds: 5000) }', 'TIMEOUT', {}],
];

describe.each(transports)('over $name', ({ send }) => {
  describe.each(languages)('in %s', (language) => {
    test.each(refusals)('%s is told in the language of whoever asks', async (code, query, key, parameters) => {
      const { errors } = await send(server.url, query, {}, undefined, language);
      expect(errors?.[0]).toMatchObject({ message: message(key, language, parameters), extensions: { code } });
    });

    test('a failure inside is told with the id under which it is logged', async () => {
      const { errors } = await send(server.url, '{ fail }', {}, undefined, language);
      const id = String(errors?.[0]?.extensions?.errorId);
      expect(errors?.[0]?.message).toBe(message('INTERNAL_SERVER_ERROR', language, { id }));
    });

    test('too many requests are told with the seconds to wait', async () => {
      const { errors } = await send(thrifty.url, '{ hello }', {}, undefined, language);
      const again = await send(thrifty.url, '{ hello }', {}, undefined, language);
      const [refused] = [...(errors ?? []), ...(again.errors ?? [])];
      const seconds = Number(refused?.extensions?.retryAfter);
      expect(refused?.message).toBe(message('RATE_LIMITED', language, { seconds }));
    });

    test('a faulty value is told in that language, and where in the words of graphql-js', async () => {
      const query = 'query ($n: Int!) { slow(milliseconds: $n) }';
      const { errors } = await send(server.url, query, { n: 'x' }, undefined, language);
      const [beginning = ''] = message('VALUE_UNREADABLE', language, { detail: '|' }).split('|');
      expect(errors?.[0]?.message.startsWith(`${beginning}Variable "$n" got invalid value "x"`)).toBe(true);
    });

    test('what is wrong with a document is told in the words of graphql-js', async () => {
      const { errors } = await send(server.url, '{ helo }', {}, undefined, language);
      expect(errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query".');
    });
  });
});

const json = { 'content-type': 'application/json' };

describe.each(languages)('refusals of HTTP itself in %s', (language) => {
  const cases: readonly (readonly [number, string, RequestInit, string, MessageKey, Record<string, string>])[] = [
    [401, '/graphql', { body: '{"query":"{ hello }"}', headers: { ...json, authorization: 'Bearer bad' } }, 'UNAUTHENTICATED', 'TOKEN_NOT_GOOD', {}],
    [401, '/graphql', { body: '{"query":"{ hello }"}', headers: { ...json, authorization: 'Basic x' } }, 'UNAUTHENTICATED', 'TOKEN_NOT_GOOD', {}],
    [400, '/graphql', { body: '{', headers: json }, 'BAD_REQUEST', 'BODY_UNREADABLE', { type: 'JSON' }],
    [415, '/graphql', { body: '{}', headers: { 'content-type': 'text/plain' } }, 'UNSUPPORTED_MEDIA_TYPE', 'UNSUPPORTED_MEDIA_TYPE', { type: 'application/json; charset=utf-8' }],
    [404, '/nothing', {}, 'NOT_FOUND', 'PATH_NOT_FOUND', {}],
    [405, '/graphql', { method: 'PUT', body: '{}' }, 'METHOD_NOT_ALLOWED', 'METHOD_NOT_ALLOWED', { allow: 'GET, HEAD, POST' }],
    [403, '/graphql', { body: '{}', headers: { ...json, origin: 'https://evil.example' } }, 'FORBIDDEN_ORIGIN', 'FORBIDDEN_ORIGIN', {}],
    [400, '/graphql', { body: '{"query":"subscription { ticks }"}', headers: json }, 'BAD_REQUEST', 'SUBSCRIPTIONS_ELSEWHERE', { protocols: 'WebSocket (graphql-transport-ws), text/event-stream (/graphql/stream)' }],
  ];

  test.each(cases)('%i %s', async (status, path, init, code, key, parameters) => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      ...init,
      headers: { ...init.headers, 'accept-language': language },
    });
    expect([response.status, await response.json()]).toMatchObject([
      status,
      {
        errors: [{ message: message(key, language, parameters), extensions: { code } }],
        extensions: { requestId: response.headers.get('x-request-id') },
      },
    ]);
  });

  test.each<[string, string, { method?: string; body?: string; headers?: Record<string, string> }]>([
    ['a body without a query', '/graphql', { method: 'POST', body: '{}', headers: json }],
    ['what a foreign page could send', '/graphql?query={hello}', {}],
  ])('%s: in that language, what exactly in the words of the protocol, with the request id', async (_, path, init) => {
    const response = await fetch(server.url + path, { ...init, headers: { ...init.headers, 'accept-language': language } });
    const body = (await response.json()) as { errors: { message: string; extensions: object }[]; extensions: object };
    const [beginning = ''] = message('BAD_REQUEST', language, { detail: '|' }).split('|');
    expect([response.status, body.errors[0]?.extensions, body.errors[0]?.message.startsWith(beginning)]).toEqual([
      400,
      { code: 'BAD_REQUEST' },
      true,
    ]);
    expect(body.extensions).toEqual({ requestId: response.headers.get('x-request-id') });
  });
});
