import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { StreamReader, userStream } from './support/stream-reader.js';

let running: TestApp;
let cycle: ScoringCycle;
let manager: TestClient;
let agency: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  [manager, agency] = await Promise.all([signIn(running.url, 'manager'), signIn(running.url, 'agency')]);
});

beforeEach(async () => {
  cycle = await openScoring(running.test);
});

afterAll(() => running.close());

const evaluationStream = `subscription ($id: ID!, $after: Cursor, $onGap: OnGap!) {
  stream: evaluationStream(evaluationId: $id, after: $after, onGap: $onGap) {
    __typename ... on Events { cursor events { seq prev type mutationId body { __typename } } } } }`;

async function listening(client: TestClient, query = evaluationStream): Promise<StreamReader> {
  const reader = new StreamReader(client, { query, variables: query === userStream ? {} : { id: cycle.evaluationId } });
  await reader.until(({ frames }) => frames.length >= 2);
  return reader;
}

/** Something that happens in the evaluation after the right has ended. */
async function somethingHappens(): Promise<void> {
  const { data } = await manager.send<{ measurementRecord: { errors: object[] } }>(
    'mutation ($input: MeasurementRecordInput!) { measurementRecord(input: $input) { errors { code } } }',
    { input: { itemId: cycle.items.get('1.1'), numerator: '1', denominator: '2', source: 'Hisobot' } },
  );
  expect(data?.measurementRecord.errors).toEqual([]);
}

/** Waits for the end of a stream; gives its code and what was told before. */
async function endOf(reader: StreamReader): Promise<{ code: unknown; told: number }> {
  const { errors } = await reader.untilEnded();
  await reader.leave();
  return { code: errors?.[0]?.extensions?.code, told: reader.events.length };
}

describe('a stream tells nothing more to', () => {
  it('an account whose role was taken back', async () => {
    const reader = await listening(await signIn(running.url, 'facilitator2'));
    const accountId = encodeNodeId('Account', demonstrationAccountId('facilitator2'));
    await agency.send('mutation ($input: RoleSetInput!) { roleSet(input: $input) { errors { code } } }', {
      input: { accountId, role: 'FACILITATOR', granted: false },
    });
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('a secretary whose appointment has ended', async () => {
    const reader = await listening(await signIn(running.url, 'secretary-uz-an'));
    await sql`
      update appointment set ended_on = (now() at time zone 'Asia/Tashkent')::date
      where person_id = (select person_id from account where id = ${demonstrationAccountId('secretary-uz-an')})`.execute(
      running.test.database,
    );
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('a session that was ended in another window', async () => {
    const ended = await signIn(running.url, 'auditor');
    const reader = await listening(ended);
    expect((await ended.send('mutation { sessionDelete(input: {}) { errors { code } } }')).data).toEqual({
      sessionDelete: { errors: [] },
    });
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('an account that was disabled', async () => {
    const reader = await listening(await signIn(running.url, 'methodologist'));
    await sql`update account set status = 'DISABLED' where id = ${demonstrationAccountId('methodologist')}`.execute(running.test.database);
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('a chair whose seat is moved to another council', async () => {
    const reader = await listening(await signIn(running.url, 'chair-uz-an'));
    await sql`
      update seat set council_id = (select id from council where code = 'UZ'), ordinal = ordinal + 1000
      where id = (select seat_id from appointment a join account c on c.person_id = a.person_id
        where c.id = ${demonstrationAccountId('chair-uz-an')})`.execute(running.test.database);
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('a rater who has declared a conflict', async () => {
    const rater = await signIn(running.url, 'rater2');
    const reader = await listening(rater);
    const input = { evaluationIds: [cycle.evaluationId], kind: 'FAMILY', note: 'Qarindoshim' };
    expect(
      await rater.send('mutation ($input: ConflictDeclareInput!) { conflictDeclare(input: $input) { errors { code } } }', { input }),
    ).toMatchObject({ data: { conflictDeclare: { errors: [] } } });
    await somethingHappens();
    expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 0 });
  });

  it('its own account, by a session that was ended', async () => {
    const ended = await signIn(running.url, 'rater9');
    const reader = await listening(ended, userStream);
    await ended.send('mutation { sessionDelete(input: {}) { errors { code } } }');
    expect(await endOf(reader)).toEqual({ code: 'UNAUTHENTICATED', told: 0 });
  });
});

it('a rater is told up to the conflict, and nothing after it', async () => {
  const id = decodeNodeIdOf('Evaluation', cycle.evaluationId);
  const reader = await listening(await signIn(running.url, 'rater1'));
  await somethingHappens();
  await reader.until(({ events }) => events.length === 1);
  await sql`update rater_assignment set state = 'CONFLICTED' where evaluation_id = ${id} and rater_id = ${demonstrationAccountId('rater1')}`.execute(
    running.test.database,
  );
  await somethingHappens();
  expect(await endOf(reader)).toEqual({ code: 'NOT_FOUND', told: 1 });
});
