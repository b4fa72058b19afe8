import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastingFields } from '../../src/modules/publications/index.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';

let running: TestApp;
let hash: string;
let stagedHash: string;

beforeAll(async () => {
  running = await startTestApp();
  const cycles = await prepareCycles(running.test);
  const hashOf = async (cycleId: string): Promise<string> =>
    (await running.test.database.selectFrom('publication').select('snapshot_hash').where('cycle_id', '=', cycleId).executeTakeFirstOrThrow()).snapshot_hash;
  hash = await hashOf(cycles.published);
  stagedHash = await hashOf(cycles.staged);
});

afterAll(() => running?.close());

const forEver = 'public, max-age=31536000, immutable';

interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const get = (query: string, { variables = {}, headers = {} }: Asked = {}): Promise<Response> => {
  const search = new URLSearchParams({ query, variables: JSON.stringify({ hash, ...variables }) });
  return fetch(`${running.url}/graphql?${search}`, { headers: { accept: 'application/graphql-response+json', ...headers } });
};

const of = (selection: string, more = ''): string => `query ($hash: Sha256!) { publicationByHash(hash: $hash) { ${selection} } ${more} }`;

const lasting = of('__typename number snapshot title(locale: RU) rows { councilCode councilName(locale: EN) criteria { points } } correction { reason }');

describe('an answer that names tables by their hashes', () => {
  it('may be kept for ever, and is byte for byte the same for everyone', async () => {
    const first = await get(lasting);
    expect([first.status, first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([200, forEver, 'Accept, Origin']);
    const text = await first.text();
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['data']);
    const others = ['ru', 'uz-Latn', 'en', 'uz-Cyrl', 'ru'].map((language) => get(lasting, { headers: { 'accept-language': language } }));
    for (const response of await Promise.all(others)) {
      expect([response.headers.get('cache-control'), await response.text()]).toEqual([forEver, text]);
    }
  });

  it.each([
    ['where a table stands', of('number state')],
    ['approvals', of('approvalCount')],
    ['the cycle', of('ratingCycle { id }')],
    ['what the viewer may do', of('viewerCanApprove { allowed }')],
    ['a trace, which may be there later', of('rows { explain { figure } }')],
    ['a title in the language of the reader', of('title')],
    ['a name in the language of a variable that is not given', `query ($hash: Sha256!, $locale: Locale) { publicationByHash(hash: $hash) { title(locale: $locale) } }`],
    ['a name that a fragment hides', `${of('...Table')} fragment Table on Publication { rows { ...Row } } fragment Row on PublicationRow { councilName }`],
    ['something that is left out today', of('number state @skip(if: true)')],
    ['a table by its number besides', of('number', 'publication(number: 1) { number }')],
    ['what the ledger says', of('number', 'verifyPublication(number: 1) { hashHolds }')],
    ['a checkpoint', of('number', 'checkpoint { size }')],
    ['the schema', of('number', '__schema { description }')],
  ])('is kept by nobody when it asks for %s', async (_, query) => {
    const response = await get(query);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(((await response.json()) as { extensions?: object }).extensions).toMatchObject({ requestId: expect.any(String) as string });
  });

  it('is kept in the language that a variable names', async () => {
    const query = 'query ($hash: Sha256!, $locale: Locale = RU) { publicationByHash(hash: $hash) { rows { councilName(locale: $locale) } } }';
    const [preset, given, none] = await Promise.all([get(query), get(query, { variables: { locale: 'EN' } }), get(query, { variables: { locale: null } })]);
    expect([preset, given, none].map(({ headers }) => headers.get('cache-control'))).toEqual([forEver, forEver, 'no-store']);
    expect(await preset.text()).not.toBe(await given.text());
  });

  it('is kept by nobody where a table is not found, waits for its approvers, or was asked for by somebody', async () => {
    const { token } = await signIn(running.url, 'approver');
    const signedIn = { authorization: `Bearer ${token}` };
    const answers = await Promise.all([
      get(lasting, { variables: { hash: '0'.repeat(64) } }),
      get(lasting, { variables: { hash: stagedHash } }),
      get(lasting, { headers: signedIn }),
      get(lasting, { variables: { hash: stagedHash }, headers: signedIn }),
      get(lasting, { variables: { hash: 'x' } }),
    ]);
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(answers.map(() => 'no-store'));
    const found = await Promise.all(answers.slice(0, 4).map(async (answer) => ((await answer.json()) as { data: { publicationByHash: object | null } }).data.publicationByHash !== null));
    expect(found).toEqual([false, false, true, true]);
  });

  it('is kept by nobody when it was asked by POST, and not given to a page that sends no header', async () => {
    const post = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: lasting, variables: { hash } }),
    });
    expect([post.status, post.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const unguarded = await get(lasting, { headers: { accept: '*/*' } });
    expect([unguarded.status, unguarded.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });

  it('asks for fields that there are', () => {
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));
    const missing = Object.entries(lastingFields).flatMap(([name, fields]) => {
      const type = schema.getType(name);
      const known = isObjectType(type) ? Object.keys(type.getFields()) : [];
      return known.length === 0 ? [name] : [fields].flat().filter((field) => field !== 'ALL' && !known.includes(field));
    });
    expect(missing).toEqual([]);
  });
});

it('the address of a table says the same of its age when nothing has changed', async () => {
  const first = await fetch(`${running.url}/publications/${hash}.json`);
  const again = await fetch(`${running.url}/publications/${hash}.json`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect([again.status, again.headers.get('cache-control')]).toEqual([304, forEver]);
  const byNumber = await fetch(`${running.url}/publications/1.json`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect([byNumber.status, byNumber.headers.get('cache-control')]).toEqual([304, 'public, max-age=60']);
});
