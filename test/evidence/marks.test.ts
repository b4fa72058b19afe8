import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { newSalt } from '../../src/ledger/index.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { MarkingRater } from '../support/marking.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
let cycle: ScoringCycle;
let rater: TestClient;
/** A judged indicator with levels, and one piece of its evidence. */
const indicator = { code: '', evidenceId: '' };

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  rater = await signIn(running.url, 'rater1');
  const pieces = await running.test.database.selectFrom('evidence').select(['id', 'indicator_codes', 'kind']).execute();
  const piece = pieces.find(({ kind }) => kind === 'FILE');
  Object.assign(indicator, { code: piece?.indicator_codes[0], evidenceId: encodeNodeId('Evidence', piece?.id ?? '') });
});

afterAll(() => running.close());

const save = async (evidenceIds: readonly string[], value: object = { kind: 'NO_EVIDENCE' }) => {
  const { data } = await rater.send<{ scoreSave: object }>(
    `mutation ($input: ScoreSaveInput!) {
      scoreSave(input: $input) { item { draft { evidenceReferences { evidenceId sha256 } } } errors { code path } }
    }`,
    { input: { itemId: cycle.items.get(indicator.code), value, evidenceIds, justification: 'Hujjatlarga koʻra baholandi.' } },
  );
  return data?.scoreSave;
};

it('a mark names the evidence that it rests on, by the bytes', async () => {
  const { file_sha256 } = await running.test.database
    .selectFrom('evidence')
    .select('file_sha256')
    .where('id', '=', decodeNodeIdOf('Evidence', indicator.evidenceId) ?? '')
    .executeTakeFirstOrThrow();
  expect(await save([indicator.evidenceId])).toEqual({
    item: { draft: { evidenceReferences: [{ evidenceId: indicator.evidenceId, sha256: file_sha256 }] } },
    errors: [],
  });
});

it('evidence of another indicator, unknown or unreadable, is not found', async () => {
  const others = await running.test.database.selectFrom('evidence').select(['id', 'indicator_codes']).execute();
  const foreign = others.find(({ indicator_codes }) => !indicator_codes.includes(indicator.code))?.id ?? '';
  for (const id of [encodeNodeId('Evidence', foreign), encodeNodeId('Evidence', '00000000-0000-4000-8000-000000000000'), 'x']) {
    expect(await save([indicator.evidenceId, id])).toEqual({
      item: null,
      errors: [{ code: 'NOT_FOUND', path: ['evidenceIds', '1'] }],
    });
  }
});

it.each([
  [{ kind: 'NO_EVIDENCE', points: '3' }, 'points'],
  [{ kind: 'NO_EVIDENCE', level: 'TB' }, 'level'],
  [{ kind: 'NOT_APPLICABLE', points: '0' }, 'points'],
])('a mark %j carries nothing beside its kind, for the commitment would not cover it', async (value, member) => {
  expect(await save([], value)).toMatchObject({ item: null, errors: [{ code: 'NOT_ADMISSIBLE', path: ['value', member] }] });
});

it('half of a surrogate pair is refused by its place in the input, under a key too', async () => {
  const { data } = await rater.send('mutation ($input: ScoreSaveInput!) { scoreSave(input: $input) { errors { code path } } }', {
    input: { itemId: cycle.items.get(indicator.code), value: { kind: 'LEVEL', level: '\ud800' }, idempotencyKey: randomUUID() },
  });
  expect(data).toEqual({ scoreSave: { errors: [{ code: 'INVALID_CHARACTERS', path: ['value', 'level'] }] } });
});

it('points are not granted where the council has brought less than the indicator asks for', async () => {
  const { database } = running.test;
  await database.updateTable('evidence').set({ state: 'REJECTED' }).where('indicator_codes', '@>', sql<string[]>`array[${indicator.code}]`).execute();
  const judged = illustrative.body.indicators.find(({ code }) => code === indicator.code)?.scoring.kind;
  const value = judged === 'LEVELS' ? { kind: 'LEVEL', level: 'TB' } : { kind: 'POINTS', points: '1' };
  expect(await save([], value)).toMatchObject({ errors: [] });
  const { data } = await rater.send(
    'mutation ($input: ScoreSubmitInput!) { scoreSubmit(input: $input) { errors { code path message } } }',
    {
      input: {
        evaluationId: cycle.evaluationId,
        commitments: [{ itemId: cycle.items.get(indicator.code), salt: newSalt(), hash: '0'.repeat(64) }],
      },
    },
  );
  expect(data).toMatchObject({
    scoreSubmit: { errors: [{ code: 'EVIDENCE_REQUIRED', path: ['commitments', '0', 'itemId'] }] },
  });
});

const clientsOf = async (...names: readonly string[]) =>
  Promise.all(names.map((name) => signIn(running.url, name))) as Promise<TestClient[]>;

async function mark(client: TestClient, on: ScoringCycle, kind: 'NO_EVIDENCE' | 'NOT_APPLICABLE', justification: string, code = '2.2') {
  const marking = new MarkingRater(client, on, '');
  await marking.save(new Map([[code, { value: { kind }, justification, confidence: null, citesEvidence: false }]]));
  await marking.submit();
}

/** Takes a cycle a step further, though not every item has enough marks. */
async function advance({ cycleId }: ScoringCycle, to: 'DELIBERATION' | 'PRELIMINARY'): Promise<void> {
  const approver = await signIn(running.url, to === 'DELIBERATION' ? 'approver' : 'approver2');
  const { data } = await approver.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id: cycleId },
  );
  const step = { id: cycleId, to, version: data?.ratingCycle.version, reason: 'Sinov uchun' };
  const closed = await approver.send('mutation ($input: RatingCycleAdvanceInput!) { ratingCycleAdvance(input: $input) { errors { code } } }', { input: step });
  expect(closed.data).toEqual({ ratingCycleAdvance: { errors: [] } });
}

it('a mark that was replaced before the close is for the auditor alone, after the reveal', async () => {
  const another = await openScoring(running.test, 'UZ-BU');
  const clients = await clientsOf('rater1', 'rater2', 'auditor', 'facilitator');
  const [first, second] = clients as [TestClient, TestClient];
  await mark(first, another, 'NO_EVIDENCE', 'Birinchi fikr, hujjat koʻrilmadi.');
  await mark(first, another, 'NO_EVIDENCE', 'Ikkinchi fikr, hujjat baribir yoʻq.');
  await mark(second, another, 'NO_EVIDENCE', 'Boshqa baholovchining fikri shunday.');
  const seenBy = async (client: TestClient) => {
    const { data } = await client.send<{ node: { scores: { state: string }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { scores { state } } } }',
      { id: another.items.get('2.2') },
    );
    return data?.node.scores.map(({ state }) => state).toSorted();
  };
  expect(await Promise.all(clients.map(seenBy))).toEqual([['COMMITTED'], ['COMMITTED'], [], []]);

  await advance(another, 'DELIBERATION');
  const revealed = ['REVEALED', 'REVEALED'];
  expect(await Promise.all(clients.map(seenBy))).toEqual([revealed, revealed, [...revealed, 'SUPERSEDED'], revealed]);

  // The ledger names the mark that was left behind, and the one of the same rater that stands in its place.
  const { rows } = await sql<{ action: string; body: { commitments?: string[]; left?: { commitment: string; state: string; by: string }[]; commitment?: string } }>`
    select e.action, e.body from ledger_entry e where e.action in ('marks.revealed', 'score.committed', 'score.superseded')
      and (e.subject_id = ${decodeNodeIdOf('EvaluationItem', another.items.get('2.2') ?? '')}
        or e.subject_id = (select evaluation_id::text from evaluation_item where id = ${decodeNodeIdOf('EvaluationItem', another.items.get('2.2') ?? '')}))`.execute(running.test.database);
  const { commitments = [], left = [] } = rows.find(({ action }) => action === 'marks.revealed')?.body ?? {};
  expect(left).toEqual([{ commitment: expect.any(String) as string, state: 'SUPERSEDED', by: expect.any(String) as string }]);
  expect(commitments).toHaveLength(2);
  expect(commitments).toContain(left[0]?.by);
  const actionOf = (commitment: string | undefined) => rows.find(({ body }) => body.commitment === commitment)?.action;
  expect([actionOf(left[0]?.commitment), actionOf(left[0]?.by)]).toEqual(['score.committed', 'score.superseded']);
});

it('a mark whose rater has left stays on record for the auditor; others who see marks learn how many', async () => {
  const another = await openScoring(running.test, 'UZ-QA');
  const clients = await clientsOf('rater1', 'rater2', 'rater3', 'auditor', 'facilitator', 'manager', 'agency');
  const [first, second, third] = clients as [TestClient, TestClient, TestClient];
  for (const client of [first, second, third]) {
    await mark(client, another, 'NO_EVIDENCE', 'Hujjat koʻrilmadi, izoh ham yoʻq.');
  }
  const left = await third.send('mutation ($input: ConflictDeclareInput!) { conflictDeclare(input: $input) { errors { code } } }', {
    input: { evaluationIds: [another.evaluationId], kind: 'FAMILY' },
  });
  expect(left.data).toEqual({ conflictDeclare: { errors: [] } });
  const manager = await signIn(running.url, 'manager');
  const { id } = await running.test.database
    .selectFrom('rater_assignment')
    .select('id')
    .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', another.evaluationId) ?? '')
    .where('state', '=', 'CONFLICTED')
    .executeTakeFirstOrThrow();
  const decided = await manager.send('mutation ($input: ConflictDecideInput!) { conflictDecide(input: $input) { errors { code } } }', {
    input: { assignmentId: encodeNodeId('RaterAssignment', id), confirmed: true },
  });
  expect(decided.data).toEqual({ conflictDecide: { errors: [] } });
  const seenBy = async (client: TestClient) => {
    const { data } = await client.send<{ node: { withheld: number | null; scores: { state: string }[] } | null }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { withheld scores { state } } } }',
      { id: another.items.get('2.2') },
    );
    return data?.node && [data.node.withheld, data.node.scores.map(({ state }) => state).toSorted().join(' ')];
  };
  expect(await Promise.all(clients.map(seenBy))).toEqual([
    [null, 'COMMITTED'],
    [null, 'COMMITTED'],
    null,
    [null, ''],
    [null, ''],
    [null, ''],
    [null, ''],
  ]);

  await advance(another, 'DELIBERATION');
  expect(await Promise.all(clients.map(seenBy))).toEqual([
    [1, 'REVEALED REVEALED VOID'],
    [1, 'REVEALED REVEALED VOID'],
    null,
    [1, 'REVEALED REVEALED VOID'],
    [1, 'REVEALED REVEALED VOID'],
    [null, ''],
    [null, ''],
  ]);
});

it('missing evidence is officially zero, what does not apply has no points, and neither needs a reason', async () => {
  const another = await openScoring(running.test, 'UZ-NW');
  const notApplicable = illustrative.body.indicators.find(({ allowNotApplicable, scoring }) => allowNotApplicable && scoring.kind !== 'MEASURED');
  const [without, outside] = ['2.2', notApplicable?.code ?? ''];
  for (const client of await clientsOf('rater1', 'rater2', 'rater3')) {
    await mark(client, another, 'NO_EVIDENCE', 'Hujjat koʻrilmadi, izoh ham yoʻq.', without);
    await mark(client, another, 'NOT_APPLICABLE', 'Bu hududga taalluqli emas, deb topildi.', outside);
  }
  await advance(another, 'DELIBERATION');
  await advance(another, 'PRELIMINARY');
  const auditor = await signIn(running.url, 'auditor');
  const officialOf = async (code: string) => {
    const { data } = await auditor.send<{ node: { official: object } }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { official { points exact basis reason } } } }',
      { id: another.items.get(code) },
    );
    return data?.node.official;
  };
  expect(await officialOf(without)).toEqual({ points: '0.0000', exact: '0', basis: 'NO_EVIDENCE', reason: null });
  expect(await officialOf(outside)).toEqual({ points: null, exact: null, basis: 'NOT_APPLICABLE', reason: null });
});
