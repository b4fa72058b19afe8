import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { tell } from '../rating-sessions/support/player.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { advanceCycle, done } from '../support/mutate.js';

const hour = 3_600_000;

interface Shown {
  readonly state: string;
  readonly embargoUntil: string | null;
  readonly snapshot: string | null;
  readonly rows: readonly object[];
  readonly withdrawal: { readonly reasons: readonly string[]; readonly withdrawnAt: string | null } | null;
  readonly ratingCycle: { readonly state: string } | null;
}

/** A table that waits for its approvers, and who does something with it. */
async function stagedTable(running: TestApp) {
  const { staged } = await prepareCycles(running.test);
  const { database } = running.test;
  const row = await database.selectFrom('publication').select(['id', 'number', 'snapshot_hash as hash']).where('cycle_id', '=', staged).executeTakeFirstOrThrow();
  const id = encodeNodeId('Publication', row.id);
  const clients = new Map<string, TestClient>([['anybody', new TestClient(running.url)]]);
  for (const name of ['approver', 'approver2', 'manager', 'rater1']) {
    clients.set(name, await signIn(running.url, name));
  }
  const client = (name: string): TestClient => clients.get(name) as TestClient;
  const step = async (name: string, mutation: string, more: object): Promise<readonly unknown[]> => {
    const { value, codes } = await tell<{ state: string } | null>(client(name), mutation, { id, ...more }, 'publication { state }');
    return codes.length > 0 ? codes : [value?.state];
  };
  return {
    ...row,
    nodeId: id,
    cycleId: encodeNodeId('RatingCycle', staged),
    client,
    approve: (name: string, embargoUntil?: Date) => step(name, 'publicationApprove', { snapshotHash: row.hash, ...(embargoUntil ? { embargoUntil } : {}) }),
    withdraw: (name: string, reason: string) => step(name, 'publicationWithdraw', { reason }),
    shown: async (name: string): Promise<Shown | null> => {
      const fields = 'state embargoUntil snapshot rows { rank published } withdrawal { reasons withdrawnAt } ratingCycle { state }';
      const { data } = await client(name).send<{ publicationByHash: Shown | null }>(`query ($hash: Sha256!) { publicationByHash(hash: $hash) { ${fields} } }`, { hash: row.hash });
      return data?.publicationByHash ?? null;
    },
    ledger: async (action: string): Promise<readonly unknown[]> => {
      const rows = await database.selectFrom('ledger_entry').select('body').where('subject_id', '=', row.id).where('action', '=', action).execute();
      return rows.map(({ body }) => body);
    },
    timers: () => database.selectFrom('timer').select('ends_at').where('object_id', '=', row.id).execute(),
  };
}

let running: TestApp;
let table: Awaited<ReturnType<typeof stagedTable>>;

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(`${running.url}${path}`, { headers });

describe('a table under an embargo', () => {
  const until = new Date(Date.now() + 48 * hour);

  beforeAll(async () => {
    running = await startTestApp();
    table = await stagedTable(running);
  });

  afterAll(() => running?.close());

  it('waits until an instant that one of its approvers has set, and the other one has not changed', async () => {
    expect(await table.approve('approver', new Date(Date.now() - hour))).toEqual(['OUT_OF_RANGE']);
    expect(await table.approve('approver', new Date(Date.now() + 15 * 24 * hour))).toEqual(['OUT_OF_RANGE']);
    expect(await table.approve('approver', until)).toEqual(['STAGED']);
    expect(await table.approve('approver2', new Date(until.getTime() + hour))).toEqual(['VERSION_CONFLICT']);
    expect(await table.approve('approver2')).toEqual(['EMBARGOED']);
    expect(await table.approve('approver2')).toEqual(['INVALID_STATE']);
    expect(await table.withdraw('approver', 'Sinov')).toEqual(['WITHDRAWN_WITH_CYCLE']);
    expect(await table.ledger('publication.embargoed')).toEqual([{ number: table.number, snapshotHash: table.hash, until: until.toISOString() }]);
  });

  it('is seen by nobody without an office, at no address', async () => {
    expect(await table.shown('manager')).toMatchObject({ state: 'EMBARGOED', embargoUntil: until.toISOString(), ratingCycle: { state: 'FINAL' } });
    for (const name of ['anybody', 'rater1']) {
      expect(await table.shown(name)).toBeNull();
      const { data } = await table.client(name).send<object>('query ($id: ID!, $number: Int!) { node(id: $id) { id } publication(number: $number) { id } publications { nodes { number } } verifyPublication(number: $number) { hashHolds } }', { id: table.nodeId, number: table.number });
      expect(data).toEqual({ node: null, publication: null, publications: { nodes: [{ number: 1 }] }, verifyPublication: null });
    }
    for (const name of [table.number, table.hash]) {
      expect((await get(`/publications/${name}.json`)).status).toBe(404);
      expect((await get(`/publications/${name}.bundle.json`)).status).toBe(404);
    }
    await running.app.timers.sweep();
    expect(await table.shown('anybody')).toBeNull();
  });

  it('is published when it is over, once, whichever node comes first, and its cycle with it', async () => {
    await running.test.database.updateTable('timer').set((eb) => ({ ends_at: eb.fn<Date>('now', []) })).where('object_id', '=', table.id).execute();
    await Promise.all([1, 2, 3, 4].map(() => running.app.timers.sweep()));
    expect(await table.shown('anybody')).toMatchObject({ state: 'PUBLISHED', ratingCycle: { state: 'PUBLISHED' } });
    expect(await table.ledger('publication.published')).toEqual([{ number: table.number, snapshotHash: table.hash, adjustments: [] }]);
    expect(await table.timers()).toEqual([{ ends_at: null }]);
    await vi.waitFor(async () => expect((await get(`/publications/${table.number}.bundle.json`)).status).toBe(200), { timeout: 20_000, interval: 200 });
  });

  it('is withdrawn again by two approvers, and a stone stays at its addresses', async () => {
    const etag = (await get(`/publications/${table.hash}.json`)).headers.get('etag') ?? '';
    expect(await table.withdraw('manager', 'Xato')).toEqual(['FORBIDDEN']);
    expect(await table.withdraw('approver', ' ')).toEqual(['REQUIRED']);
    expect(await table.withdraw('approver', 'Birinchi sabab')).toEqual(['PUBLISHED']);
    expect(await table.withdraw('approver', 'Yana')).toEqual(['ALREADY_APPROVED']);
    // One has asked for it: the public learns nothing of that, and loses nothing.
    expect(await table.shown('anybody')).toMatchObject({ state: 'PUBLISHED', withdrawal: null });
    expect(await table.shown('approver2')).toMatchObject({ withdrawal: { reasons: ['Birinchi sabab'], withdrawnAt: null } });
    expect((await get(`/publications/${table.hash}.json`)).status).toBe(200);

    expect(await table.withdraw('approver2', 'Ikkinchi sabab')).toEqual(['WITHDRAWN']);
    const reasons = ['Birinchi sabab', 'Ikkinchi sabab'];
    const [publicly, inOffice] = [await table.shown('anybody'), await table.shown('manager')];
    expect(publicly).toMatchObject({ state: 'WITHDRAWN', snapshot: null, rows: [], withdrawal: { reasons, withdrawnAt: expect.any(String) as string } });
    expect([inOffice?.snapshot?.includes('kengash/publication'), inOffice?.rows.length]).toEqual([true, 1]);
    expect(await table.ledger('publication.withdrawn')).toEqual([{ number: table.number, snapshotHash: table.hash, reasons }]);

    for (const path of [`${table.hash}.json`, `${table.number}.json`, `${table.number}.csv`, `${table.number}.bundle.json`, `${table.hash}/UZ-AN.pdf`]) {
      const response = await get(`/publications/${path}`, { 'if-none-match': etag });
      expect([path, response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([path, 410, 'application/problem+json', 'no-store']);
    }
    expect(await (await get(`/publications/${table.number}.json?locale=ru`)).json()).toEqual({
      status: 410,
      code: 'WITHDRAWN',
      title: `Таблица № ${table.number} была опубликована и затем отозвана.`,
      detail: reasons.join('\n\n'),
      number: table.number,
      snapshotHash: table.hash,
      reasons,
    });
    expect(await running.test.database.selectFrom('publication_bundle').select('publication_id').where('publication_id', '=', table.id).execute()).toHaveLength(1);
  });

  it('that was withdrawn is kept by no cache, proves nothing, and can be corrected', async () => {
    const search = new URLSearchParams({ query: `{ publicationByHash(hash: "${table.hash}") { number rows { published } } }` });
    const answer = await get(`/graphql?${search}`, { accept: 'application/json' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { data } = await table.client('approver').send<object>(
      'query ($number: Int!) { publication(number: $number) { viewerCanCorrect { allowed } viewerCanWithdraw { code } } verifyPublication(number: $number, councilCode: "UZ-AN") { hashHolds publication { state } } }',
      { number: table.number },
    );
    expect(data).toMatchObject({
      publication: { viewerCanCorrect: { allowed: true }, viewerCanWithdraw: { code: 'INVALID_STATE' } },
      verifyPublication: { publication: { state: 'WITHDRAWN' } },
    });
    const publicly = await table.client('anybody').send<object>('query ($number: Int!) { verifyPublication(number: $number, councilCode: "UZ-AN") { row { published } publication { state } } }', { number: table.number });
    expect(publicly.data).toEqual({ verifyPublication: { row: null, publication: { state: 'WITHDRAWN' } } });
  });
});

describe('a cycle that is given up while its table is under an embargo', () => {
  beforeAll(async () => {
    running = await startTestApp();
    table = await stagedTable(running);
  });

  afterAll(() => running?.close());

  it('takes the table with it, which is never published', async () => {
    expect(await table.approve('approver')).toEqual(['STAGED']);
    expect(await table.approve('approver2', new Date(Date.now() + hour))).toEqual(['EMBARGOED']);
    expect(await advanceCycle(table.client('approver'), table.cycleId, 'CANCELLED', 'Sinov')).toEqual(done);
    expect(await table.timers()).toEqual([{ ends_at: null }]);
    await running.app.timers.sweep();
    expect(await table.shown('anybody')).toBeNull();
    expect(await table.shown('manager')).toMatchObject({ state: 'WITHDRAWN', withdrawal: { reasons: [], withdrawnAt: null } });
  });
});
