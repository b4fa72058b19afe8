import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { differingMarks, MarkingRater } from '../support/marking.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { StreamReader } from '../streams/support/stream-reader.js';

interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let running: TestApp;
let cycle: ScoringCycle;
let agency: TestClient;
let manager: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  [agency, manager] = await Promise.all([signIn(running.url, 'agency'), signIn(running.url, 'manager')]);
});

beforeEach(async () => {
  await vacate('UZ-AN');
  cycle = await openScoring(running.test);
});

afterAll(() => running.close());

async function mutate(client: TestClient, field: string, input: object): Promise<Told | undefined> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data } = await client.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code path } } }`,
    { input },
  );
  return data?.[field];
}

async function personOf(name: string): Promise<string> {
  const { person_id } = await running.test.database
    .selectFrom('account')
    .select('person_id')
    .where('id', '=', demonstrationAccountId(name))
    .executeTakeFirstOrThrow();
  return person_id;
}

/** A member's seat of the council, as long before its first holder as nobody holds it. */
async function seatOf(councilCode: string): Promise<string> {
  const { id } = await running.test.database
    .selectFrom('seat')
    .innerJoin('council', 'council.id', 'seat.council_id')
    .select('seat.id')
    .where('council.code', '=', councilCode)
    .where('seat.function', '=', 'MEMBER')
    .orderBy('seat.id')
    .executeTakeFirstOrThrow();
  return encodeNodeId('Seat', id);
}

/** Gives up the seat of whoever holds it, so that it can be taken. */
async function vacate(councilCode: string): Promise<void> {
  const seatId = decodeNodeIdOf('Seat', await seatOf(councilCode));
  await sql`delete from appointment where seat_id = ${seatId}`.execute(running.test.database);
}

const appoint = async (name: string, councilCode = 'UZ-AN') =>
  mutate(agency, 'appointmentCreate', {
    seatId: await seatOf(councilCode),
    personId: encodeNodeId('Person', await personOf(name)),
    startedOn: '2026-11-01',
  });

async function assignmentOf(name: string) {
  return running.test.database
    .selectFrom('rater_assignment')
    .select(['id', 'state'])
    .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '')
    .where('rater_id', '=', demonstrationAccountId(name))
    .executeTakeFirst();
}

async function advance(to: string): Promise<Told | undefined> {
  const { data } = await manager.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id: cycle.cycleId },
  );
  return mutate(manager, 'ratingCycleAdvance', { id: cycle.cycleId, to, version: data?.ratingCycle.version });
}

it('a rater who is appointed to the council is out, and the marks with them', async () => {
  const rater = await signIn(running.url, 'rater1');
  const marking = new MarkingRater(rater, cycle, '');
  const value = { kind: 'NO_EVIDENCE' } as const;
  await marking.save(new Map([['1.2', { value, justification: 'Hujjatlarga koʻra baholandi.', confidence: null, citesEvidence: false }]]));
  await marking.submit();
  const id = (await assignmentOf('rater1'))?.id ?? '';
  const scores = () => running.test.database.selectFrom('score').select('state').where('assignment_id', '=', id).execute();
  expect(await scores()).toEqual([{ state: 'COMMITTED' }]);

  await vacate('UZ-AN');
  expect(await appoint('rater1')).toEqual({ errors: [] });

  expect(await assignmentOf('rater1')).toMatchObject({ state: 'RECUSED' });
  expect(await scores()).toEqual([{ state: 'VOID' }]);
  const input = { itemId: cycle.items.get('1.2'), value, justification: 'Yana' };
  expect(await mutate(rater, 'scoreSave', input)).toMatchObject({ errors: [{ code: 'CONFLICT_OF_INTEREST' }] });
  // What is computed is not for a manager to clear.
  const decision = { assignmentId: encodeNodeId('RaterAssignment', id), confirmed: false };
  expect(await mutate(manager, 'conflictDecide', decision)).toMatchObject({ errors: [{ code: 'INVALID_STATE' }] });
  const declared = await running.test.database
    .selectFrom('conflict_declaration')
    .select(['kind', 'source', 'decision'])
    .where('rater_id', '=', demonstrationAccountId('rater1'))
    .where('source', '=', 'COMPUTED')
    .execute();
  expect(declared).toEqual([{ kind: 'MEMBER_OF_COUNCIL', source: 'COMPUTED', decision: 'CONFIRMED' }]);
});

it('a rater who leaves takes nothing from the count until the close, so that it does not tell whose marks were there', async () => {
  const raterId = encodeNodeId('Account', demonstrationAccountId('rater4'));
  const evaluationIds = [cycle.evaluationId];
  expect(await mutate(manager, 'raterAssign', { raterId, evaluationIds })).toEqual({ errors: [] });
  expect(await mutate(await signIn(running.url, 'rater4'), 'conflictDeclare', { evaluationIds, kind: 'NONE' })).toEqual({ errors: [] });
  const progress = async () => {
    const { data } = await manager.send<{ node: { submissionProgress: object | null } }>(
      'query ($id: ID!) { node(id: $id) { ... on Evaluation { submissionProgress { submitted assigned } } } }',
      { id: cycle.evaluationId },
    );
    return data?.node.submissionProgress;
  };
  const leaving = await signIn(running.url, 'rater1');
  const marking = new MarkingRater(leaving, cycle, '');
  const mark = { value: { kind: 'NO_EVIDENCE' }, justification: 'Hujjatlarga koʻra baholandi.', confidence: null, citesEvidence: false } as const;
  await marking.save(new Map([...differingMarks().other.keys()].map((code) => [code, mark])));
  await marking.submit();
  expect(await progress()).toEqual({ submitted: 1, assigned: 4 });

  expect(await mutate(leaving, 'conflictDeclare', { evaluationIds, kind: 'FAMILY' })).toEqual({ errors: [] });
  expect(await progress()).toEqual({ submitted: 1, assigned: 4 });
  const assignmentId = encodeNodeId('RaterAssignment', (await assignmentOf('rater1'))?.id ?? '');
  expect(await mutate(manager, 'conflictDecide', { assignmentId, confirmed: true })).toEqual({ errors: [] });
  expect(await progress()).toEqual({ submitted: 1, assigned: 4 });

  const approver = await signIn(running.url, 'approver');
  const { data } = await approver.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id: cycle.cycleId },
  );
  const step = { id: cycle.cycleId, to: 'DELIBERATION', version: data?.ratingCycle.version, reason: 'Sinov' };
  expect(await mutate(approver, 'ratingCycleAdvance', step)).toEqual({ errors: [] });
  expect(await progress()).toEqual({ submitted: 0, assigned: 3 });
});

it('a rater who is out is told of nothing that comes after', async () => {
  const query = `subscription ($id: ID!, $after: Cursor, $onGap: OnGap!) {
    stream: evaluationStream(evaluationId: $id, after: $after, onGap: $onGap) {
      __typename ... on Events { cursor events { seq prev type mutationId body { __typename } } } } }`;
  const variables = { id: cycle.evaluationId };
  const [rater1, rater2] = await Promise.all([signIn(running.url, 'rater1'), signIn(running.url, 'rater2')]);
  const leaving = new StreamReader(rater1, { query, variables });
  const staying = new StreamReader(rater2, { query, variables });
  await Promise.all([leaving, staying].map((reader) => reader.until(({ frames }) => frames.length >= 2)));

  expect(await mutate(rater1, 'conflictDeclare', { evaluationIds: [cycle.evaluationId], kind: 'FAMILY' })).toEqual({ errors: [] });
  const measured = { itemId: cycle.items.get('1.1'), numerator: '1', denominator: '2', source: 'Hisobot' };
  expect(await mutate(manager, 'measurementRecord', measured)).toEqual({ errors: [] });

  await staying.until(({ events }) => events.length > 0);
  expect(await leaving.untilEnded()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  expect(leaving.events).toEqual([]);
  await Promise.all([leaving.leave(), staying.leave()]);
});

it('an appointment to another council, or one that ended before the period, changes nothing', async () => {
  await vacate('UZ-BU');
  expect(await appoint('rater2', 'UZ-BU')).toEqual({ errors: [] });
  await vacate('UZ-AN');
  const past = {
    seatId: await seatOf('UZ-AN'),
    personId: encodeNodeId('Person', await personOf('rater2')),
    startedOn: '2020-01-01',
    endedOn: '2026-01-01',
  };
  expect(await mutate(agency, 'appointmentCreate', past)).toEqual({ errors: [] });
  expect(await assignmentOf('rater2')).toMatchObject({ state: 'ACTIVE' });
});

it('a person is never both assigned and appointed, however close the two come', async () => {
  const raterId = encodeNodeId('Account', demonstrationAccountId('rater7'));
  for (let round = 0; round < 15; round += 1) {
    await vacate('UZ-AN');
    await sql`delete from conflict_declaration where rater_id = ${demonstrationAccountId('rater7')}`.execute(running.test.database);
    await sql`delete from rater_assignment where rater_id = ${demonstrationAccountId('rater7')}`.execute(running.test.database);
    const [assigned, appointed] = await Promise.all([
      mutate(manager, 'raterAssign', { raterId, evaluationIds: [cycle.evaluationId] }),
      appoint('rater7'),
    ]);
    expect(appointed).toEqual({ errors: [] });
    const assignment = await assignmentOf('rater7');
    const outcome = `${assigned?.errors[0]?.code ?? 'assigned'}, ${assignment?.state ?? 'no assignment'}`;
    expect(['CONFLICT_OF_INTEREST, no assignment', 'assigned, CONFLICTED']).toContain(outcome);
  }
});

it('scoring is not closed over a conflict that nobody has decided', async () => {
  const rater = await signIn(running.url, 'rater3');
  expect(await mutate(rater, 'conflictDeclare', { evaluationIds: [cycle.evaluationId], kind: 'FAMILY' })).toEqual({ errors: [] });
  expect(await advance('DELIBERATION')).toEqual({ errors: [{ code: 'OPEN_CONFLICT', path: ['to'] }] });
});

it('a rater whose role was taken back marks no more', async () => {
  const rater = await signIn(running.url, 'rater3');
  const accountId = encodeNodeId('Account', demonstrationAccountId('rater3'));
  const input = { itemId: cycle.items.get('1.2'), value: { kind: 'NO_EVIDENCE' }, justification: 'Hujjat koʻrilmadi.' };
  expect(await mutate(rater, 'scoreSave', input)).toEqual({ errors: [] });
  expect(await mutate(agency, 'roleSet', { accountId, role: 'RATER', granted: false })).toEqual({ errors: [] });
  expect(await mutate(rater, 'scoreSave', input)).toEqual({ errors: [{ code: 'FORBIDDEN', path: ['itemId'] }] });
  expect(await mutate(agency, 'roleSet', { accountId, role: 'RATER', granted: true })).toEqual({ errors: [] });
});

/** Ends the present appointment of an account's person, from a day on. */
async function endAppointment(name: string, endedOn: string): Promise<Told | undefined> {
  const { id, version } = await running.test.database
    .selectFrom('appointment')
    .select(['id', 'version'])
    .where('person_id', '=', await personOf(name))
    .where('ended_on', 'is', null)
    .executeTakeFirstOrThrow();
  return mutate(agency, 'appointmentEnd', { id: encodeNodeId('Appointment', id), version, endedOn });
}

it('a seat whose end is dated back still bars from rating the council', async () => {
  const raterId = encodeNodeId('Account', demonstrationAccountId('chair-uz-fa'));
  expect(await mutate(agency, 'roleSet', { accountId: raterId, role: 'RATER', granted: true })).toEqual({ errors: [] });
  const assign = ({ evaluationId }: ScoringCycle) => mutate(manager, 'raterAssign', { raterId, evaluationIds: [evaluationId] });
  const refused = { errors: [{ code: 'CONFLICT_OF_INTEREST', path: ['evaluationIds', '0'] }] };
  const before = await openScoring(running.test, 'UZ-FA');
  expect(await assign(before)).toEqual(refused);
  expect(await endAppointment('chair-uz-fa', '2025-12-31')).toEqual({ errors: [] });
  // Of the composition that the cycle was planned with.
  expect(await assign(before)).toEqual(refused);
  // No part of the later cycle's composition, and yet the chair by every record until today.
  expect(await assign(await openScoring(running.test, 'UZ-FA'))).toEqual(refused);
  expect(await assign(cycle)).toEqual({ errors: [] });
});

it('nobody assigns themselves, and no office that sees the claims is assigned', async () => {
  const accountId = encodeNodeId('Account', demonstrationAccountId('rater9'));
  const own = await signIn(running.url, 'rater9');
  const assign = (client: TestClient) => mutate(client, 'raterAssign', { raterId: accountId, evaluationIds: [cycle.evaluationId] });
  const grant = (role: string, granted: boolean) => mutate(agency, 'roleSet', { accountId, role, granted });
  const refused = { errors: [{ code: 'CONFLICT_OF_INTEREST', path: ['raterId'] }] };
  expect(await grant('CYCLE_MANAGER', true)).toEqual({ errors: [] });
  expect(await assign(own)).toEqual(refused);
  expect(await assign(manager)).toEqual(refused);
  expect(await grant('CYCLE_MANAGER', false)).toEqual({ errors: [] });
  expect(await grant('AUDITOR', true)).toEqual({ errors: [] });
  expect(await assign(manager)).toEqual(refused);
  expect(await grant('AUDITOR', false)).toEqual({ errors: [] });
  expect(await assign(manager)).toEqual({ errors: [] });
});

it('an office does not look at the claim first and rate afterwards', async () => {
  const accountId = encodeNodeId('Account', demonstrationAccountId('rater8'));
  const audit = (granted: boolean) => mutate(agency, 'roleSet', { accountId, role: 'AUDITOR', granted });
  expect(await audit(true)).toEqual({ errors: [] });
  const itemId = cycle.items.get('1.2');
  await running.test.database
    .insertInto('self_assessment')
    .values({
      id: randomUUID(),
      item_id: decodeNodeIdOf('EvaluationItem', itemId ?? '') ?? '',
      claimed_points: '6',
      note: null,
      prepared_by: demonstrationAccountId('secretary-uz-an'),
      version: 1,
    })
    .execute();
  const both = await signIn(running.url, 'rater8');
  const claim = async () => {
    const { data } = await both.send<{ node: { selfAssessment: object | null } | null }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { selfAssessment { claimedPoints } } } }',
      { id: itemId },
    );
    return data?.node?.selfAssessment ?? null;
  };
  expect(await claim()).toEqual({ claimedPoints: '6' });
  // Who was assigned before the office was given sees the claim no more.
  expect(await audit(false)).toEqual({ errors: [] });
  expect(await mutate(manager, 'raterAssign', { raterId: accountId, evaluationIds: [cycle.evaluationId] })).toEqual({ errors: [] });
  expect(await audit(true)).toEqual({ errors: [] });
  expect(await claim()).toBeNull();
  expect(await mutate(both, 'conflictDeclare', { evaluationIds: [cycle.evaluationId], kind: 'NONE' })).toEqual({ errors: [] });
  expect(await claim()).toBeNull();
  // Nor, nor anything else of the evaluation, with a conflict that may still be cleared.
  expect(await mutate(both, 'conflictDeclare', { evaluationIds: [cycle.evaluationId], kind: 'FAMILY' })).toEqual({ errors: [] });
  expect(await claim()).toBeNull();
  const assignmentId = encodeNodeId('RaterAssignment', (await assignmentOf('rater8'))?.id ?? '');
  expect(await mutate(manager, 'conflictDecide', { assignmentId, confirmed: false })).toEqual({ errors: [] });
  expect(await claim()).toBeNull();
});
