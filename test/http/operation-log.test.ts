import { afterAll, beforeAll, expect, it } from 'vitest';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;
const written: string[] = [];

beforeAll(async () => {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  running = await startTestApp({ logger: pino({ level: 'debug' }, sink) });
});

afterAll(() => running.close());

const operations = () =>
  written
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'operation')
    .map(({ kind, operationName, codes }) => ({ kind, operationName, codes }));

it('tells each operation in one line, and nothing of tokens, passwords, variables or people', async () => {
  const client = await signIn(running.url, 'secretary-uz-an');
  await client.send('query Card($code: String!) { council(code: $code) { id } }', { code: 'UZ-AN' });
  await new TestClient(running.url).send('mutation Wrong($input: SessionCreateInput!) { sessionCreate(input: $input) { errors { code } } }', {
    input: { email: 'somebody@example.uz', password: 'a password that is wrong' },
  });
  expect(operations()).toEqual([
    { kind: 'mutation', operationName: 'SessionCreate', codes: undefined },
    { kind: 'query', operationName: 'Card', codes: undefined },
    { kind: 'mutation', operationName: 'Wrong', codes: undefined },
  ]);
  const all = written.join('');
  for (const secret of [client.token ?? '', 'kengash-demo', 'a password that is wrong', 'somebody@example.uz', 'secretary-uz-an']) {
    expect(all).not.toContain(secret);
  }
});
