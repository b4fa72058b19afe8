import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.js';
import { accountNodeId, type PreparedState, prepareState } from '../policy/prepared-state.js';

interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let state: PreparedState;
let chair: TestClient;

beforeAll(async () => {
  state = await prepareState();
  chair = state.clients.chair;
  for (const viewer of ['chair', 'otherSecretary'] as const) {
    for (const role of ['APPROVER', 'CYCLE_MANAGER']) {
      const input = { accountId: accountNodeId(viewer), role, granted: true };
      await mutate(state.clients.agency, 'roleSet', input);
    }
  }
});

afterAll(() => state?.running.close());

async function mutate(client: TestClient, field: string, input: object): Promise<Told | undefined> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data } = await client.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code path } } }`,
    { input },
  );
  return data?.[field];
}

/** The code of a `viewerCan...` field; null where it allows. */
async function told(client: TestClient, type: string, field: string, id: string): Promise<string | null | undefined> {
  const { data } = await client.send<{ node: Record<string, { code: string | null }> | null }>(
    `query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} { code } } } }`,
    { id },
  );
  return data?.node?.[field]?.code;
}

const barred = (...path: readonly string[]) => ({ errors: [{ code: 'CONFLICT_OF_INTEREST', path }] });

it('a chair with offices takes no cycle of the council further, and gives it no time', async () => {
  const { cycles } = state;
  for (const [id, to] of [
    [cycles.open, 'EVIDENCE_CLOSED'],
    [cycles.scoring, 'DELIBERATION'],
    [cycles.staged, 'CANCELLED'],
  ]) {
    expect(await mutate(chair, 'ratingCycleAdvance', { id, to, version: 999, reason: 'Sinov' })).toEqual(barred('to'));
  }
  const later = { id: cycles.open, version: 999, scoringCloseOn: '9999-12-31', reason: 'Sinov' };
  expect(await mutate(chair, 'ratingCycleExtend', later)).toEqual(barred('id'));
  expect(await told(chair, 'RatingCycle', 'viewerCanManage', cycles.open)).toBe('CONFLICT_OF_INTEREST');
  expect(await told(chair, 'RatingCycle', 'viewerCanExtend', cycles.open)).toBe('CONFLICT_OF_INTEREST');
});

it('nor chooses its raters, not even for another council of the cycle, nor decides their conflicts', async () => {
  const raterId = accountNodeId('otherRater');
  for (const evaluationId of [state.evaluations.planned, state.evaluations.plannedOfAnother]) {
    const input = { raterId, evaluationIds: [evaluationId] };
    expect(await mutate(chair, 'raterAssign', input)).toEqual(barred('evaluationIds', '0'));
  }
  const conflict = { evaluationIds: [state.evaluations.open], kind: 'FAMILY' };
  expect(await mutate(state.clients.assignedRater, 'conflictDeclare', conflict)).toEqual({ errors: [] });
  const decision = { assignmentId: state.assignment, confirmed: true };
  expect(await mutate(chair, 'conflictDecide', decision)).toEqual(barred('assignmentId'));
});

it('nor approves the table', async () => {
  const id = state.publications.staged;
  expect(await mutate(chair, 'publicationApprove', { id, snapshotHash: '0'.repeat(64) })).toEqual(barred('id'));
  expect(await mutate(chair, 'publicationWithdraw', { id, reason: 'Sinov' })).toEqual(barred('id'));
  expect(await told(chair, 'Publication', 'viewerCanApprove', id)).toBe('CONFLICT_OF_INTEREST');
});

it('nor lets late evidence in, accepts any, or records a measured value', async () => {
  const sha256 = createHash('sha256').update('kech').digest('hex');
  const { data } = await chair.send<{ evidenceUploadCreate: { upload: { ticket: string } } }>(
    'mutation ($input: EvidenceUploadCreateInput!) { evidenceUploadCreate(input: $input) { upload { ticket } } }',
    { input: { sha256, sizeBytes: 4, mediaType: 'text/plain' } },
  );
  const late = {
    evaluationId: state.evaluations.closed,
    ticket: data?.evidenceUploadCreate.upload.ticket,
    indicatorCodes: ['1.2'],
    title: 'Kech',
    originalName: 'kech.txt',
    lateReason: 'Sinov',
  };
  expect(await mutate(chair, 'evidenceAdd', late)).toEqual(barred('evaluationId'));
  expect(await told(chair, 'Evaluation', 'viewerCanAddEvidence', state.evaluations.closed)).toBe('CONFLICT_OF_INTEREST');
  expect(await told(chair, 'Evaluation', 'viewerCanAddEvidence', state.evaluations.open)).toBeNull();

  for (const id of [state.evidence.open, state.evidence.closed]) {
    expect(await mutate(chair, 'evidenceDecide', { id, accept: true, version: 999 })).toEqual(barred('id'));
    expect(await told(chair, 'Evidence', 'viewerCanDecide', id)).toBe('CONFLICT_OF_INTEREST');
  }
  for (const itemId of [state.items.open, state.items.scoring]) {
    const value = { itemId, numerator: '1', source: 'Sinov' };
    expect(await mutate(chair, 'measurementRecord', value)).toEqual(barred('itemId'));
    expect(await told(chair, 'EvaluationItem', 'viewerCanMeasure', itemId)).toBe('CONFLICT_OF_INTEREST');
  }
});

it('the people of a council that the cycle does not rate hold their offices in it as anybody', async () => {
  const other = state.clients.otherSecretary;
  const step = { id: state.cycles.open, to: 'EVIDENCE_CLOSED', version: 999 };
  expect(await mutate(other, 'ratingCycleAdvance', step)).toEqual({ errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }] });
  expect(await told(other, 'RatingCycle', 'viewerCanManage', state.cycles.open)).toBeNull();
  expect(await told(other, 'Publication', 'viewerCanApprove', state.publications.staged)).toBeNull();
  expect(await told(other, 'RatingCycle', 'viewerCanManage', state.cycles.planned)).toBe('CONFLICT_OF_INTEREST');
});
