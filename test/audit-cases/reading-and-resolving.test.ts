import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { stableId } from '../../src/database/stable-id.js';
import { anonymous, type CouncilRole, type GrantedRole, type Viewer } from '../../src/modules/accounts/index.js';
import { auditCaseRows, auditCasesFor } from '../../src/modules/audit-cases/audit-case.loader.js';
import { mayReadAuditCase } from '../../src/modules/audit-cases/audit-case.policy.js';
import { thresholds } from '../../src/modules/audit-cases/signals/thresholds.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { advanceCycle, done, mutate, type Told } from '../support/mutate.js';
import { deliberatedCycle, ordinaryMarks, scales } from './support/deliberated-cycle.js';

let running: TestApp;
let auditor: TestClient;
let cycleId: string;
let ratingCycleId: string;
let cases: readonly AuditCase[];
let before: Listed['auditCases'];
let told: Told;

interface AuditCase {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly rater: string | null;
  readonly figure: number;
  readonly threshold: number;
  readonly detail: object;
  readonly version: number;
}

interface Listed {
  readonly auditCases: { readonly totalCount: number; readonly nodes: readonly AuditCase[] };
}

const listText = `query ($where: AuditCaseWhere, $first: Int) {
  auditCases(where: $where, first: $first) { totalCount nodes { id kind state rater figure threshold detail version } } }`;

async function list(client: TestClient, where: object | null = null): Promise<Listed['auditCases']> {
  const { data, errors } = await client.send<Listed>(listText, { where, first: 100 });
  if (errors || !data) {
    throw new Error(`the cases cannot be read: ${JSON.stringify(errors)}`);
  }
  return data.auditCases;
}

const seen = async (client: TestClient): Promise<readonly unknown[]> => {
  const ids = cases.slice(0, 3).map(({ id }) => id);
  const { data } = await client.send<{ nodes: readonly unknown[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  return data?.nodes ?? [];
};

/** A seat in one council. */
const seat = (code: string): Viewer['councils'] => new Map([[stableId('Council', code), new Set<CouncilRole>(['MEMBER'])]]);

/** Grants the office of an auditor to a demonstration account, and signs in with it. */
async function alsoAuditor(name: string): Promise<TestClient> {
  const input = { accountId: encodeNodeId('Account', demonstrationAccountId(name)), role: 'AUDITOR', granted: true };
  expect(await mutate(await signIn(running.url, 'agency'), 'roleSet', input)).toEqual(done);
  return signIn(running.url, name);
}

/** rater4 says the best of everything. */
const planted = () => ordinaryMarks().map((mark) => ({ ...mark, ...(mark.rater === 'rater4' ? { value: scales[mark.indicator]?.[0] ?? '' } : {}) }));

beforeAll(async () => {
  running = await startTestApp();
  cycleId = await deliberatedCycle(running.test, planted());
  ratingCycleId = encodeNodeId('RatingCycle', cycleId);
  auditor = await signIn(running.url, 'auditor');
  before = await list(auditor);
  told = await advanceCycle(await signIn(running.url, 'approver'), ratingCycleId, 'PRELIMINARY');
  cases = (await list(auditor)).nodes;
});

afterAll(() => running?.close());

describe('the cases of a settled cycle', () => {
  it('are there for auditors, newest first, each with its figure, threshold and what it rests on', async () => {
    expect([before, told]).toEqual([{ totalCount: 0, nodes: [] }, done]);
    expect(cases.length).toBeGreaterThan(5);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(['SEVERITY', 'OUTLIER', 'HALO', 'STRAIGHT_LINING']));
    expect(new Set(cases.map(({ state }) => state))).toEqual(new Set(['OPEN']));
    const { data } = await auditor.send(
      `query ($id: ID!) { node(id: $id) { ... on AuditCase {
        otherRater indicatorCode round resolution resolvedAt resolvedBy { id } ratingCycle { id state } evaluation { council { code } } viewerCanResolve { allowed } } } }`,
      { id: cases.find(({ kind }) => kind === 'STRAIGHT_LINING')?.id },
    );
    expect(data).toEqual({
      node: {
        otherRater: null,
        indicatorCode: null,
        round: null,
        resolution: null,
        resolvedAt: null,
        resolvedBy: null,
        ratingCycle: { id: ratingCycleId, state: 'PRELIMINARY' },
        evaluation: { council: { code: expect.stringMatching(/^UZ-/) } },
        viewerCanResolve: { allowed: true },
      },
    });
  });

  it('are listed by cycle, kind and state', async () => {
    expect((await list(auditor, { ratingCycleId })).totalCount).toBe(cases.length);
    const { nodes } = await list(auditor, { kind: 'STRAIGHT_LINING' });
    expect(nodes).toEqual(cases.filter(({ kind }) => kind === 'STRAIGHT_LINING'));
    expect(await list(auditor, { state: 'CONFIRMED' })).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(auditor, { ratingCycleId: encodeNodeId('RatingCycle', randomUUID()) })).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(auditor, { ratingCycleId: 'nothing' })).toEqual({ totalCount: 0, nodes: [] });
  });

  it.each([
    null,
    'agency',
    'methodologist',
    'approver',
    'manager',
    'facilitator',
    'rater1',
    'rater9',
    'chair-uz-an',
    'secretary-uz-bu',
  ])('are not there for %s', async (name) => {
    const client = name === null ? new TestClient(running.url) : await signIn(running.url, name);
    expect(await list(client)).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(client, { ratingCycleId })).toEqual({ totalCount: 0, nodes: [] });
    expect(await seen(client)).toEqual([null, null, null]);
    const input = { id: cases[0]?.id, version: 1, outcome: 'EXPLAINED', text: 'Sinov' };
    const refusal = name === null ? { code: 'UNAUTHENTICATED', path: [] } : { code: 'NOT_FOUND', path: ['id'] };
    expect(await mutate(client, 'auditCaseResolve', input)).toEqual({ errors: [refusal] });
  });

  it.each([
    ['sits in a council of the cycle', 'secretary-uz-an', false],
    ['was to rate in it', 'rater1', false],
    ['sits in a council that it does not rate', 'secretary-uz-xo', true],
    ['rates elsewhere', 'rater9', true],
  ])('are there for an auditor who %s, or not', async (_, name, isSeen) => {
    const client = await alsoAuditor(name);
    expect((await list(client)).totalCount).toBe(isSeen ? cases.length : 0);
    expect((await seen(client)).map((node) => node !== null)).toEqual([isSeen, isSeen, isSeen]);
    const input = { id: cases[0]?.id, version: 999, outcome: 'EXPLAINED', text: 'Sinov' };
    const refusal = isSeen ? { code: 'VERSION_CONFLICT', path: ['version'] } : { code: 'NOT_FOUND', path: ['id'] };
    expect(await mutate(client, 'auditCaseResolve', input)).toEqual({ errors: [refusal] });
  });

  it('are told by lists as by nodes, whatever office, seat and assignment', async () => {
    const { database } = running.test;
    const row = await auditCaseRows(database).where('audit_case.cycle_id', '=', cycleId).executeTakeFirstOrThrow();
    const roles: readonly (readonly GrantedRole[])[] = [[], ['AUDITOR'], ['AUDITOR', 'AGENCY_ADMIN'], ['APPROVER']];
    const answers: boolean[] = [];
    for (const granted of roles) {
      for (const councils of [anonymous.councils, seat('UZ-AN'), seat('UZ-XO')]) {
        for (const accountId of [null, demonstrationAccountId('rater1'), demonstrationAccountId('rater9')]) {
          const viewer: Viewer = { ...anonymous, accountId, personId: accountId, sessionId: accountId, roles: new Set(granted), councils };
          const listed = await auditCasesFor(database, viewer, { cycleId, kind: null, state: null }).execute();
          const isSeen = mayReadAuditCase(viewer, { councilIds: row.council_ids, raterIds: row.rater_ids });
          expect([granted, accountId, [...councils.keys()], listed.length > 0]).toEqual([granted, accountId, [...councils.keys()], isSeen]);
          answers.push(isSeen);
        }
      }
    }
    expect(answers.filter(Boolean)).toHaveLength(4);
  });
});

describe('the thresholds', () => {
  it('are open to everybody', async () => {
    const { data } = await new TestClient(running.url).send<{ auditThresholds: { name: string; kind: string; value: number }[] }>(
      '{ auditThresholds { name kind value } }',
    );
    const open = data?.auditThresholds ?? [];
    expect(Object.fromEntries(open.map(({ name, value }) => [name, value]))).toEqual(thresholds);
    expect(open.every(({ name, kind }) => name.startsWith(`${kind}_`))).toBe(true);
  });
});

async function resolve(client: TestClient, input: object) {
  const { data } = await client.send<{ auditCaseResolve: { auditCase: AuditCase | null } & Told }>(
    `mutation ($input: AuditCaseResolveInput!) { auditCaseResolve(input: $input) {
      auditCase { id state resolution version resolvedBy { id } viewerCanResolve { allowed code } } errors { code path } } }`,
    { input },
  );
  return data?.auditCaseResolve;
}

describe('a case', () => {
  const text = 'Baholovchi bilan suhbat oʻtkazildi: barcha hujjatlar toʻliq ekan.';
  it('is closed once, with a text, and stays closed', async () => {
    const [{ id }] = cases as [AuditCase];
    const closed = await resolve(auditor, { id, version: 1, outcome: 'EXPLAINED', text: `  ${text} ` });
    expect(closed).toEqual({
      auditCase: {
        id,
        state: 'EXPLAINED',
        resolution: text,
        version: 2,
        resolvedBy: { id: encodeNodeId('Account', demonstrationAccountId('auditor')) },
        viewerCanResolve: { allowed: false, code: 'INVALID_STATE' },
      },
      errors: [],
    });
    for (const outcome of ['EXPLAINED', 'CONFIRMED']) {
      for (const version of [1, 2]) {
        expect(await resolve(auditor, { id, version, outcome, text })).toEqual({
          auditCase: null,
          errors: [{ code: 'INVALID_STATE', path: ['id'] }],
        });
      }
    }
    const { database } = running.test;
    const rowId = decodeNodeIdOf('AuditCase', id) ?? '';
    await expect(sql`update audit_case set resolution = 'x' where id = ${rowId}`.execute(database)).rejects.toMatchObject({ code: '23001' });
    const entries = await database.selectFrom('ledger_entry').selectAll().where('subject_id', '=', rowId).orderBy('id').execute();
    expect(entries.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['auditCase.opened', demonstrationAccountId('approver')],
      ['auditCase.explained', demonstrationAccountId('auditor')],
    ]);
    expect(JSON.stringify(entries.map(({ body }) => body))).not.toContain('Baholovchi');
  });

  it('is confirmed as well, by one key once', async () => {
    const id = cases[1]?.id;
    const input = { id, version: 1, outcome: 'CONFIRMED', text, idempotencyKey: randomUUID() };
    expect(await resolve(auditor, input)).toMatchObject({ auditCase: { state: 'CONFIRMED', version: 2 }, errors: [] });
    expect(await resolve(auditor, input)).toMatchObject({ auditCase: { state: 'CONFIRMED', version: 2 }, errors: [] });
    expect(await mutate(auditor, 'auditCaseResolve', { ...input, outcome: 'EXPLAINED' })).toEqual({
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }],
    });
  });

  it('that has changed since is shown as it is now', async () => {
    const id = cases[2]?.id;
    expect(await resolve(auditor, { id, version: 7, outcome: 'EXPLAINED', text })).toMatchObject({
      auditCase: { id, state: 'OPEN', version: 1 },
      errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
    });
  });

  it.each([
    ['nothing', '', 'REQUIRED'],
    ['blanks', '  ', 'REQUIRED'],
    ['more than 5000 characters', 'x'.repeat(5_001), 'TOO_LONG'],
  ])('is not closed with %s', async (_, found, code) => {
    const input = { id: cases[2]?.id, version: 1, outcome: 'EXPLAINED', text: found };
    expect(await mutate(auditor, 'auditCaseResolve', input)).toEqual({ errors: [{ code, path: ['text'] }] });
  });

  it('that is none is not there', async () => {
    const unknown = [encodeNodeId('AuditCase', randomUUID()), ratingCycleId, 'nothing'];
    for (const id of unknown) {
      const input = { id, version: 1, outcome: 'EXPLAINED', text };
      expect(await mutate(auditor, 'auditCaseResolve', input)).toEqual({ errors: [{ code: 'NOT_FOUND', path: ['id'] }] });
    }
  });

  it('is closed by one of two auditors at once', async () => {
    const other = await alsoAuditor('rater8');
    const input = { id: cases[3]?.id, version: 1, outcome: 'CONFIRMED', text };
    const answers = await Promise.all([auditor, other].map((client) => mutate(client, 'auditCaseResolve', input)));
    expect(answers.map(({ errors }) => errors.map(({ code }) => code).join()).toSorted()).toEqual(['', 'INVALID_STATE']);
  });
});
