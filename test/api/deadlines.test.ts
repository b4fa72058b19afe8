import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { newSalt } from '../../src/ledger/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let running: TestApp;
let cycle: ScoringCycle;
let manager: TestClient;
let rater: TestClient;
let itemId: string;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  manager = await signIn(running.url, 'manager');
  rater = await signIn(running.url, 'rater1');
  itemId = cycle.items.get('1.2') ?? '';
});

afterAll(() => running.close());

/** A day so many days from today in Tashkent, by the database's clock. */
async function day(offset: number): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select ((now() at time zone 'Asia/Tashkent')::date + ${offset}::int)::text as day`.execute(running.test.database);
  return rows[0]?.day ?? '';
}

/** Lets time pass: sets a last day as if it had been announced long ago. */
async function announced(column: 'evidence_close_on' | 'scoring_close_on', on: string | null): Promise<void> {
  await sql`update rating_cycle set ${sql.ref(column)} = ${on}::date where id = ${decodeNodeIdOf('RatingCycle', cycle.cycleId)}`.execute(
    running.test.database,
  );
}

async function mutate(client: TestClient, field: string, input: object): Promise<Told | undefined> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data } = await client.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code path } } }`,
    { input },
  );
  return data?.[field];
}

const save = () => mutate(rater, 'scoreSave', { itemId, value: { kind: 'NO_EVIDENCE' }, justification: 'Hujjat koʻrilmadi.' });

async function version(): Promise<number> {
  const { data } = await manager.send<{ ratingCycle: { version: number } }>('query ($id: ID!) { ratingCycle(id: $id) { version } }', {
    id: cycle.cycleId,
  });
  return data?.ratingCycle.version ?? 0;
}

const extend = async (days: object, client = manager) =>
  mutate(client, 'ratingCycleExtend', { id: cycle.cycleId, version: await version(), reason: 'Tarmoq ishlamadi', ...days });

it('marks are taken to the end of the last day, and not after it', async () => {
  const viewerCan = async () => {
    const { data } = await rater.send<{ node: { viewerCanMark: { allowed: boolean; code: string | null } } }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { viewerCanMark { allowed code } } } }',
      { id: itemId },
    );
    return data?.node.viewerCanMark;
  };
  await announced('scoring_close_on', await day(0));
  expect(await save()).toEqual({ errors: [] });
  expect(await viewerCan()).toEqual({ allowed: true, code: null });
  await announced('scoring_close_on', await day(-1));
  expect(await save()).toEqual({ errors: [{ code: 'SCORING_CLOSED', path: ['itemId'] }] });
  expect(await viewerCan()).toEqual({ allowed: false, code: 'SCORING_CLOSED' });
  const commitments = [{ itemId, salt: newSalt(), hash: createHash('sha256').update('x').digest('hex') }];
  expect(await mutate(rater, 'scoreSubmit', { evaluationId: cycle.evaluationId, commitments })).toEqual({
    errors: [{ code: 'SCORING_CLOSED', path: ['commitments', '0', 'itemId'] }],
  });
});

it('more time is given to all alike, forward alone, with a reason on record', async () => {
  const [yesterday, today, tomorrow] = [await day(-1), await day(0), await day(1)];
  await announced('scoring_close_on', await day(-3));
  expect(await extend({ scoringCloseOn: yesterday })).toEqual({ errors: [{ code: 'DEADLINE_NOT_LATER', path: ['scoringCloseOn'] }] });
  expect(await extend({ evidenceCloseOn: tomorrow })).toEqual({
    errors: expect.arrayContaining([{ code: 'EVIDENCE_CLOSED', path: ['evidenceCloseOn'] }]) as unknown,
  });
  expect(await extend({})).toEqual({ errors: [{ code: 'REQUIRED', path: ['evidenceCloseOn'] }] });
  expect(await extend({ scoringCloseOn: tomorrow, reason: ' ' })).toMatchObject({ errors: [{ path: ['reason'] }] });
  expect(await extend({ scoringCloseOn: tomorrow, version: 1 })).toEqual({ errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }] });
  expect(await extend({ scoringCloseOn: tomorrow }, rater)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
  expect(await save()).toMatchObject({ errors: [{ code: 'SCORING_CLOSED' }] });

  expect(await extend({ scoringCloseOn: tomorrow })).toEqual({ errors: [] });
  expect(await save()).toEqual({ errors: [] });
  expect(await extend({ scoringCloseOn: tomorrow })).toMatchObject({ errors: [{ code: 'DEADLINE_NOT_LATER' }] });
  expect(await extend({ scoringCloseOn: today })).toMatchObject({ errors: [{ code: 'DEADLINE_NOT_LATER' }] });

  const id = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  const event = await sql<{ type: string; body: object }>`
    select e.type, e.body from rt_event e join rt_stream s on s.id = e.stream_id
    where s.key = ${`cycle:${id}`} order by e.seq desc limit 1`.execute(running.test.database);
  expect(event.rows).toEqual([
    { type: 'RatingCycleExtended', body: { cycleId: id, evidenceCloseOn: null, scoringCloseOn: tomorrow } },
  ]);
  const entries = await sql<{ body: { to: object; reason: string } }>`
    select body from ledger_entry where action = 'ratingCycle.extended'`.execute(running.test.database);
  expect(entries.rows).toMatchObject([{ body: { to: { scoringCloseOn: tomorrow }, reason: 'Tarmoq ishlamadi' } }]);
});

it('what councils bring is taken to the end of the last day; after it an approver may let it in, as late', async () => {
  const { data } = await manager.send<{ ratingCycleCreate: { ratingCycle: { id: string; version: number } } }>(
    `mutation ($input: RatingCycleCreateInput!) { ratingCycleCreate(input: $input) { ratingCycle { id version } errors { code } } }`,
    { input: await newCycle({ evidenceCloseOn: await day(0), scoringCloseOn: await day(9) }) },
  );
  const made = data?.ratingCycleCreate.ratingCycle;
  const moved = { id: made?.id, version: made?.version, to: 'EVIDENCE_OPEN' };
  expect(await mutate(manager, 'ratingCycleAdvance', moved)).toEqual({ errors: [] });
  const listed = await manager.send<{ ratingCycle: { evaluations: { id: string; items: { id: string }[] }[] } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { evaluations { id items { id } } } }',
    { id: made?.id },
  );
  const evaluation = listed.data?.ratingCycle.evaluations[0];
  const secretary = await signIn(running.url, 'secretary-uz-bu');
  const claim = (note: string) => mutate(secretary, 'selfAssessmentSave', { itemId: evaluation?.items[0]?.id, claimedPoints: '1', note });
  expect(await claim('Birinchi')).toEqual({ errors: [] });
  await sql`update rating_cycle set evidence_close_on = evidence_close_on - 1 where id = ${decodeNodeIdOf('RatingCycle', made?.id ?? '')}`.execute(
    running.test.database,
  );
  expect(await claim('Ikkinchi')).toEqual({ errors: [{ code: 'EVIDENCE_CLOSED', path: ['itemId'] }] });
  const add = async (client: TestClient, more: object = {}) => {
    const ticket = await upload(client);
    return mutate(client, 'evidenceAdd', {
      evaluationId: evaluation?.id,
      ticket,
      indicatorCodes: ['1.1'],
      title: 'Bayonnoma',
      originalName: 'bayonnoma.txt',
      capturedOn: '2026-06-01',
      ...more,
    });
  };
  expect(await add(secretary)).toEqual({ errors: [{ code: 'EVIDENCE_CLOSED', path: ['evaluationId'] }] });
  const approver = await signIn(running.url, 'approver');
  expect(await add(approver)).toEqual({ errors: [{ code: 'REASON_REQUIRED', path: ['lateReason'] }] });
  expect(await add(approver, { lateReason: 'Pochta kechikdi' })).toEqual({ errors: [] });
});

it('a cycle is not planned with a last day that has passed', async () => {
  const input = await newCycle({ scoringCloseOn: await day(-1) });
  expect(await mutate(manager, 'ratingCycleCreate', input)).toEqual({
    errors: [{ code: 'DEADLINE_NOT_LATER', path: ['scoringCloseOn'] }],
  });
});

async function newCycle(days: object) {
  const { data } = await manager.send<{ methodology: { versions: { id: string }[] } }>(
    '{ methodology(code: "councils-illustrative") { versions { id } } }',
  );
  return {
    title: { uzLatn: 'Muddatlar' },
    methodologyVersionId: data?.methodology.versions[0]?.id,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    councilCodes: ['UZ-BU'],
    ...days,
  };
}

/** Brings a small file; gives the ticket that names it. */
async function upload(client: TestClient): Promise<string> {
  const bytes = Buffer.from('Bayonnoma');
  const { data } = await client.send<{ evidenceUploadCreate: { upload: { ticket: string; path: string } | null } }>(
    'mutation ($input: EvidenceUploadCreateInput!) { evidenceUploadCreate(input: $input) { upload { ticket path } errors { code path } } }',
    { input: { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length, mediaType: 'text/plain' } },
  );
  const given = data?.evidenceUploadCreate.upload;
  await fetch(new URL(given?.path ?? '/', running.url), { method: 'PUT', body: bytes, headers: { 'content-type': 'text/plain' } });
  return given?.ticket ?? '';
}
