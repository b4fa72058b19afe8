import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';

let server: SampleServer;

beforeAll(async () => {
  server = await sampleServer({ allowedOrigins: ['https://app.example'] });
});

afterAll(() => server.stop());

const json = { 'content-type': 'application/json' };

function post(body: string | object, headers: Record<string, string> = json): Promise<Response> {
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function get(query: string, headers: Record<string, string> = { 'apollo-require-preflight': '1' }): Promise<Response> {
  return fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
}

function preflight(origin: string): Promise<Response> {
  return fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: { origin } });
}

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
  return errors?.[0]?.extensions?.code;
}

/** Sends bytes as they are, which fetch would not. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (received += data.toString()));
    socket.on('close', () => resolve(received));
  });
}

describe('POST and GET', () => {
  test('answer queries in the media type that is asked for', async () => {
    const modern = await post({ query: '{ hello }' }, { ...json, accept: 'application/graphql-response+json' });
    expect([modern.status, modern.headers.get('content-type')]).toEqual([
      200,
      'application/graphql-response+json; charset=utf-8',
    ]);
    const old = await post({ query: '{ hello }' }, { ...json, accept: 'application/json' });
    expect(old.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await (await get('{ hello }')).json()).toMatchObject({ data: { hello: 'hello world' } });
    expect((await post({ query: '{ hello }' }, { ...json, accept: 'text/csv' })).status).toBe(406);
  });

  test('answer 400 to a faulty operation, but 200 to clients that know application/json alone', async () => {
    const accepted = ['application/graphql-response+json', '*/*', 'application/json'];
    const answers = await Promise.all(accepted.map((accept) => post({ query: '{ helo }' }, { ...json, accept })));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200]);
  });

  test.each([
    ['no JSON', '{', json, 400],
    ['a list', '[]', json, 400],
    ['a batch', '[{"query":"{ hello }"}]', json, 400],
    ['an empty object', '{}', json, 400],
    ['no query', '{"variables":{}}', json, 400],
    ['a query that is no text', '{"query":{}}', json, 400],
    ['variables as text', '{"query":"{ hello }","variables":"{}"}', json, 400],
    ['a stored query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}', json, 200],
    ['plain text', '{"query":"{ hello }"}', { 'content-type': 'text/plain' }, 415],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['another charset', '{"query":"{ hello }"}', { 'content-type': 'application/json; charset=utf-7' }, 415],
    ['a compressed body', '{}', { ...json, 'content-encoding': 'gzip' }, 415],
    ['a body too large', JSON.stringify({ query: `{ hello } #${'x'.repeat(100_000)}` }), json, 413],
  ] as const)('refuse %s with errors in the shape of GraphQL', async (_, body, headers, status) => {
    const before = seen.executed;
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toEqual(expect.any(String));
    expect(seen.executed).toBe(before);
  });

  test('refuse a body that is too large without its length being told', async () => {
    const chunk = `ffff\r\n${'x'.repeat(0xffff)}\r\n`;
    const head =
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
    expect(await raw(head + chunk + chunk + chunk)).toMatch(/^HTTP\/1\.1 413/);
  });

  test('refuse what a foreign page could send without a preflight', async () => {
    const before = seen.executed;
    expect((await get('{ hello }', {})).status).toBe(400);
    expect((await get('{ hello }', { 'content-type': 'text/plain' })).status).toBe(400);
    for (const accept of ['*/*', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'image/avif,image/webp,*/*']) {
      expect((await get('{ hello }', { accept })).status).toBe(400);
    }
    expect(seen.executed).toBe(before);
  });

  test('refuse mutations and subscriptions where they cannot be carried', async () => {
    const mutation = await get('mutation { light }');
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post({ query: 'subscription { ticks }' })).status).toBe(400);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('are the only methods, not %s', async (method) => {
    const response = await fetch(`${server.url}/graphql`, { method });
    expect([response.status, response.headers.get('allow'), await codeOf(response)]).toEqual([
      405,
      'GET, HEAD, POST',
      'METHOD_NOT_ALLOWED',
    ]);
  });
});

describe('tokens', () => {
  test.each(['Bearer bad', 'Bearer ', 'Basic YTpi', 'nonsense'])(
    '%s is answered 401, never as the public',
    async (authorization) => {
      const response = await post({ query: '{ hello }' }, { ...json, authorization });
      expect([response.status, response.headers.get('www-authenticate'), await codeOf(response)]).toEqual([
        401,
        'Bearer',
        'UNAUTHENTICATED',
      ]);
    },
  );

  test('never reach the log', async () => {
    await post({ query: '{ fail }' }, { ...json, authorization: 'Bearer very-secret-token' });
    expect(server.log.join('')).not.toContain('very-secret-token');
  });
});

describe('origins', () => {
  test('that are foreign are refused before anything is executed', async () => {
    const before = seen.executed;
    for (const origin of ['https://evil.example', 'null']) {
      expect((await post({ query: '{ hello }' }, { ...json, origin })).status).toBe(403);
    }
    expect(seen.executed).toBe(before);
  });

  test('that are listed, or our own, may call and read', async () => {
    const listed = await post({ query: '{ hello }' }, { ...json, origin: 'https://app.example' });
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example']);
    expect((await post({ query: '{ hello }' }, { ...json, origin: server.url })).status).toBe(200);
  });

  test('are answered to their preflight', async () => {
    const allowed = await preflight('https://app.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-headers')]).toEqual([
      204,
      expect.stringContaining('authorization'),
    ]);
    const foreign = await preflight('https://evil.example');
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test('that are foreign may not read what GET answers', async () => {
    const response = await get('{ hello }', { 'apollo-require-preflight': '1', origin: 'https://evil.example' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('every answer', () => {
  test('carries the request id of the client when it is harmless, else a new one', async () => {
    const idOf = async (id: string): Promise<string | null> =>
      (await post({ query: '{ hello }' }, { ...json, 'x-request-id': id })).headers.get('x-request-id');
    expect(await idOf('abc-12345')).toBe('abc-12345');
    expect(await idOf('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
    const body = (await (await post({ query: '{ hello }' }, { ...json, 'x-request-id': 'abc-12345' })).json()) as {
      extensions: object;
    };
    expect(body.extensions).toMatchObject({ requestId: 'abc-12345' });
  });

  test('carries the security headers', async () => {
    for (const path of ['/', '/livez', '/graphql', '/nothing']) {
      const { headers } = await fetch(server.url + path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('shows nothing of a failure inside', async () => {
    const response = await fetch(`${server.url}/broken`);
    const text = await response.text();
    expect([response.status, text.includes('secret')]).toEqual([500, false]);
  });
});

describe('paths', () => {
  test('of modules get their parameters, and a refusal of other methods', async () => {
    const put = await fetch(`${server.url}/uploads/a%20b`, { method: 'PUT', body: 'x' });
    expect([put.status, await put.text()]).toEqual([200, 'a b']);
    expect((await fetch(`${server.url}/uploads/a`)).status).toBe(405);
    expect((await fetch(`${server.url}/uploads/%E0%A4%A`, { method: 'PUT' })).status).toBe(404);
    expect(
      (await fetch(`${server.url}/uploads/a`, { method: 'PUT', headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
  });

  test('that do not exist are not found', async () => {
    const response = await fetch(`${server.url}/../etc/passwd`);
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND']);
  });

  test('that cannot be read do not harm the server', async () => {
    expect(await raw('GET http://[ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw('GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  });

  test('of health tell the truth', async () => {
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
      ready: true,
      checks: { database: { ok: true } },
    });
    const broken = await sampleServer({
      readiness: async () => {
        throw new Error('secret connection string');
      },
    });
    const response = await fetch(`${broken.url}/readyz`);
    expect([response.status, (await response.text()).includes('secret')]).toEqual([503, false]);
    await broken.stop();
  });
});

describe('a client that leaves', () => {
  test('aborts its operation', async () => {
    const before = { ...seen };
    const abort = new AbortController();
    const left = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: json,
      body: '{"query":"{ slow(milliseconds: 20000) }"}',
      signal: abort.signal,
    });
    const told = left.catch((error: Error) => error.message);
    await expect.poll(() => seen.slow, { timeout: 10_000 }).toBe(before.slow + 1);
    abort.abort();
    expect(await told).toContain('aborted');
    await expect.poll(() => seen.aborted, { timeout: 10_000 }).toBe(before.aborted + 1);
  });
});
