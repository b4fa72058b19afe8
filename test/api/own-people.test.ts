import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { done, mutate } from '../support/mutate.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
/** Its period begins on the first of January 2026. */
let cycle: ScoringCycle;
let agency: TestClient;
let manager: TestClient;
let seatId: string;

beforeAll(async () => {
  running = await startTestApp();
  [agency, manager] = (await Promise.all([signIn(running.url, 'agency'), signIn(running.url, 'manager')])) as [TestClient, TestClient];
  const seat = await running.test.database
    .selectFrom('seat')
    .innerJoin('council', 'council.id', 'seat.council_id')
    .select('seat.id')
    .where('council.code', '=', 'UZ-AN')
    .where('seat.function', '=', 'MEMBER')
    .orderBy('seat.id')
    .executeTakeFirstOrThrow();
  seatId = seat.id;
});

beforeEach(async () => {
  await sql`delete from appointment where seat_id = ${seatId}`.execute(running.test.database);
  cycle = await openScoring(running.test);
});

afterAll(() => running?.close());

async function appoint(name: string, startedOn: string, endedOn: string): Promise<void> {
  const { person_id } = await running.test.database
    .selectFrom('account')
    .select('person_id')
    .where('id', '=', demonstrationAccountId(name))
    .executeTakeFirstOrThrow();
  const input = { seatId: encodeNodeId('Seat', seatId), personId: encodeNodeId('Person', person_id), startedOn, endedOn };
  expect(await mutate(agency, 'appointmentCreate', input)).toEqual(done);
}

const assignmentState = async (name: string): Promise<string | undefined> =>
  (
    await running.test.database
      .selectFrom('rater_assignment')
      .select('state')
      .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '')
      .where('rater_id', '=', demonstrationAccountId(name))
      .executeTakeFirst()
  )?.state;

/** Terms of office that have an end, each with whether its holder was one of the council's own within the period. */
const terms = [
  ['the year before, to its last day', '2025-01-01', '2026-01-01', false],
  ['into the first day of the period', '2025-01-01', '2026-01-02', true],
  ['a month within the period', '2026-03-01', '2026-04-01', true],
] as const;

describe.each(terms)('somebody who sat in the council for %s', (_name, startedOn, endedOn, isOwn) => {
  it(`${isOwn ? 'is not' : 'is'} assigned to rate it`, async () => {
    await appoint('rater7', startedOn, endedOn);
    const input = { raterId: encodeNodeId('Account', demonstrationAccountId('rater7')), evaluationIds: [cycle.evaluationId] };
    const refused = { errors: [{ code: 'CONFLICT_OF_INTEREST', path: ['evaluationIds', '0'] }] };
    expect(await mutate(manager, 'raterAssign', input)).toEqual(isOwn ? refused : done);
    expect(await assignmentState('rater7')).toBe(isOwn ? undefined : 'DECLARING');
  });

  it(`${isOwn ? 'is out' : 'goes on'} when it becomes known after the assignment`, async () => {
    await appoint('rater1', startedOn, endedOn);
    expect(await assignmentState('rater1')).toBe(isOwn ? 'RECUSED' : 'ACTIVE');
  });
});

it('a conflicted rater sees the evaluation in no list', async () => {
  const rater = await signIn(running.url, 'rater1');
  const seen = async () => {
    const { data } = await rater.send<{ evaluations: { totalCount: number; nodes: { id: string }[] }; evaluation: object | null }>(
      'query ($id: ID!) { evaluations(first: 100) { totalCount nodes { id } } evaluation(id: $id) { id } }',
      { id: cycle.evaluationId },
    );
    const nodes = data?.evaluations.nodes ?? [];
    const isListed = nodes.some(({ id }) => id === cycle.evaluationId);
    return { isListed, isRead: data?.evaluation !== null, isCounted: data?.evaluations.totalCount === nodes.length };
  };
  expect(await seen()).toEqual({ isListed: true, isRead: true, isCounted: true });
  await appoint('rater1', '2026-03-01', '2026-04-01');
  expect(await seen()).toEqual({ isListed: false, isRead: false, isCounted: true });
});
