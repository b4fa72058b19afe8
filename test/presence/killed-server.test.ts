import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { newSessionToken, sessionTokenHash } from '../../src/modules/accounts/session-token.js';
import { buildServer, ServerProcess } from '../streams/support/server-process.js';
import { signIn, TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PresenceReader } from './support/presence-reader.js';

/** People on the server that is killed; every fifth comes back at once. */
const crowd = 30;

let test: TestDatabase;
let servers: readonly ServerProcess[];
const readers: PresenceReader[] = [];

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase(), buildServer()]);
  await seedPeople(test.database);
  const environment = { KENGASH_CONNECTIONS_PER_ADDRESS: '2000', KENGASH_RATE_BURST: '100000000' };
  servers = [await ServerProcess.start(test, { environment }), await ServerProcess.start(test, { environment })];
}, 240_000);

afterAll(async () => {
  readers.forEach((reader) => reader.cut());
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await test?.close();
});

/** Makes people who are signed in, without the work of a password for each. */
async function signInMany(count: number): Promise<readonly string[]> {
  const tokens = Array.from({ length: count }, newSessionToken);
  await sql`
    with human as (
      insert into person (id, family_name, given_name, sort_key, search_key, version)
      select gen_random_uuid(), 'Xona', n::text, n::text, n::text, 1 from generate_series(1, ${count}::int) n returning id),
    account as (
      insert into account (id, person_id, email, password_hash, version)
      select gen_random_uuid(), id, id || '@example.org', '-', 1 from human returning id)
    insert into session (id, account_id, token_hash, expires_at)
    select gen_random_uuid(), a.id, t.hash, now() + interval '1 hour'
    from (select id, row_number() over () n from account) a
      join unnest(${tokens.map(sessionTokenHash)}::text[]) with ordinality t(hash, n) on t.n = a.n
  `.execute(test.database);
  return tokens;
}

it('the people of a server that is killed are gone together within 16 seconds, and who comes back was never away', { timeout: 180_000 }, async () => {
  const [stays, dies] = servers as [ServerProcess, ServerProcess];
  const agency = await signIn(stays.url, 'agency');
  const { data } = await agency.send<{ council: { id: string } }>('{ council(code: "UZ-AN") { id } }');
  const council = data?.council.id ?? '';
  const attend = (client: TestClient): PresenceReader => {
    const reader = new PresenceReader(client, council);
    readers.push(reader);
    return reader;
  };
  const watcher = attend(agency);
  await watcher.until(({ people }) => people === 1);
  const tokens = await signInMany(crowd);
  tokens.forEach((token) => attend(new TestClient(dies.url, token)));
  await watcher.until(({ people }) => people === crowd + 1, 60_000);
  const told = watcher.frames.length;
  const before = new Set(watcher.members?.keys());
  await dies.end('SIGKILL');
  const killed = Date.now();
  const back = tokens.filter((_, at) => at % 5 === 0).map((token) => attend(new TestClient(stays.url, token)));
  await watcher.until(({ people }) => people === back.length + 1, 30_000);
  // Sixteen seconds by the database; a machine that does other work beside it is given two more to tell.
  expect(Date.now() - killed).toBeLessThan(18_000);
  await sleep(1_000);
  const frames = watcher.frames.slice(told);
  const left = frames.flatMap((frame) => frame.left ?? []);
  expect(frames.filter((frame) => (frame.left?.length ?? 0) > 0)).toHaveLength(1);
  expect(new Set(left).size).toBe(crowd - back.length);
  expect(left.every((id) => before.has(id))).toBe(true);
  expect(frames.flatMap((frame) => frame.joined ?? [])).toEqual([]);
});
