import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { PresenceReader } from './support/presence-reader.js';

let running: TestApp;
let cycle: ScoringCycle;
let council: string;
const clients = new Map<string, TestClient>();
const readers: PresenceReader[] = [];

/** The demonstration's accounts that come to these tests. */
const names = ['chair-uz-an', 'secretary-uz-an', 'manager', 'agency', 'rater1', 'rater3', 'facilitator'] as const;
type Name = (typeof names)[number];

beforeAll(async () => {
  running = await startTestApp({ presence: { right: 1_000 } });
  cycle = await openScoring(running.test);
  for (const name of names) {
    clients.set(name, await signIn(running.url, name));
  }
  const answer = await new TestClient(running.url).send<{ council: { id: string } }>('{ council(code: "UZ-AN") { id } }');
  council = answer.data?.council.id ?? '';
});

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.leave()));
  await until(async () => Number((await sql<{ n: string }>`select count(*) n from rt_presence`.execute(running.test.database)).rows[0]?.n) === 0);
});

afterAll(() => running?.close());

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error('not reached');
    }
    await sleep(20);
  }
}

const client = (name: Name): TestClient => clients.get(name) as TestClient;

function attend(by: TestClient | Name, streamOf: string, state: object | null = null): PresenceReader {
  const reader = new PresenceReader(typeof by === 'string' ? client(by) : by, streamOf, state);
  readers.push(reader);
  return reader;
}

const accountOfChair = ({ members }: PresenceReader) => [...(members?.values() ?? [])].find(({ role }) => role === 'CHAIR')?.account;

/** A state whose JSON has so many bytes, in letters of two bytes each. */
const ofBytes = (bytes: number) => ({ text: `${'ў'.repeat((bytes - '{"text":""}'.length - 1) / 2)}y` });

interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

async function act(by: TestClient, mutation: 'presenceUpdate' | 'presenceLeave', input: object): Promise<Told['errors']> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data } = await by.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code path } } }`,
    { input },
  );
  return data?.[mutation]?.errors ?? [];
}

const saySomething = (by: TestClient, streamOf: string) => act(by, 'presenceUpdate', { streamOf, state: {} });

async function ask(by: TestClient, streamOf: string, first = 20, after: string | null = null) {
  const { data } = await by.send<{
    presence: {
      people: number;
      connections: number;
      members: {
        nodes: { person: { fullName: string }; role: string; state: object | null }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      } | null;
    } | null;
  }>(
    `query ($id: ID!, $first: Int, $after: Cursor) { presence(streamOf: $id) { people connections
      members(first: $first, after: $after) {
        nodes { person { fullName } role state } totalCount pageInfo { hasNextPage endCursor } } } }`,
    { id: streamOf, first, after },
  );
  return data?.presence ?? null;
}

describe("a council's people", () => {
  it('see each other come, change and leave', async () => {
    const chair = attend('chair-uz-an', council);
    await chair.until(({ roles }) => roles.join() === 'CHAIR');
    const secretary = attend('secretary-uz-an', council, { page: 1 });
    await chair.until(({ roles }) => roles.join() === 'CHAIR,SECRETARY');
    const [changed] = [...(chair.members?.values() ?? [])].filter(({ role }) => role === 'SECRETARY');
    expect(changed?.state).toEqual({ page: 1 });
    expect(await act(client('secretary-uz-an'), 'presenceUpdate', { streamOf: council, state: { page: 2 } })).toEqual([]);
    await chair.until(({ frames }) => frames.at(-1)?.changed?.length === 1);
    expect(chair.frames.at(-1)?.changed?.[0]?.state).toEqual({ page: 2 });
    await secretary.leave();
    await chair.until(({ roles }) => roles.join() === 'CHAIR');
    expect(chair.frames.at(-1)?.left).toEqual([changed?.person.id]);
    expect(chair.frames.map(({ __typename }) => __typename)).toEqual([
      'PresenceSnapshot',
      'PresenceChanged',
      'PresenceChanged',
      'PresenceChanged',
    ]);
  });

  it('are not seen to leave when their socket breaks and they are back at once', async () => {
    const chair = attend('chair-uz-an', council);
    const secretary = attend('secretary-uz-an', council);
    await chair.until(({ roles }) => roles.join() === 'CHAIR,SECRETARY');
    const told = chair.frames.length;
    secretary.cut();
    await sleep(500);
    const again = attend('secretary-uz-an', council);
    await again.until(({ roles }) => roles.join() === 'CHAIR,SECRETARY');
    await sleep(3_500);
    expect(chair.frames.slice(told)).toEqual([]);
    expect(await ask(client('chair-uz-an'), council)).toMatchObject({ people: 2, connections: 2 });
  });

  it('leave at once when they say so', async () => {
    const chair = attend('chair-uz-an', council);
    attend('secretary-uz-an', council);
    await chair.until(({ people }) => people === 2);
    const started = Date.now();
    expect(await act(client('secretary-uz-an'), 'presenceLeave', { streamOf: council })).toEqual([]);
    await chair.until(({ people }) => people === 1);
    expect(Date.now() - started).toBeLessThan(2_500);
    expect(await act(client('secretary-uz-an'), 'presenceLeave', { streamOf: council })).toEqual([{ code: 'NOT_PRESENT', path: [] }]);
  });

  it('are read by the public as a number alone, and the public is not counted', async () => {
    const chair = attend('chair-uz-an', council);
    const nobody = attend(new TestClient(running.url), council);
    await nobody.until(({ people }) => people === 1);
    expect(nobody.members).toBeNull();
    await chair.until(({ people }) => people === 1);
    attend('secretary-uz-an', council);
    await nobody.until(({ people }) => people === 2);
    expect(nobody.frames.at(-1)).toMatchObject({ joined: [], left: [], changed: [] });
    expect(await ask(new TestClient(running.url), council)).toEqual({ people: 2, connections: 2, members: null });
  });

  it('show their accounts to nobody who may not see them', async () => {
    const [chair, agency] = [attend('chair-uz-an', council), attend('agency', council)];
    await agency.until(({ people }) => people === 2);
    await chair.until(({ people }) => people === 1);
    expect(accountOfChair(agency)?.id).toBe(encodeNodeId('Account', demonstrationAccountId('chair-uz-an')));
    const secretary = attend('secretary-uz-an', council);
    await secretary.until(({ people }) => people === 2);
    expect(accountOfChair(secretary)).toBeNull();
  });

  it('who do nothing are sent nothing: no frame in some seconds, and no sign of life but the pings of the socket', async () => {
    const all = (['chair-uz-an', 'secretary-uz-an', 'agency'] as const).map((name) => attend(name, council));
    await Promise.all(all.map((reader, at) => reader.until(({ people }) => people === (at === 2 ? 3 : 2))));
    const told = all.map(({ frames }) => frames.length);
    await sleep(5_000);
    expect(all.map(({ frames }) => frames.length)).toEqual(told);
  });
});

describe('a state', () => {
  it('that is too long is refused by its path, and one of 2,048 bytes is taken', async () => {
    const chair = attend('chair-uz-an', council);
    await chair.until(({ people }) => people === 1);
    expect(Buffer.byteLength(JSON.stringify(ofBytes(2_048)))).toBe(2_048);
    const update = (state: object) => act(client('chair-uz-an'), 'presenceUpdate', { streamOf: council, state });
    expect(await update(ofBytes(2_050))).toEqual([{ code: 'TOO_LONG', path: ['state'] }]);
    expect(await update(ofBytes(2_048))).toEqual([]);
    await chair.until(({ frames }) => frames.at(-1)?.changed?.length === 1);
    expect(chair.frames.at(-1)?.changed?.[0]?.state).toEqual(ofBytes(2_048));
    expect(await attend('secretary-uz-an', council, ofBytes(2_050)).ended).toBe('TOO_LONG');
  });

  it('comes back as it was given, whatever it holds', async () => {
    const state = { a: 1e300, b: '\u0000 \uD800 ‮', c: [[[]], null, true], constructor: { prototype: 1 } };
    const chair = attend('chair-uz-an', council, state);
    await chair.until(({ people }) => people === 1);
    expect([...(chair.members?.values() ?? [])][0]?.state).toEqual(JSON.parse(JSON.stringify(state)));
    expect(await act(client('chair-uz-an'), 'presenceUpdate', { streamOf: council, state: null })).toEqual([]);
    await chair.until(({ frames }) => frames.at(-1)?.changed?.[0]?.state === null);
  });

  it('is not said by somebody who is not there, nor about what may not be seen', async () => {
    expect(await saySomething(client('agency'), council)).toEqual([{ code: 'NOT_PRESENT', path: [] }]);
    expect(await saySomething(client('facilitator'), encodeNodeId('Evaluation', demonstrationAccountId('agency')))).toEqual([
      { code: 'NOT_FOUND', path: ['streamOf'] },
    ]);
    expect(await saySomething(client('rater3'), council)).toEqual([{ code: 'NOT_PRESENT', path: [] }]);
    expect(await saySomething(new TestClient(running.url), council)).toEqual([{ code: 'UNAUTHENTICATED', path: [] }]);
  });
});

describe('of an evaluation whose marks are blind', () => {
  it('raters see the council and themselves, the council sees no rater, and managers see all', async () => {
    const evaluation = cycle.evaluationId;
    const [chair, one, another, manager] = (['chair-uz-an', 'rater1', 'rater3', 'manager'] as const).map((name) => attend(name, evaluation));
    await manager?.until(({ roles }) => roles.join() === 'CHAIR,OFFICIAL,RATER,RATER');
    await Promise.all([one, another].map((rater) => rater?.until(({ roles }) => roles.join() === 'CHAIR,RATER')));
    await chair?.until(({ roles }) => roles.join() === 'CHAIR');
    const told = [chair, one].map((reader) => reader?.frames.length);
    await another?.leave();
    await manager?.until(({ roles }) => roles.join() === 'CHAIR,OFFICIAL,RATER');
    await sleep(600);
    expect([chair, one].map((reader) => reader?.frames.length)).toEqual(told);
    expect((await ask(client('rater1'), evaluation))?.members?.nodes.map(({ role }) => role).toSorted()).toEqual(['CHAIR', 'RATER']);
    expect(await ask(client('chair-uz-an'), evaluation)).toMatchObject({ people: 1, connections: 1, members: { totalCount: 1 } });
  });

  it('a rater says nothing of itself that others could read', async () => {
    const evaluation = cycle.evaluationId;
    expect(await attend('rater1', evaluation, { item: 3 }).ended).toBe('FORBIDDEN');
    const rater = attend('rater1', evaluation);
    await rater.until(({ people }) => people === 1);
    expect(await act(client('rater1'), 'presenceUpdate', { streamOf: evaluation, state: { item: 3 } })).toEqual([
      { code: 'FORBIDDEN', path: ['state'] },
    ]);
  });
});

describe('what is hidden', () => {
  it('and what does not exist are refused alike', async () => {
    const unknown = encodeNodeId('Evaluation', demonstrationAccountId('agency'));
    const stranger = await signIn(running.url, 'rater4');
    for (const id of [cycle.evaluationId, unknown, 'nonsense', encodeNodeId('Account', demonstrationAccountId('agency'))]) {
      expect(await ask(stranger, id)).toBeNull();
      expect(await attend(stranger, id).ended).toBe('NOT_FOUND');
      expect(await act(stranger, 'presenceUpdate', { streamOf: id, state: {} })).toEqual([{ code: 'NOT_FOUND', path: ['streamOf'] }]);
    }
  });
});

describe('a session that ends', () => {
  it('takes its owner out of the room, and ends the subscription', async () => {
    const chair = attend('chair-uz-an', council);
    const leaving = await signIn(running.url, 'secretary-uz-an');
    const reader = attend(leaving, council);
    await chair.until(({ people }) => people === 2);
    await leaving.send('mutation { sessionDelete(input: {}) { errors { code } } }');
    expect(await reader.ended).toBe('UNAUTHENTICATED');
    await chair.until(({ people }) => people === 1);
  });

  it('so does an appointment, for what only the council may see', async () => {
    const manager = attend('manager', cycle.evaluationId);
    const secretary = attend('secretary-uz-an', cycle.evaluationId);
    await manager.until(({ roles }) => roles.join() === 'OFFICIAL,SECRETARY');
    const accountId = demonstrationAccountId('secretary-uz-an');
    const end = (day: string | null) =>
      sql`update appointment set ended_on = ${day}::date where person_id = (select person_id from account where id = ${accountId})`.execute(
        running.test.database,
      );
    await end('2026-01-02');
    expect(await secretary.ended).toBe('NOT_FOUND');
    await manager.until(({ roles }) => roles.join() === 'OFFICIAL');
    await end(null);
  });
});

describe('a room of 250 people', () => {
  it('tells their number, and has them by pages', async () => {
    const { database } = running.test;
    const stream = `council:${decodeNodeIdOf('Council', council)}`;
    await sql`
      with node as (
        insert into rt_node (id, lease_until) values (gen_random_uuid(), clock_timestamp() + interval '1 minute') returning id),
      mark as (insert into rt_presence_mark select id from node),
      human as (
        insert into person (id, family_name, given_name, sort_key, search_key, version)
        select gen_random_uuid(), 'Xona', n::text, n::text, n::text, 1 from generate_series(1, 250) n returning id),
      account as (
        insert into account (id, person_id, email, password_hash, version)
        select gen_random_uuid(), id, id || '@example.org', '-', 1 from human returning id, person_id)
      insert into rt_presence (stream, connection, node_id, account_id, person_id, session_id, sight, role)
      select ${stream}, gen_random_uuid(), node.id, account.id, account.person_id, gen_random_uuid(), 0, 'MEMBER' from account, node
    `.execute(database);
    const chair = attend('chair-uz-an', council);
    await chair.until(({ people }) => people === 251);
    expect(chair.members).toBeNull();
    const secretary = attend('secretary-uz-an', council);
    await chair.until(({ people }) => people === 252);
    expect(chair.frames.at(-1)).toMatchObject({ joined: [], left: [], changed: [] });
    const found = new Set<string>();
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const told = await ask(client('chair-uz-an'), council, 100, after);
      expect(told?.members?.totalCount).toBe(252);
      expect(told?.members?.pageInfo.hasNextPage).toBe(page < 2);
      told?.members?.nodes.forEach(({ person }) => found.add(person.fullName));
      after = told?.members?.pageInfo.endCursor ?? null;
    }
    expect(found.size).toBe(252);
    await secretary.leave();
    await sql`delete from rt_presence where role = 'MEMBER'`.execute(database);
  });
});
