import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../src/relay/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

interface Cycle {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

interface Moved {
  readonly ratingCycle: Cycle | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

async function versionOf(code: string): Promise<string> {
  const answer = await new TestClient(running.url).send<{ methodology: { versions: { id: string }[] } }>(
    `{ methodology(code: "${code}") { versions { id } } }`,
  );
  return answer.data?.methodology.versions[0]?.id ?? '';
}

async function plan(client: TestClient, methodologyVersionId: string, more: object = {}): Promise<Moved> {
  const answer = await client.send<{ ratingCycleCreate: Moved }>(
    `mutation ($input: RatingCycleCreateInput!) {
      ratingCycleCreate(input: $input) { ratingCycle { id state version } errors { code path } }
    }`,
    {
      input: {
        title: { uzLatn: 'Sinov davri' },
        methodologyVersionId,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        ...more,
      },
    },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data as { ratingCycleCreate: Moved }).ratingCycleCreate;
}

async function advance(client: TestClient, cycle: Cycle | null, to: string, reason?: string): Promise<Moved> {
  const answer = await client.send<{ ratingCycleAdvance: Moved }>(
    `mutation ($input: RatingCycleAdvanceInput!) {
      ratingCycleAdvance(input: $input) { ratingCycle { id state version } errors { code path } }
    }`,
    { input: { id: cycle?.id, version: cycle?.version, to, reason } },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data as { ratingCycleAdvance: Moved }).ratingCycleAdvance;
}

async function evaluationsOf(client: TestClient, id: string): Promise<{ id: string; council: { code: string } }[]> {
  const answer = await client.send<{ ratingCycle: { evaluations: { id: string; council: { code: string } }[] } | null }>(
    'query ($id: ID!) { ratingCycle(id: $id) { evaluations { id council { code } } } }',
    { id },
  );
  return answer.data?.ratingCycle?.evaluations ?? [];
}

async function assign(client: TestClient, raterId: string, evaluationIds: readonly string[]): Promise<Moved> {
  const answer = await client.send<{ raterAssign: Moved }>(
    `mutation ($input: RaterAssignInput!) { raterAssign(input: $input) { ratingCycle { id } errors { code path } } }`,
    { input: { raterId, evaluationIds } },
  );
  return (answer.data as { raterAssign: Moved }).raterAssign;
}

async function declare(client: TestClient, evaluationIds: readonly string[], kind: string): Promise<Moved> {
  const answer = await client.send<{ conflictDeclare: Moved }>(
    `mutation ($input: ConflictDeclareInput!) { conflictDeclare(input: $input) { evaluation { id } errors { code path } } }`,
    { input: { evaluationIds, kind } },
  );
  return (answer.data as { conflictDeclare: Moved }).conflictDeclare;
}

describe('a rating cycle', () => {
  it('is not opened by a methodology whose parts are not public', async () => {
    const manager = await signIn(running.url, 'manager');
    expect(await plan(manager, await versionOf('pq-81'))).toMatchObject({
      ratingCycle: null,
      errors: [{ code: 'METHODOLOGY_INCOMPLETE', path: ['methodologyVersionId'] }],
    });
  });

  it('names bad dates and unknown councils, and is for managers alone', async () => {
    const manager = await signIn(running.url, 'manager');
    const version = await versionOf('councils-illustrative');
    expect((await plan(manager, version, { periodTo: '2025-01-01' })).errors).toEqual([
      { code: 'DATE_ORDER', path: ['periodTo'] },
    ]);
    expect((await plan(manager, version, { councilCodes: ['UZ-AN', 'XX'] })).errors).toEqual([
      { code: 'NOT_FOUND', path: ['councilCodes'] },
    ]);
    expect((await plan(await signIn(running.url, 'rater1'), version)).errors).toEqual([{ code: 'FORBIDDEN', path: [] }]);
  });

  it('goes along its path, guards kept, and shows each viewer what they may see', async () => {
    const manager = await signIn(running.url, 'manager');
    const approver = await signIn(running.url, 'approver');
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const raters = await Promise.all(['rater1', 'rater2', 'rater3'].map((name) => signIn(running.url, name)));
    const planned = await plan(manager, await versionOf('councils-illustrative'), { councilCodes: ['UZ-AN', 'UZ-BU'] });
    const id = planned.ratingCycle?.id ?? '';
    expect(await advance(manager, planned.ratingCycle, 'SCORING')).toMatchObject({ errors: [{ code: 'INVALID_STATE' }] });
    const open = await advance(manager, planned.ratingCycle, 'EVIDENCE_OPEN');
    expect(open).toMatchObject({ ratingCycle: { state: 'EVIDENCE_OPEN' }, errors: [] });
    expect(await advance(manager, planned.ratingCycle, 'EVIDENCE_CLOSED')).toMatchObject({
      ratingCycle: { state: 'EVIDENCE_OPEN' },
      errors: [{ code: 'VERSION_CONFLICT' }],
    });
    const closed = await advance(manager, open.ratingCycle, 'EVIDENCE_CLOSED');

    expect(await evaluationsOf(manager, id)).toHaveLength(2);
    expect((await evaluationsOf(secretary, id)).map(({ council }) => council.code)).toEqual(['UZ-AN']);
    expect(await evaluationsOf(raters[0] as TestClient, id)).toEqual([]);
    expect((await new TestClient(running.url).send('query ($id: ID!) { ratingCycle(id: $id) { id } }', { id })).data).toEqual({
      ratingCycle: null,
    });

    expect(await advance(manager, closed.ratingCycle, 'SCORING')).toMatchObject({
      errors: [{ code: 'MIN_RATERS_NOT_MET', path: ['to'] }],
    });
    const evaluationIds = (await evaluationsOf(manager, id)).map((evaluation) => evaluation.id);
    for (const name of ['rater1', 'rater2', 'rater3', 'rater4']) {
      expect(await assign(manager, account(name), evaluationIds)).toMatchObject({ errors: [] });
    }
    expect(await assign(manager, account('secretary-uz-an'), evaluationIds)).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['raterId'] }],
    });
    for (const rater of raters) {
      expect(await declare(rater, evaluationIds, 'NONE')).toMatchObject({ errors: [] });
    }
    const fourth = await signIn(running.url, 'rater4');
    expect(await declare(fourth, [evaluationIds[0] ?? ''], 'FAMILY')).toMatchObject({ errors: [] });
    expect((await evaluationsOf(fourth, id)).map((evaluation) => evaluation.id)).toEqual([evaluationIds[1]]);
    expect(await advance(manager, closed.ratingCycle, 'SCORING')).toMatchObject({ errors: [{ code: 'OPEN_CONFLICT' }] });

    const assignments = await manager.send<{
      ratingCycle: { evaluations: { assignments: { id: string; state: string }[] }[] };
    }>('query ($id: ID!) { ratingCycle(id: $id) { evaluations { assignments { id state pseudonym } } } }', { id });
    const conflicted = assignments.data?.ratingCycle.evaluations
      .flatMap((evaluation) => evaluation.assignments)
      .find(({ state }) => state === 'CONFLICTED');
    const decided = await manager.send(
      `mutation ($input: ConflictDecideInput!) {
        conflictDecide(input: $input) { raterAssignment { state } errors { code } }
      }`,
      { input: { assignmentId: conflicted?.id, confirmed: true } },
    );
    expect(decided.data).toEqual({ conflictDecide: { raterAssignment: { state: 'CONFLICTED' }, errors: [] } });

    const scoring = await advance(manager, closed.ratingCycle, 'SCORING');
    expect(scoring).toMatchObject({ ratingCycle: { state: 'SCORING' }, errors: [] });
    expect((await raters[0]?.send('query ($id: ID!) { ratingCycle(id: $id) { evaluations { assignments { state } } } }', { id }))?.data).toEqual({
      ratingCycle: {
        evaluations: [{ assignments: [{ state: 'ACTIVE' }] }, { assignments: [{ state: 'ACTIVE' }] }],
      },
    });
    expect(await advance(approver, scoring.ratingCycle, 'CANCELLED')).toMatchObject({
      errors: [{ code: 'REASON_REQUIRED', path: ['reason'] }],
    });
    expect(await advance(approver, scoring.ratingCycle, 'CANCELLED', 'a test')).toMatchObject({
      ratingCycle: { state: 'CANCELLED' },
      errors: [],
    });
  });
});
