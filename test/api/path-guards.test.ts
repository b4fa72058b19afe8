import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMark, sealMark } from '../../src/modules/evaluations/mark-content.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { differingMarks, MarkingRater } from '../support/marking.js';
import { advanceCycle, done, mutate } from '../support/mutate.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';

let running: TestApp;
let cycle: ScoringCycle;
let manager: TestClient;
let approver: TestClient;
let approver2: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  [manager, approver, approver2] = (await Promise.all(
    ['manager', 'approver', 'approver2'].map((name) => signIn(running.url, name)),
  )) as [TestClient, TestClient, TestClient];
});

beforeEach(async () => {
  cycle = await openScoring(running.test);
});

afterAll(() => running?.close());

const row = (): string => decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';

const stateOf = async (): Promise<string> =>
  (
    await running.test.database.selectFrom('rating_cycle').select('state').where('id', '=', row()).executeTakeFirstOrThrow()
  ).state;

const eventsOf = async (key: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ type: string }>`
    select e.type from rt_event e join rt_stream s on s.id = e.stream_id where s.key = ${key} order by e.seq`.execute(
    running.test.database,
  );
  return rows.map(({ type }) => type);
};

/** The scores of the cycle's evaluation, by their states. */
const scoreStates = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ state: string }>`
    select s.state from score s join rater_assignment a on a.id = s.assignment_id
    where a.evaluation_id = ${decodeNodeIdOf('Evaluation', cycle.evaluationId)} order by s.id`.execute(running.test.database);
  return rows.map(({ state }) => state);
};

/** What of a mark is changed: of what is sealed, or the commitment that stands beside it. */
type Changed = 'justification' | 'valuePoints' | 'commitmentHash';

/** Writes past the guards of the database, as somebody at its console does who has the server's key, too. */
async function tamper(changed: Changed, value: string): Promise<void> {
  await running.test.database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    const marks = await transaction
      .selectFrom('score')
      .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
      .selectAll('score')
      .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '')
      .execute();
    const opened = marks.map(({ id, assignment_id: assignmentId, item_id: itemId, round, sealed }) => {
      const place = { assignmentId, itemId, round };
      return { id, place, content: openMark(testSeal, place, sealed) };
    });
    const [one] = opened.filter(({ content }) => content.valueKind === 'POINTS');
    const change =
      changed === 'commitmentHash' || !one
        ? { commitment_hash: value }
        : { sealed: sealMark(testSeal, one.place, { ...one.content, [changed]: value }) };
    await transaction.updateTable('score').set(change).where('id', '=', one?.id ?? '').execute();
  });
}

/** All marks of one rater. */
async function mark(name: string): Promise<void> {
  const rater = new MarkingRater(await signIn(running.url, name), cycle, '');
  const marks = [...differingMarks().some].map(([code, given]) => [code, { ...given, citesEvidence: false }] as const);
  await rater.save(new Map(marks));
  await rater.submit();
}

const progress = async (): Promise<object | null | undefined> => {
  const query = 'query ($id: ID!) { evaluation(id: $id) { submissionProgress { submitted assigned } } }';
  const { data } = await manager.send<{ evaluation: { submissionProgress: object | null } }>(query, { id: cycle.evaluationId });
  return data?.evaluation.submissionProgress;
};

const measure = (itemId: string | undefined, numerator: string) =>
  mutate(manager, 'measurementRecord', { itemId, numerator, denominator: '1', source: 'Hisobot' });

describe('the reveal', () => {
  it.each([
    ['justification', 'Bu matnni hech kim yozmagan.'],
    ['valuePoints', '0.5'],
    ['commitmentHash', '0'.repeat(64)],
  ] as const)('opens no mark when one is not what was committed to: another %s', async (changed, value) => {
    await mark('rater1');
    await tamper(changed, value);
    const states = await scoreStates();
    expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual({
      errors: [{ code: 'COMMITMENT_MISMATCH', path: ['to'] }],
    });
    expect(await stateOf()).toBe('SCORING');
    expect(await scoreStates()).toEqual(states);
    expect(new Set(states)).toEqual(new Set(['COMMITTED']));
    expect(await eventsOf(`evaluation:${decodeNodeIdOf('Evaluation', cycle.evaluationId)}`)).not.toContain('MarksRevealed');
  });

  it('regression: a mark that was taken out as if its rater had replaced it was passed over in silence', async () => {
    await mark('rater1');
    await running.test.database.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction);
      await sql`update score set state = 'SUPERSEDED' where id = (
        select s.id from score s join rater_assignment a on a.id = s.assignment_id
        where a.evaluation_id = ${decodeNodeIdOf('Evaluation', cycle.evaluationId)} limit 1)`.execute(transaction);
    });
    expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual({
      errors: [{ code: 'COMMITMENT_MISMATCH', path: ['to'] }],
    });
    expect(await stateOf()).toBe('SCORING');
  });

  it('is told once in the stream of the evaluation, and in no earlier event', async () => {
    await mark('rater1');
    const key = `evaluation:${decodeNodeIdOf('Evaluation', cycle.evaluationId)}`;
    const before = await eventsOf(key);
    expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual(done);
    expect((await eventsOf(key)).slice(before.length).toSorted()).toEqual(['EvaluationAdvanced', 'MarksRevealed']);
    expect(before).not.toContain('MarksRevealed');
  });
});

it('who submits marks is told so in their own stream, with the items, and nobody else', async () => {
  await mark('rater2');
  const { rows } = await sql<{ key: string; body: { evaluationId: string; itemIds: string[] } }>`
    select s.key, e.body from rt_event e join rt_stream s on s.id = e.stream_id
    where e.type = 'ScoresSubmitted' and e.body ->> 'evaluationId' = ${decodeNodeIdOf('Evaluation', cycle.evaluationId)}`.execute(
    running.test.database,
  );
  const { id } = await running.test.database
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'rater2@demo.kengash.example')
    .executeTakeFirstOrThrow();
  expect(rows.map(({ key }) => key)).toEqual([`user:${id}`]);
  const marked = [...differingMarks().some.keys()].map((code) => decodeNodeIdOf('EvaluationItem', cycle.items.get(code) ?? ''));
  expect(rows[0]?.body.itemIds.toSorted()).toEqual(marked.toSorted());
});

it('the manager is told "k of n" of three raters or more, of fewer nothing: of two, one mark would say too much', async () => {
  expect(await progress()).toEqual({ submitted: 0, assigned: 3 });
  for (let left = 2; left >= 0; left -= 1) {
    await sql`delete from rater_assignment where id = (
      select id from rater_assignment where evaluation_id = ${decodeNodeIdOf('Evaluation', cycle.evaluationId)} limit 1)`.execute(
      running.test.database,
    );
    expect([left, await progress()]).toEqual([left, null]);
  }
});

it('whoever closed the scoring does not settle the result', async () => {
  expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual(done);
  expect(await advanceCycle(approver, cycle.cycleId, 'PRELIMINARY')).toEqual({
    errors: [{ code: 'FOUR_EYES_REQUIRED', path: ['to'] }],
  });
  expect(await stateOf()).toBe('DELIBERATION');
  expect(await advanceCycle(approver2, cycle.cycleId, 'PRELIMINARY')).toEqual(done);
});

it('nothing is final before the last day for appeals has passed', async () => {
  await sql`update rating_cycle set appeal_days = 10 where id = ${row()}`.execute(running.test.database);
  expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual(done);
  expect(await advanceCycle(approver2, cycle.cycleId, 'PRELIMINARY')).toEqual(done);
  expect(await advanceCycle(manager, cycle.cycleId, 'APPEALS')).toEqual(done);
  const refused = { errors: [{ code: 'GUARD_NOT_MET', path: ['to'] }] };
  expect(await advanceCycle(manager, cycle.cycleId, 'FINAL')).toEqual(refused);
  // Not even two hours too early.
  await sql`update rating_cycle set preliminary_at = now() - interval '9 days' where id = ${row()}`.execute(running.test.database);
  expect(await advanceCycle(manager, cycle.cycleId, 'FINAL')).toEqual(refused);
  expect(await stateOf()).toBe('APPEALS');
  await sql`update rating_cycle set preliminary_at = now() - interval '11 days' where id = ${row()}`.execute(running.test.database);
  expect(await advanceCycle(manager, cycle.cycleId, 'FINAL')).toEqual(done);
});

describe('a measured value that is compared with the last period', () => {
  it.each([
    ['no less', '12', '4.0000'],
    ['less', '11', '0.0000'],
  ])('is worth by what that period measured: %s', async (_name, numerator, points) => {
    const last = cycle;
    expect(await measure(last.items.get('3.1'), '12')).toEqual(done);
    cycle = await openScoring(running.test);
    await sql`update rating_cycle set previous_cycle_id = ${decodeNodeIdOf('RatingCycle', last.cycleId)} where id = ${row()}`.execute(
      running.test.database,
    );
    expect(await measure(cycle.items.get('3.1'), numerator)).toEqual(done);
    expect(await advanceCycle(approver, cycle.cycleId, 'DELIBERATION', 'Sinov uchun')).toEqual(done);
    expect(await advanceCycle(approver2, cycle.cycleId, 'PRELIMINARY')).toEqual(done);
    const { data } = await manager.send<{ node: { official: object } }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { official { points basis } } } }',
      { id: cycle.items.get('3.1') },
    );
    expect(data?.node.official).toEqual({ points, basis: 'MEASURED' });
  });
});
