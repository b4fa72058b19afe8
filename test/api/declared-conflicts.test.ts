import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountNodeId, type PreparedState, prepareState } from '../policy/prepared-state.js';
import type { TestClient } from '../support/client.js';
import { StreamReader } from '../streams/support/stream-reader.js';

interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

interface Assignment {
  readonly state: string;
  readonly conflicts: readonly { readonly kind: string; readonly decision: string; readonly decidedAt: string | null }[] | null;
  readonly viewerCanDeclare: { readonly code: string | null };
  readonly viewerCanDecideConflict: { readonly code: string | null };
}

let state: PreparedState;
let manager: TestClient;
let rater: TestClient;

beforeAll(async () => {
  state = await prepareState();
  ({ manager, assignedRater: rater } = state.clients);
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

async function read(client: TestClient, id: string): Promise<Assignment | null | undefined> {
  const { data } = await client.send<{ node: Assignment | null }>(
    `query ($id: ID!) { node(id: $id) { ... on RaterAssignment {
      state conflicts { kind source note decision declaredAt decidedAt }
      viewerCanDeclare { code } viewerCanDecideConflict { code } } } }`,
    { id },
  );
  return data?.node;
}

const declareTo = (evaluationId: string, kind: string, note?: string) =>
  mutate(rater, 'conflictDeclare', { evaluationIds: [evaluationId], kind, note });

const none = { kind: 'NONE', source: 'SELF', note: null, decision: 'CLEARED', declaredAt: expect.any(String), decidedAt: null };

it('what a rater declares is read by whoever has to decide on it, and by no other rater or council', async () => {
  const id = state.assignment;
  expect(await read(rater, id)).toMatchObject({
    state: 'ACTIVE',
    conflicts: [none],
    viewerCanDeclare: { code: null },
    viewerCanDecideConflict: { code: 'FORBIDDEN' },
  });
  expect(await declareTo(state.evaluations.open, 'FAMILY', 'Kotib ukam.')).toEqual({ errors: [] });

  const pending = { ...none, kind: 'FAMILY', note: 'Kotib ukam.', decision: 'PENDING' };
  for (const viewer of ['manager', 'approver'] as const) {
    expect(await read(state.clients[viewer], id)).toEqual({
      state: 'CONFLICTED',
      conflicts: [none, pending],
      viewerCanDeclare: { code: 'NOT_ASSIGNED' },
      viewerCanDecideConflict: { code: null },
    });
  }
  expect(await read(state.clients.auditor, id)).toMatchObject({
    conflicts: [none, pending],
    viewerCanDecideConflict: { code: 'FORBIDDEN' },
  });
  expect(await read(rater, id)).toMatchObject({
    conflicts: [none, pending],
    viewerCanDeclare: { code: 'INVALID_STATE' },
    viewerCanDecideConflict: { code: 'FORBIDDEN' },
  });
  expect(await read(state.clients.agency, id)).toMatchObject({ state: 'CONFLICTED', conflicts: null });
  for (const viewer of ['otherRater', 'chair', 'secretary', 'member', 'facilitator', 'public'] as const) {
    expect(await read(state.clients[viewer], id)).toBeNull();
  }
});

it('a manager of a council of the cycle does not read it either', async () => {
  const grant = (granted: boolean) =>
    mutate(state.clients.agency, 'roleSet', { accountId: accountNodeId('chair'), role: 'CYCLE_MANAGER', granted });
  expect(await grant(true)).toEqual({ errors: [] });
  expect(await read(state.clients.chair, state.assignment)).toMatchObject({
    conflicts: null,
    viewerCanDecideConflict: { code: 'CONFLICT_OF_INTEREST' },
  });
  expect(await grant(false)).toEqual({ errors: [] });
});

it('a confirmed conflict recuses a rater who had been active, for good, and tells so', async () => {
  const id = state.assignment;
  const query = `subscription ($after: Cursor, $onGap: OnGap!) { stream: userStream(after: $after, onGap: $onGap) {
    __typename ... on Events { cursor events { seq prev type mutationId body { __typename ... on ConflictDecided { raterAssignment { state } } } } } } }`;
  const reader = new StreamReader(rater, { query });
  await reader.until(({ frames }) => frames.length >= 2);
  expect(await mutate(manager, 'conflictDecide', { assignmentId: id, confirmed: true })).toEqual({ errors: [] });
  const decided = await read(manager, id);
  expect(decided).toMatchObject({ state: 'RECUSED', viewerCanDecideConflict: { code: 'INVALID_STATE' } });
  expect(decided?.conflicts?.at(-1)).toMatchObject({ decision: 'CONFIRMED', decidedAt: expect.any(String) });
  await reader.until(({ events }) => events.length > 0);
  expect(reader.events.at(-1)).toMatchObject({ type: 'ConflictDecided', body: { raterAssignment: { state: 'RECUSED' } } });
  await reader.leave();

  expect(await declareTo(state.evaluations.open, 'NONE')).toEqual({ errors: [{ code: 'INVALID_STATE', path: ['evaluationIds', '0'] }] });
  const again = { raterId: accountNodeId('assignedRater'), evaluationIds: [state.evaluations.open] };
  expect(await mutate(manager, 'raterAssign', again)).toEqual({ errors: [{ code: 'ALREADY_EXISTS', path: ['evaluationIds', '0'] }] });
  const { data } = await rater.send<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: state.evaluations.open });
  expect(data?.node).toBeNull();
});

it('a recused rater is out of the marking and of its count', async () => {
  const evaluationId = state.evaluations.scoring;
  const value = { itemId: state.items.scoring, value: { kind: 'NO_EVIDENCE' }, justification: 'Hujjat koʻrilmadi.' };
  expect(await mutate(rater, 'scoreSave', value)).toEqual({ errors: [] });
  expect(await declareTo(evaluationId, 'FINANCIAL')).toEqual({ errors: [] });
  const { data } = await manager.send<{ node: { assignments: { id: string; state: string }[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Evaluation { assignments { id state } } } }',
    { id: evaluationId },
  );
  const [conflicted] = data?.node.assignments.filter((assignment) => assignment.state === 'CONFLICTED') ?? [];
  expect(await mutate(manager, 'conflictDecide', { assignmentId: conflicted?.id, confirmed: true })).toEqual({ errors: [] });
  expect(await mutate(rater, 'scoreSave', value)).toEqual({ errors: [{ code: 'CONFLICT_OF_INTEREST', path: ['itemId'] }] });
  const progress = await manager.send<{ node: { submissionProgress: object | null } }>(
    'query ($id: ID!) { node(id: $id) { ... on Evaluation { submissionProgress { submitted assigned } } } }',
    { id: evaluationId },
  );
  // Two are left, of whom a count would tell too much.
  expect(progress.data?.node.submissionProgress).toBeNull();
});
