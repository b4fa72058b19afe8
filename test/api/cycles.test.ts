import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import {
  ConflictDecideDocument,
  ConflictDeclareDocument,
  type ConflictDeclareMutation,
  type ConflictKind,
  CycleAssignmentsDocument,
  CycleEvaluationsDocument,
  type CycleStepFragment,
  MethodologyVersionsDocument,
  RaterAssignDocument,
  type RaterAssignMutation,
  RatingCycleAdvanceDocument,
  type RatingCycleAdvanceMutation,
  RatingCycleCreateDocument,
  type RatingCycleCreateInput,
  type RatingCycleCreateMutation,
  type RatingCycleState,
} from '../support/generated/graphql.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

async function versionOf(code: string): Promise<string> {
  const { methodology } = await new TestClient(running.url).ask(MethodologyVersionsDocument, { code });
  return methodology?.versions[0]?.id ?? '';
}

async function plan(
  client: TestClient,
  methodologyVersionId: string,
  more: Partial<RatingCycleCreateInput> = {},
): Promise<RatingCycleCreateMutation['ratingCycleCreate']> {
  const answer = await client.ask(RatingCycleCreateDocument, {
    input: {
      title: { uzLatn: 'Sinov davri' },
      methodologyVersionId,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      ...more,
    },
  });
  return answer.ratingCycleCreate;
}

async function advance(
  client: TestClient,
  cycle: CycleStepFragment | null,
  to: RatingCycleState,
  reason?: string,
): Promise<RatingCycleAdvanceMutation['ratingCycleAdvance']> {
  assert(cycle);
  const { id, version } = cycle;
  return (await client.ask(RatingCycleAdvanceDocument, { input: { id, version, to, reason } })).ratingCycleAdvance;
}

async function evaluationsOf(client: TestClient, id: string) {
  const { ratingCycle } = await client.ask(CycleEvaluationsDocument, { id });
  return ratingCycle?.evaluations ?? [];
}

async function assign(
  client: TestClient,
  raterId: string,
  evaluationIds: readonly string[],
): Promise<RaterAssignMutation['raterAssign']> {
  return (await client.ask(RaterAssignDocument, { input: { raterId, evaluationIds } })).raterAssign;
}

async function declare(
  client: TestClient,
  evaluationIds: readonly string[],
  kind: ConflictKind,
): Promise<ConflictDeclareMutation['conflictDeclare']> {
  return (await client.ask(ConflictDeclareDocument, { input: { evaluationIds, kind } })).conflictDeclare;
}

describe('a rating cycle', () => {
  it('is not opened by a methodology whose parts are not public', async () => {
    const manager = await signIn(running.url, 'manager');
    expect(await plan(manager, await versionOf('pq-81'))).toMatchObject({
      ratingCycle: null,
      errors: [{ code: 'METHODOLOGY_INCOMPLETE', path: ['methodologyVersionId'] }],
    });
  });

  it('has a clean title, whatever was typed, and asks for one in Uzbek', async () => {
    const manager = await signIn(running.url, 'manager');
    const version = await versionOf('councils-illustrative');
    const { ratingCycle } = await plan(manager, version, { title: { uzLatn: " O'quv\n davri ", ru: '', en: 'Study  period' } });
    const titles = await manager.send(
      'query ($id: ID!) { ratingCycle(id: $id) { uz: title(locale: UZ_LATN) ru: title(locale: RU) en: title(locale: EN) } }',
      { id: ratingCycle?.id },
    );
    expect(titles.data).toEqual({ ratingCycle: { uz: 'Oʻquv davri', ru: 'Oʻquv davri', en: 'Study period' } });
    expect((await plan(manager, version, { title: { uzLatn: '' } })).errors).toEqual([
      { code: 'REQUIRED', path: ['title', 'uzLatn'] },
    ]);
  });

  it('names bad dates and unknown councils, and is for managers alone', async () => {
    const manager = await signIn(running.url, 'manager');
    const version = await versionOf('councils-illustrative');
    expect((await plan(manager, version, { periodTo: '2025-01-01' })).errors).toEqual([
      { code: 'DATE_ORDER', path: ['periodTo'] },
    ]);
    expect((await plan(manager, version, { councilCodes: ['UZ-AN', 'XX'] })).errors).toEqual([
      { code: 'NOT_FOUND', path: ['councilCodes', '1'] },
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
    expect((await evaluationsOf(secretary, id)).map(({ council }) => council?.code)).toEqual(['UZ-AN']);
    expect(await evaluationsOf(raters[0] as TestClient, id)).toEqual([]);
    expect(await new TestClient(running.url).ask(CycleEvaluationsDocument, { id })).toEqual({ ratingCycle: null });

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

    const assignments = await manager.ask(CycleAssignmentsDocument, { id });
    const conflicted = assignments.ratingCycle?.evaluations
      .flatMap((evaluation) => evaluation.assignments)
      .find(({ state }) => state === 'CONFLICTED');
    assert(conflicted);
    const decided = await manager.ask(ConflictDecideDocument, { input: { assignmentId: conflicted.id, confirmed: true } });
    expect(decided).toEqual({ conflictDecide: { raterAssignment: { state: 'CONFLICTED' }, errors: [] } });

    const scoring = await advance(manager, closed.ratingCycle, 'SCORING');
    expect(scoring).toMatchObject({ ratingCycle: { state: 'SCORING' }, errors: [] });
    expect(await raters[0]?.ask(CycleAssignmentsDocument, { id })).toMatchObject({
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
