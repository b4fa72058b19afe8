import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { EventLine } from '../support/event-line.js';
import { done, mutate, type Told } from '../support/mutate.js';
import { prepareAppeals, type PreparedAppeals } from './support/prepared-appeals.js';

let running: TestApp;
let prepared: PreparedAppeals;
const clients = new Map<string, TestClient>();

const names = [
  'chair-uz-an',
  'secretary-uz-an',
  'chair-uz-bu',
  'manager',
  'approver',
  'approver2',
  'auditor',
  'agency',
  'facilitator',
  'methodologist',
  'rater1',
  'rater4',
  'rater5',
  'rater6',
  'rater9',
] as const;
type Name = (typeof names)[number];

beforeAll(async () => {
  running = await startTestApp();
  prepared = await prepareAppeals(running.test);
  for (const name of names) {
    clients.set(name, await signIn(running.url, name));
  }
});

afterAll(() => running?.close());

const client = (name: Name | 'public'): TestClient => clients.get(name) ?? new TestClient(running.url);
const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));
const evaluation = (): string => encodeNodeId('Evaluation', prepared.councils['UZ-AN'].evaluationId);
const item = (code: string): string => encodeNodeId('EvaluationItem', prepared.councils['UZ-AN'].items.get(code) ?? '');

interface AppealAnswer {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly councilCode: string;
  readonly councilName: string;
  readonly admissionReasons: string | null;
  readonly complaint: string | null;
  readonly evaluation: { readonly id: string } | null;
  readonly panel: readonly { readonly id: string }[] | null;
  readonly items: readonly {
    readonly id: string;
    readonly indicatorCode: string;
    readonly settledPoints: string | null;
    readonly requestedPoints: string | null;
    readonly statement: string;
    readonly grounds: readonly string[];
    readonly official: { readonly exact: string | null; readonly basis: string | null; readonly isAdjusted: boolean };
    readonly evidence: readonly { readonly sha256: string; readonly evidence: { readonly title: string; readonly file: { readonly path: string } } }[];
    readonly decision: { readonly decision: string; readonly points: string | null; readonly correctsReading: boolean; readonly reasons: readonly string[] } | null;
    readonly viewerCanDecide: { readonly allowed: boolean; readonly code: string | null };
  }[];
}

const fields = `id state version councilCode councilName admissionReasons complaint evaluation { id } panel { id }
  items { id indicatorCode settledPoints requestedPoints statement grounds official { exact basis isAdjusted }
    evidence { sha256 evidence { title file { path } } } decision { decision points correctsReading reasons }
    viewerCanDecide { allowed code } }`;

async function read(name: Name | 'public', id: string): Promise<AppealAnswer | null> {
  const answer = await client(name).send<{ appeal: AppealAnswer | null }>(`query ($id: ID!) { appeal(id: $id) { ${fields} } }`, { id });
  expect(answer.errors).toBeUndefined();
  return answer.data?.appeal ?? null;
}

/** Sends a mutation whose payload is an appeal. */
async function send(name: Name, field: string, input: object): Promise<Told & { readonly appeal: AppealAnswer | null; readonly positions: readonly string[] }> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const answer = await client(name).send<Record<string, never>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { appeal { ${fields} } positions errors { code path } } }`,
    { input },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.[field] as never;
}

/** What a member of the panel says of an item. */
const decide = (name: Name, appealItemId: string, more: object) => send(name, 'appealDecide', { appealItemId, reasons: 'Sinov uchun', ...more });

/** Listens to the events about appeals in somebody's own stream. */
function listen(name: Name): Promise<EventLine> {
  return EventLine.open({
    url: running.url,
    query: `subscription { userStream(types: ["AppealChanged"]) { __typename ... on Events { events { type actor { id } entityId body { ... on AppealChanged { appeal { id state } } } } } } }`,
    headers: { authorization: `Bearer ${client(name).token}` },
  });
}

interface ToldEvent {
  readonly type: string;
  readonly actor: { readonly id: string } | null;
  readonly entityId: string;
  readonly body: { readonly appeal: { readonly id: string; readonly state: string } | null };
}

const eventsOf = (line: EventLine): readonly ToldEvent[] =>
  line.results.flatMap((result) => (result as { data?: { userStream?: { events?: readonly ToldEvent[] } } }).data?.userStream?.events ?? []);

describe('an appeal', () => {
  let id: string;
  const lines = new Map<Name, EventLine>();

  it('is begun by the secretary, whom the evaluation tells that it can be', async () => {
    for (const name of ['chair-uz-an', 'manager', 'rater5', 'rater1', 'chair-uz-bu'] as const) {
      const line = await listen(name);
      await line.until(({ results }) => results.length > 0);
      lines.set(name, line);
    }
    const asked = await client('secretary-uz-an').send<{ evaluation: { viewerCanAppeal: { allowed: boolean } } }>(
      'query ($id: ID!) { evaluation(id: $id) { viewerCanAppeal { allowed } } }',
      { id: evaluation() },
    );
    expect(asked.data?.evaluation.viewerCanAppeal.allowed).toBe(true);
    const { sha256, id: evidenceId } = prepared.evidence.inTime;
    const input = {
      evaluationId: evaluation(),
      items: [
        {
          itemId: item('2.2'),
          grounds: ['METHOD_MISAPPLIED', 'EVIDENCE_OVERLOOKED'],
          requestedPoints: '6.50',
          statement: 'Bayonnoma hisobga olinmagan.',
          evidence: [{ evidenceId: encodeNodeId('Evidence', evidenceId), sha256 }],
        },
        { itemId: item('5.1'), grounds: ['PROCEDURE'], statement: 'Tartib buzilgan.' },
      ],
      idempotencyKey: randomUUID(),
    };
    const drafted = await send('secretary-uz-an', 'appealDraft', input);
    expect(drafted).toMatchObject({ errors: [], appeal: { state: 'DRAFT', councilCode: 'UZ-AN', version: 1, panel: null } });
    expect(drafted.positions).toHaveLength(1);
    id = drafted.appeal?.id ?? '';
    // A repeat under the same key is the same appeal.
    expect((await send('secretary-uz-an', 'appealDraft', input)).appeal?.id).toBe(id);
    expect(drafted.appeal?.items).toMatchObject([
      { indicatorCode: '2.2', settledPoints: '4', requestedPoints: '6.5', official: { exact: '4', basis: 'MEDIAN', isAdjusted: false }, decision: null },
      { indicatorCode: '5.1', requestedPoints: null, grounds: ['PROCEDURE'], evidence: [] },
    ]);
    expect(drafted.appeal?.items[0]?.evidence).toMatchObject([{ sha256, evidence: { title: 'Sinov' } }]);
  });

  it('is signed by the chair alone, in the version that was read', async () => {
    expect((await send('secretary-uz-an', 'appealFile', { id, version: 1 })).errors).toEqual([{ code: 'FORBIDDEN', path: ['id'] }]);
    const stale = await send('chair-uz-an', 'appealFile', { id, version: 7 });
    expect(stale).toMatchObject({ errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }], appeal: { state: 'DRAFT', version: 1 } });
    expect(await send('chair-uz-an', 'appealFile', { id, version: 1 })).toMatchObject({ errors: [], appeal: { state: 'FILED' } });
  });

  it('that is found inadmissible goes, after one complaint, to an approver', async () => {
    const reasons = 'Muddati oʻtgan.';
    expect(await send('manager', 'appealAdmit', { id, admissible: false, reasons })).toMatchObject({ appeal: { state: 'INADMISSIBLE', admissionReasons: reasons } });
    expect((await send('approver', 'appealAdmit', { id, admissible: true, reasons })).errors).toEqual([{ code: 'GUARD_NOT_MET', path: ['id'] }]);
    expect(await send('chair-uz-an', 'appealComplain', { id, reasons: 'Muddatida berilgan.' })).toMatchObject({ appeal: { complaint: 'Muddatida berilgan.' } });
    expect((await send('chair-uz-an', 'appealComplain', { id, reasons })).errors).toEqual([{ code: 'ALREADY_EXISTS', path: ['id'] }]);
    expect((await send('manager', 'appealAdmit', { id, admissible: true, reasons })).errors).toEqual([{ code: 'FORBIDDEN', path: ['id'] }]);
    expect(await send('approver', 'appealAdmit', { id, admissible: true, reasons: 'Muddatida.' })).toMatchObject({
      errors: [],
      appeal: { state: 'ADMISSIBLE', admissionReasons: 'Muddatida.' },
    });
  });

  it('is given to a panel, which sees from then on what it decides, and no more', async () => {
    expect(await read('rater5', id)).toBeNull();
    const accountIds = ['rater4', 'rater5', 'rater6'].map(account);
    const told = await send('manager', 'appealPanelAssign', { id, accountIds });
    expect(told).toMatchObject({ errors: [], appeal: { state: 'IN_PANEL' } });
    const seen = await read('rater5', id);
    expect(seen).toMatchObject({ councilCode: 'UZ-AN', evaluation: null, panel: null });
    expect(seen?.items.map(({ viewerCanDecide }) => viewerCanDecide.allowed)).toEqual([true, true]);
    expect(seen?.items[0]).toMatchObject({ statement: 'Bayonnoma hisobga olinmagan.', settledPoints: '4', requestedPoints: '6.5' });
    expect(seen?.items[0]?.evidence[0]?.evidence.file.path).toMatch(/^\/files\//);
    const panels = await Promise.all(names.map(async (name) => [name, (await read(name, id))?.panel?.map((member) => member.id).toSorted() ?? null] as const));
    const known = panels.filter(([, panel]) => panel !== null);
    expect(known.map(([name]) => name)).toEqual(['manager', 'approver', 'approver2', 'auditor']);
    expect(known[0]?.[1]).toEqual(accountIds.toSorted());
  });

  it('is seen by its council, by officials and by its panel; by nobody else', async () => {
    const seen: string[] = [];
    for (const name of [...names, 'public'] as const) {
      const list = await client(name).send<{ appeals: { nodes: { id: string }[]; totalCount: number }; node: { id: string } | null }>(
        'query ($id: ID!, $cycle: ID!) { appeals(where: { ratingCycleId: $cycle }) { nodes { id } totalCount } node(id: $id) { id } }',
        { id, cycle: encodeNodeId('RatingCycle', prepared.cycleId) },
      );
      const one = await read(name, id);
      const told = [one?.id ?? null, list.data?.appeals.nodes[0]?.id ?? null, list.data?.node?.id ?? null];
      expect([name, new Set(told).size, list.data?.appeals.totalCount]).toEqual([name, 1, one ? 1 : 0]);
      seen.push(...(one ? [name] : []));
    }
    expect(seen).toEqual(['chair-uz-an', 'secretary-uz-an', 'manager', 'approver', 'approver2', 'auditor', 'agency', 'rater4', 'rater5', 'rater6']);
    const other = await client('manager').send<{ appeals: { totalCount: number } }>('{ appeals(where: { state: CLOSED }) { totalCount } }');
    expect(other.data?.appeals.totalCount).toBe(0);
  });

  it('is decided by the panel, item by item, and applied with the last one', async () => {
    const [first = '', second = ''] = (await read('rater5', id))?.items.map((one) => one.id) ?? [];
    expect(await decide('rater4', first, { decision: 'UPHELD', points: '6.5' })).toMatchObject({ errors: [], positions: [] });
    // Nobody learns that somebody has spoken.
    expect((await read('chair-uz-an', id))?.items[0]?.decision).toBeNull();
    expect((await read('rater4', id))?.items[0]?.viewerCanDecide).toEqual({ allowed: false, code: 'ALREADY_DECIDED' });
    expect((await decide('rater4', first, { decision: 'DISMISSED' })).errors).toEqual([{ code: 'ALREADY_DECIDED', path: ['appealItemId'] }]);
    expect(await decide('rater5', first, { decision: 'UPHELD', points: '6.50' })).toMatchObject({ errors: [], appeal: { state: 'IN_PANEL' } });
    expect((await read('chair-uz-an', id))?.items).toMatchObject([
      { official: { exact: '4', isAdjusted: false }, decision: { decision: 'UPHELD', points: '13/2', correctsReading: false } },
      { decision: null },
    ]);
    expect(await decide('rater4', second, { decision: 'DISMISSED' })).toMatchObject({ errors: [] });
    expect(await decide('rater6', second, { decision: 'PARTLY', points: '5' })).toMatchObject({ errors: [] });
    expect(await decide('rater5', second, { decision: 'UPHELD', points: '6' })).toMatchObject({ errors: [], appeal: { state: 'APPLIED' } });
    const official = { basis: 'APPEAL', isAdjusted: true };
    expect((await read('chair-uz-an', id))?.items).toMatchObject([
      { settledPoints: '4', official: { exact: '13/2', ...official } },
      { settledPoints: '4', official: { exact: '5', ...official }, decision: { decision: 'PARTLY', points: '5' } },
    ]);
    const council = await client('chair-uz-an').send<{ node: { official: object } }>(
      'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { official { points exact basis isAdjusted } } } }',
      { id: item('2.2') },
    );
    expect(council.data?.node.official).toEqual({ points: '6.5000', exact: '13/2', ...official });
  });

  it('that corrects a reading owes a check to every other council, and holds up the table until it is done', async () => {
    const ask = async (name: Name | 'public') => {
      const { data } = await client(name).send<{ equalTreatmentTasks: { nodes: { id: string; councilCode: string; indicatorCode: string; state: string; official: { exact: string }; appeal: { id: string } }[] } }>(
        'query ($id: ID!) { equalTreatmentTasks(where: { appealId: $id }) { nodes { id councilCode indicatorCode state official { exact } appeal { id } } } }',
        { id },
      );
      return data?.equalTreatmentTasks.nodes ?? [];
    };
    const tasks = await ask('rater5');
    expect(tasks).toMatchObject([
      { councilCode: 'UZ-BU', indicatorCode: '2.2', state: 'OPEN', official: { exact: '4' }, appeal: { id } },
      { councilCode: 'UZ-FA', indicatorCode: '2.2', state: 'OPEN', appeal: { id } },
    ]);
    const counts = await Promise.all(([...names, 'public'] as const).map(async (name) => [name, (await ask(name)).length] as const));
    expect(counts.filter(([, count]) => count > 0).map(([name]) => name)).toEqual(['manager', 'approver', 'approver2', 'auditor', 'agency', 'rater4', 'rater5', 'rater6']);
    const [ofBukhara, ofFergana] = tasks.map((task) => task.id);
    const reason = 'Xuddi shu tartib.';
    expect(await mutate(client('rater5'), 'equalTreatmentPropose', { id: ofBukhara, outcome: 'ADJUSTED', points: '5', reason })).toEqual(done);
    // The points of another council are changed by no one alone.
    expect((await ask('approver'))[0]).toMatchObject({ state: 'PROPOSED', official: { exact: '4' } });
    expect(await mutate(client('rater5'), 'equalTreatmentConfirm', { id: ofBukhara, confirmed: true })).toEqual({ errors: [{ code: 'FOUR_EYES_REQUIRED', path: ['id'] }] });
    expect(await mutate(client('approver'), 'equalTreatmentConfirm', { id: ofBukhara, confirmed: false })).toEqual({ errors: [{ code: 'REQUIRED', path: ['reason'] }] });
    expect(await mutate(client('approver'), 'equalTreatmentConfirm', { id: ofBukhara, confirmed: true })).toEqual(done);
    expect((await prepared.advance('APPEALS')).map(({ code }) => code)).toEqual([]);
    await running.test.database.updateTable('rating_cycle').set({ appeal_days: 0 }).where('id', '=', prepared.cycleId).execute();
    expect((await prepared.advance('FINAL')).map(({ code }) => code)).toEqual(['APPEALS_OPEN']);
    expect(await mutate(client('approver'), 'equalTreatmentPropose', { id: ofFergana, outcome: 'NO_CHANGE', reason })).toEqual(done);
    expect((await prepared.advance('FINAL')).map(({ code }) => code)).toEqual(['APPEALS_OPEN']);
    expect(await mutate(client('approver2'), 'equalTreatmentConfirm', { id: ofFergana, confirmed: true })).toEqual(done);
    expect((await ask('approver')).map((task) => [task.state, task.official.exact])).toEqual([['DONE', '5'], ['DONE', '4']]);
  });

  it('was told step by step to its council, its panel and the managers, without who of the panel said what', async () => {
    const chair = lines.get('chair-uz-an');
    await chair?.until((line) => eventsOf(line).some(({ body }) => body.appeal?.state === 'APPLIED'));
    const told = eventsOf(chair as EventLine);
    expect(told.every(({ type, entityId }) => type === 'AppealChanged' && entityId === id)).toBe(true);
    // Draft, signature, rejection, complaint, admission, panel, and the two items.
    const actors = ['secretary-uz-an', 'chair-uz-an', 'manager', 'chair-uz-an', 'approver', 'manager'].map(account);
    expect(told.map(({ actor }) => actor?.id ?? null)).toEqual([...actors, null, null]);
    const panelist = eventsOf(lines.get('rater5') as EventLine);
    // The panel, the two items, and the two checks, each proposed and confirmed.
    expect(panelist.map(({ actor, body }) => [actor?.id ?? null, body.appeal?.id])).toEqual([[account('manager'), id], ...Array.from({ length: 6 }, () => [null, id])]);
    expect(eventsOf(lines.get('manager') as EventLine)).toHaveLength(11);
    expect(eventsOf(lines.get('rater1') as EventLine)).toEqual([]);
    expect(eventsOf(lines.get('chair-uz-bu') as EventLine)).toEqual([]);
    for (const line of lines.values()) {
      line.cut();
    }
  });

  it('is put away by a manager, when the table is final too', async () => {
    expect((await prepared.advance('FINAL')).map(({ code }) => code)).toEqual([]);
    expect(await send('manager', 'appealClose', { id })).toMatchObject({ errors: [], appeal: { state: 'CLOSED' } });
    expect((await send('chair-uz-an', 'appealWithdraw', { id })).errors).toEqual([{ code: 'INVALID_STATE', path: ['id'] }]);
    expect((await send('secretary-uz-an', 'appealDraft', { evaluationId: evaluation(), items: [] })).errors).toEqual([{ code: 'APPEAL_TERM_OVER', path: ['evaluationId'] }]);
  });

  it('speaks the language of whoever is refused', async () => {
    const input = { evaluationId: evaluation(), items: [] };
    const text = 'mutation ($input: AppealDraftInput!) { appealDraft(input: $input) { errors { message } } }';
    for (const [language, message] of [['ru', 'Срок подачи апелляций истёк.'], ['uz-Latn', 'Shikoyat berish muddati tugagan.'], ['en', 'The time for appeals is over.']] as const) {
      const told = await new TestClient(running.url, client('chair-uz-an').token, language).send<{ appealDraft: { errors: { message: string }[] } }>(text, { input });
      expect(told.data?.appealDraft.errors).toEqual([{ message }]);
    }
  });
});
