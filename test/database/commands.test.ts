import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsuitability } from '../../src/database/suitability.js';
import { TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { buildServer, databaseUrl, serverEntry, ServerProcess } from '../streams/support/server-process.js';

let test: TestDatabase;

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase({ empty: true }), buildServer()]);
}, 120_000);

afterAll(() => test?.close());

/** Runs a program of the server profile to its end. */
async function run(script: string, environment: Readonly<Record<string, string>> = {}, input = '') {
  const child = spawn(process.execPath, [script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl(test),
      KENGASH_SECRET: 'a secret for tests alone, long enough',
      ...environment,
    },
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, told };
}

const command = (name: string): string => join(dirname(serverEntry), 'cli', `${name}.js`);

describe('a server profile from nothing', { timeout: 60_000 }, () => {
  it('is told to migrate first, and has made nothing by asking', async () => {
    const { code, told } = await run(serverEntry);
    expect([code, told]).toEqual([1, expect.stringContaining('Run `npm run db:migrate`. [MIGRATIONS_PENDING]')]);
    const { rows } = await sql`select 1 from pg_class where relname = 'migration'`.execute(test.database);
    expect(rows).toEqual([]);
  });

  it('is told the same when the first administrator is to be made', async () => {
    const { code, told } = await run(command('create-administrator'));
    expect([code, told]).toEqual([1, expect.stringContaining('Run `npm run db:migrate`. (MIGRATIONS_PENDING)')]);
  });

  it('migrates once however many migrate at the same time, and again finds nothing missing', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => run(command('migrate'))));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(runs.filter(({ told }) => told.includes('Applied: '))).toHaveLength(1);
    expect(runs.filter(({ told }) => told.includes('No migration was missing.'))).toHaveLength(2);
    expect((await run(command('migrate'))).told).toContain('No migration was missing.');
  });

  it('makes no administrator of what is no name and no address, and tells each by its field', async () => {
    const answers = 'a\u202Eb@example.uz\n<b>Namunayev</b>\n\na long enough password\n';
    const { code, told } = await run(command('create-administrator'), {}, answers);
    expect([code, told.match(/\w+: .*\(\w+\)/g)?.map((line) => line.replace(/: .* /, ' '))]).toEqual([
      1,
      ['email (INVALID_CHARACTERS)', 'familyName (WRONG_SCRIPT)', 'givenName (REQUIRED)'],
    ]);
    expect(await test.database.selectFrom('person').select('id').execute()).toEqual([]);
  });

  it('makes the first administrator from a pipe, who can sign in; nobody else is there', async () => {
    const answers = 'root@example.uz\nNamunayev\nNamuna\na long enough password\n';
    expect(await run(command('create-administrator'), {}, answers)).toMatchObject({
      code: 0,
      told: expect.stringContaining('The administrator root@example.uz was made.') as string,
    });
    const ended = await run(command('create-administrator'), {}, 'other@example.uz\n');
    expect([ended.code, ended.told]).toEqual([1, expect.stringContaining('(INPUT_ENDED)')]);
    const server = await ServerProcess.start(test);
    try {
      const { data } = await new TestClient(server.url).send(
        `mutation ($input: SessionCreateInput!) {
          sessionCreate(input: $input) { viewer { roles email person { fullName } } errors { code } } }`,
        { input: { email: 'root@example.uz', password: 'a long enough password' } },
      );
      expect(data).toEqual({
        sessionCreate: {
          viewer: { roles: ['AGENCY_ADMIN'], email: 'root@example.uz', person: { fullName: 'Namunayev Namuna' } },
          errors: [],
        },
      });
    } finally {
      await server.end('SIGTERM');
    }
    expect(await test.database.selectFrom('account').select('email').execute()).toEqual([{ email: 'root@example.uz' }]);
  });
});

describe('a database that keeps text in another encoding', { timeout: 60_000 }, () => {
  it('is refused before anything is made in it', async () => {
    const name = `latin_${randomUUID().replaceAll('-', '')}`;
    const make = `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`;
    await sql.raw(make).execute(test.database);
    try {
      const url = databaseUrl(test).replace(/[^/]+$/, name);
      for (const [script, code] of [
        [command('migrate'), '(DATABASE_ENCODING_UNSUPPORTED)'],
        [serverEntry, '[DATABASE_ENCODING_UNSUPPORTED]'],
      ] as const) {
        const ended = await run(script, { DATABASE_URL: url });
        expect([ended.code, ended.told]).toEqual([1, expect.stringContaining(code)]);
        expect(ended.told).toContain('keeps text in LATIN1');
      }
    } finally {
      await sql.raw(`drop database ${name} with (force)`).execute(test.database);
    }
  });

  it('and an older PostgreSQL are told by codes', () => {
    expect(unsuitability({ versionNumber: 140_011, encoding: 'UTF8' })).toMatchObject({
      code: 'DATABASE_VERSION_UNSUPPORTED',
      message: expect.stringContaining('is PostgreSQL 14') as string,
    });
    expect(unsuitability({ versionNumber: 180_000, encoding: 'SQL_ASCII' })).toMatchObject({
      code: 'DATABASE_ENCODING_UNSUPPORTED',
    });
    expect(unsuitability({ versionNumber: 150_000, encoding: 'UTF8' })).toBeNull();
  });
});

describe('a DATABASE_URL that leads nowhere', { timeout: 60_000 }, () => {
  it.each([
    ['a name that is not there', () => databaseUrl(test).replace(/[^/]+$/, 'mistyped'), 'DATABASE_UNREACHABLE'],
    ['a port where nobody listens', () => 'postgres://me:secret-word@127.0.0.1:1/kengash', 'DATABASE_UNREACHABLE'],
    ['TLS where there is none', () => `${databaseUrl(test)}?sslmode=require`, 'DATABASE_UNREACHABLE'],
    ['no database', () => 'postgres://me:secret-word@127.0.0.1', 'DATABASE_URL: must be an address such as'],
    ['a password with a bare slash', () => 'postgres://me:secret/word@127.0.0.1/kengash', 'DATABASE_URL: must be'],
    ['another scheme', () => 'mysql://127.0.0.1/kengash', 'DATABASE_URL: must begin with'],
  ])('%s: one message, no trace, no secret', async (_name, url, words) => {
    const { code, told } = await run(serverEntry, { DATABASE_URL: url() });
    expect(code).toBe(1);
    expect(told).toContain(words);
    expect(told).not.toMatch(/\n {4}at |secret-word|secret\/word/);
    const { rows } = await sql`select 1 from pg_database where datname = 'mistyped'`.execute(test.database);
    expect(rows).toEqual([]);
  });

  it('never shows a password in the table of the configuration', async () => {
    const { told } = await run(serverEntry, { DATABASE_URL: 'postgres://me:pa%40ss%2Fword@127.0.0.1:1/kengash?password=other' });
    expect(told).toContain('postgres://***@127.0.0.1:1/kengash');
    expect(told).not.toMatch(/pa%40ss|pa@ss|other/);
  });

  it('a folder that cannot keep files is told at the start', async () => {
    const { code, told } = await run(serverEntry, { KENGASH_DATA_DIR: '/dev/null' });
    expect([code, told]).toEqual([1, expect.stringContaining('[STORAGE_UNWRITABLE]')]);
  });
});

it('the story is not played where its accounts do not exist, and no server is started for it', { timeout: 60_000 }, async () => {
  for (const environment of [{}, { KENGASH_SECRET: '' }]) {
    const { code, told } = await run(command('demo'), environment);
    expect([code, told]).toEqual([1, expect.stringMatching(/^`npm run demo` plays .* Unset DATABASE_URL\. \(DEMO_PROFILE_NEEDED\)\n$/)]);
  }
});

it('the demo profile tells of a port in use before it makes anything', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const parent = await mkdtemp(join(tmpdir(), 'kengash-port-'));
  const folder = join(parent, 'data');
  const port = String((other.address() as AddressInfo).port);
  const { code, told } = await run(serverEntry, { DATABASE_URL: '', KENGASH_DATA_DIR: folder, PORT: port });
  expect([code, told]).toEqual([1, expect.stringContaining('[PORT_IN_USE]')]);
  expect(await readdir(parent)).toEqual([]);
  await rm(parent, { recursive: true });
  other.close();
});

it('reset deletes what Kengash has made, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-reset-'));
  await mkdir(join(folder, 'files'));
  await writeFile(join(folder, 'secret'), 'x');
  await writeFile(join(folder, 'precious.txt'), 'x');
  const environment = { DATABASE_URL: '', KENGASH_DATA_DIR: folder };
  expect((await run(command('reset'), environment, 'no\n')).told).toContain('Nothing was deleted.');
  expect(await run(command('reset'), environment)).toMatchObject({ code: 1, told: expect.stringContaining('(INPUT_ENDED)') as string });
  expect(await readdir(folder)).toHaveLength(3);
  expect((await run(command('reset'), environment, 'yes\n')).told).toContain('Deleted.');
  expect(await readdir(folder)).toEqual(['precious.txt']);
  await rm(folder, { recursive: true });
});
