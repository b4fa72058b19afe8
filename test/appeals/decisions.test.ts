import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Outcome } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { anonymous, type Viewer } from '../../src/modules/accounts/index.js';
import { EvaluationItemEntity, ScoreAdjustmentEntity } from '../../src/modules/evaluations/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { viewerOf } from '../support/scoring.js';
import { appealCommands, panel } from './support/appeal-commands.js';
import { approver, manager, must, ofCouncil, prepareAppeals, type PreparedAppeals, setTerm } from './support/prepared-appeals.js';

let test: TestDatabase;
let prepared: PreparedAppeals;
let world: ReturnType<typeof appealCommands>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 8 });
  await seedPeople(test.database);
  prepared = await prepareAppeals(test);
  world = appealCommands(test, prepared);
});

afterAll(() => test?.close());

/** What was decided in one test is nobody's business in the next. */
beforeEach(async () => {
  await sql`update appeal_item set withdrawn = true`.execute(test.database);
  await sql`update appeal set state = 'CLOSED' where state <> 'DRAFT'`.execute(test.database);
  await sql`update equal_treatment_task set state = 'DONE'`.execute(test.database);
});

const [first = anonymous, second = anonymous, third = anonymous] = panel;

const say = (viewer: Viewer, appealItemId: string, more: object = {}) =>
  world.decisions.run(viewer, { appealItemId, decision: 'UPHELD', points: '5', reasons: 'Sinov uchun', correctsReading: false, ...more });

const codesOf = (outcome: Outcome<object>): string => (outcome.ok ? 'done' : outcome.faults.map(({ code, path }) => `${code} ${path.join('.')}`).join(', '));

async function adjustmentsOf(itemId: string | undefined) {
  const rows = await test.database
    .selectFrom('score_adjustment')
    .select(['source', 'source_id', 'points', 'basis', 'reason', 'decided_by'])
    .where('item_id', '=', itemId ?? '')
    .orderBy('id')
    .execute();
  return rows;
}

/** Lines of the ledger about an object, in their order. */
async function ledgerOf(subjectId: string | undefined, action: string) {
  const { rows } = await sql<{ body: Record<string, unknown> }>`
    select body from ledger_entry where subject_id = ${subjectId} and action = ${action} order by id`.execute(test.database);
  return rows.map(({ body }) => body);
}

describe('a panel', () => {
  it('that upholds an item puts the points in the place of the settled ones, once and on record', async () => {
    const appealId = await world.bring('IN_PANEL', [world.item('2.2', { requestedPoints: '6' })]);
    const itemId = prepared.councils['UZ-AN'].items.get('2.2');
    const [appealItemId = ''] = await world.itemsOf(appealId);
    must(await say(first, appealItemId, { points: '5.50', reasons: 'Birinchi' }));
    expect(await world.stateOf(appealId)).toBe('IN_PANEL');
    expect(await adjustmentsOf(itemId)).toEqual([]);
    must(await say(second, appealItemId, { points: '5.5', reasons: 'Ikkinchi' }));
    expect(await world.stateOf(appealId)).toBe('APPLIED');
    expect(await adjustmentsOf(itemId)).toEqual([
      { source: 'APPEAL', source_id: appealId, points: '11/2', basis: 'APPEAL', reason: 'Birinchi\n\nIkkinchi', decided_by: null },
    ]);
    expect(await ledgerOf(itemId, 'score.adjusted')).toEqual([{ item: encodeNodeId('EvaluationItem', itemId ?? ''), source: 'APPEAL', sourceId: appealId, points: '11/2', basis: 'APPEAL' }]);
    expect(await ledgerOf(appealId, 'appeal.decided')).toEqual([{ appealId, itemId, decision: 'UPHELD', points: '11/2' }]);
    expect(await ledgerOf(appealId, 'appeal.filed')).toMatchObject([{ items: [{ itemId, requestedPoints: '6' }] }]);
    expect(await ledgerOf(appealId, 'appeal.panelAssigned')).toEqual([{ accountIds: panel.map(({ accountId }) => accountId) }]);
    // What was settled stays as it was.
    const settled = test.database.selectFrom('evaluation_item').select(['official_points', 'official_basis']).where('id', '=', itemId ?? '');
    expect(await settled.executeTakeFirst()).toEqual({ official_points: '4', official_basis: 'MEDIAN' });
  });

  it('that dismisses everything leaves the points, and the appeal is closed from there', async () => {
    const appealId = await world.bring('IN_PANEL', [world.item('5.1')]);
    const [appealItemId = ''] = await world.itemsOf(appealId);
    for (const viewer of [first, second]) {
      must(await say(viewer, appealItemId, { decision: 'DISMISSED', points: null }));
    }
    expect(await world.stateOf(appealId)).toBe('DECIDED');
    expect(await adjustmentsOf(prepared.councils['UZ-AN'].items.get('5.1'))).toEqual([]);
    must(await world.steps.close(manager, { appealId }));
    expect(await world.stateOf(appealId)).toBe('CLOSED');
  });

  it('applies nothing before its last item, and then all of it', async () => {
    const appealId = await world.bring('IN_PANEL', [world.item('4.1'), world.item('4.2'), world.item('6.2')]);
    const [one = '', two = '', three = ''] = await world.itemsOf(appealId);
    for (const viewer of [first, second]) {
      must(await say(viewer, one, { points: '12' }));
      must(await say(viewer, two, { decision: 'DISMISSED', points: null }));
    }
    expect(await adjustmentsOf(prepared.councils['UZ-AN'].items.get('4.1'))).toEqual([]);
    // No two say the same: it is what two of three would give at least.
    must(await say(first, three, { points: '8' }));
    must(await say(second, three, { decision: 'DISMISSED', points: null }));
    must(await say(third, three, { decision: 'PARTLY', points: '6' }));
    expect(await world.stateOf(appealId)).toBe('APPLIED');
    expect(await adjustmentsOf(prepared.councils['UZ-AN'].items.get('4.1'))).toMatchObject([{ points: '12' }]);
    expect(await adjustmentsOf(prepared.councils['UZ-AN'].items.get('4.2'))).toEqual([]);
    expect(await adjustmentsOf(prepared.councils['UZ-AN'].items.get('6.2'))).toMatchObject([{ points: '6' }]);
  });

  it('lowers nothing that was raised further while it was at work', async () => {
    const appealId = await world.bring('IN_PANEL', [world.item('3.3')]);
    const [appealItemId = ''] = await world.itemsOf(appealId);
    const itemId = prepared.councils['UZ-AN'].items.get('3.3') ?? '';
    must(await say(first, appealItemId, { points: '4' }));
    await new UnitOfWork(test.orm, () => {}).run({ operation: 'test', actorId: null }, async ({ em }) => {
      const more = { source: 'EQUAL_TREATMENT', sourceId: appealId, points: '6', basis: 'APPEAL', reason: 'Sinov' } as const;
      em.create(ScoreAdjustmentEntity, { itemId, ...more });
      expect(await em.count(EvaluationItemEntity, { id: itemId })).toBe(1);
      return ok({});
    });
    const late = await say(second, appealItemId, { points: '4' });
    expect(late.ok || late.faults[0]?.code).toBe('APPEAL_LOWERS_POINTS');
    must(await say(second, appealItemId, { points: '6' }));
    must(await say(third, appealItemId, { decision: 'DISMISSED', points: null }));
    // Two would give four points at least, and the council has six.
    expect(await world.stateOf(appealId)).toBe('APPLIED');
    expect(await adjustmentsOf(itemId)).toMatchObject([{ source: 'EQUAL_TREATMENT', points: '6' }]);
  });

  it('whose two last voices come at once decides once, fifty times', { timeout: 300_000 }, async () => {
    const itemId = prepared.councils['UZ-AN'].items.get('5.2');
    for (let round = 1; round <= 50; round += 1) {
      await sql`update appeal_item set withdrawn = true`.execute(test.database);
      const before = await adjustmentsOf(itemId);
      const appealId = await world.bring('IN_PANEL', [world.item('5.2', { grounds: ['METHOD_MISAPPLIED'] })]);
      const [appealItemId = ''] = await world.itemsOf(appealId);
      must(await say(first, appealItemId, { points: '6' }));
      const outcomes = await Promise.all([second, third].map((viewer) => say(viewer, appealItemId, { points: '6' })));
      expect(outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.faults[0]?.code)).toSorted()).toEqual(['INVALID_STATE', 'done']);
      expect(await adjustmentsOf(itemId)).toHaveLength(before.length + 1);
      const { rows } = await sql<{ tasks: string; rulings: string }>`
        select (select count(*) from equal_treatment_task t where t.appeal_item_id = ${appealItemId}) as tasks,
          (select count(*) from appeal_ruling r where r.appeal_item_id = ${appealItemId}) as rulings`.execute(test.database);
      expect(rows).toEqual([{ tasks: '2', rulings: '1' }]);
    }
  });
});

/** An appeal that was upheld; gives the checks that follow, by the code of the council. */
async function upheld(
  code: string,
  of: { readonly grounds?: readonly string[]; readonly correctsReading?: boolean; readonly points: string },
) {
  const appealId = await world.bring('IN_PANEL', [world.item(code, of.grounds ? { grounds: of.grounds } : {})]);
  const [appealItemId = ''] = await world.itemsOf(appealId);
  for (const viewer of [first, second]) {
    must(await say(viewer, appealItemId, { points: of.points, correctsReading: of.correctsReading ?? false }));
  }
  const { rows } = await sql<{ id: string; code: string; indicator: string; state: string }>`
    select t.id, e.council_snapshot ->> 'code' as code, i.indicator_code as indicator, t.state
    from equal_treatment_task t join evaluation_item i on i.id = t.item_id join evaluation e on e.id = i.evaluation_id
    where t.appeal_item_id = ${appealItemId} order by code`.execute(test.database);
  return { appealId, tasks: rows };
}

describe('equal treatment', () => {
  it.each([
    ['by the ground', '4.2', { grounds: ['METHOD_MISAPPLIED'], points: '6' }],
    ['by the word of the panel', '6.2', { correctsReading: true, points: '6.5' }],
  ])('is owed to every other council of the cycle where a reading was corrected %s', async (_, code, of) => {
    const { tasks } = await upheld(code, of);
    expect(tasks.map((task) => [task.code, task.indicator, task.state])).toEqual([
      ['UZ-BU', code, 'OPEN'],
      ['UZ-FA', code, 'OPEN'],
    ]);
  });

  it('is owed to nobody where a fact was wrong, or where nothing was granted', async () => {
    const { tasks } = await upheld('1.3', { grounds: ['FACTUAL_ERROR', 'PROCEDURE'], points: '6' });
    expect(tasks).toEqual([]);
    const appealId = await world.bring('IN_PANEL', [world.item('2.1', { grounds: ['METHOD_MISAPPLIED'] })]);
    const [appealItemId = ''] = await world.itemsOf(appealId);
    for (const viewer of [first, second]) {
      must(await say(viewer, appealItemId, { decision: 'DISMISSED', points: null }));
    }
    const { rows } = await sql`select 1 from equal_treatment_task where appeal_item_id = ${appealItemId}`.execute(test.database);
    expect(rows).toEqual([]);
  });

  it('is given by two who are of the panel or approvers, and by raising alone', async () => {
    const { appealId, tasks } = await upheld('2.2', { grounds: ['METHOD_MISAPPLIED'], points: '7' });
    const [ofBukhara, ofFergana] = tasks;
    const itemId = prepared.councils['UZ-BU'].items.get('2.2');
    const propose = async (viewer: Viewer, taskId: string | undefined, more: object) =>
      codesOf(await world.checks.propose(viewer, { taskId: taskId ?? null, outcome: 'ADJUSTED', reason: 'Sinov uchun', ...more }));
    const confirm = async (viewer: Viewer, taskId: string | undefined, confirmed = true, why = 'Unday emas') =>
      codesOf(await world.checks.confirm(viewer, { taskId: taskId ?? null, confirmed, reason: why }));
    const task = ofBukhara?.id;
    expect(await propose(anonymous, task, { points: '5' })).toBe('UNAUTHENTICATED ');
    expect(await propose(viewerOf('rater9', 'RATER'), task, { points: '5' })).toBe('NOT_FOUND id');
    expect(await propose(world.chair, task, { points: '5' })).toBe('NOT_FOUND id');
    expect(await propose(manager, task, { points: '5' })).toBe('FORBIDDEN id');
    const seated = { ...ofCouncil(prepared.councils['UZ-FA'], 'approver', 'MEMBER'), roles: approver.roles };
    expect(await propose(seated, task, { points: '5' })).toBe('CONFLICT_OF_INTEREST id');
    // rater4 is in the panel, and has rated Fergana.
    expect(await propose(first, ofFergana?.id, { points: '5' })).toBe('CONFLICT_OF_INTEREST id');
    expect(await propose(first, task, {})).toBe('REQUIRED points');
    expect(await propose(first, task, { outcome: 'NO_CHANGE', points: '5' })).toBe('NOT_ADMISSIBLE points');
    expect(await propose(first, task, { points: '3' })).toBe('APPEAL_LOWERS_POINTS points');
    expect(await propose(first, task, { points: '4' })).toBe('NOTHING_TO_CHANGE points');
    expect(await propose(first, task, { points: '4.75' })).toBe('OFF_THE_STEPS points');
    expect(await propose(first, task, { points: '5', reason: '' })).toBe('REQUIRED reason');
    expect(await adjustmentsOf(itemId)).toEqual([]);
    expect(await confirm(second, task)).toBe('INVALID_STATE id');
    expect(await propose(first, task, { points: '6' })).toBe('done');
    expect(await propose(second, task, { points: '5.5' })).toBe('INVALID_STATE id');
    expect(await confirm(anonymous, task)).toBe('UNAUTHENTICATED ');
    expect(await confirm(world.chair, task)).toBe('NOT_FOUND id');
    expect(await confirm(manager, task)).toBe('FORBIDDEN id');
    expect(await confirm(seated, task)).toBe('CONFLICT_OF_INTEREST id');
    expect([await confirm(first, task), await confirm(first, task, false)]).toEqual(['FOUR_EYES_REQUIRED id', 'FOUR_EYES_REQUIRED id']);
    expect(await confirm(second, task, false, ' ')).toBe('REQUIRED reason');
    expect(await confirm(second, task, false)).toBe('done');
    expect(await ledgerOf(task, 'equalTreatment.refused')).toEqual([{ appealId, itemId, reason: 'Unday emas' }]);
    expect(await confirm(second, task)).toBe('INVALID_STATE id');
    expect(await propose(second, task, { points: '5.5' })).toBe('done');
    expect(await adjustmentsOf(itemId)).toEqual([]);
    expect(await ledgerOf(itemId, 'score.adjusted')).toEqual([]);
    expect(await confirm(first, task)).toBe('done');
    expect(await adjustmentsOf(itemId)).toEqual([
      { source: 'EQUAL_TREATMENT', source_id: appealId, points: '11/2', basis: 'APPEAL', reason: 'Sinov uchun', decided_by: first.accountId },
    ]);
    expect(await ledgerOf(itemId, 'score.adjusted')).toEqual([{ item: encodeNodeId('EvaluationItem', itemId ?? ''), source: 'EQUAL_TREATMENT', sourceId: appealId, points: '11/2', basis: 'APPEAL' }]);
    expect(await ledgerOf(task, 'equalTreatment.resolved')).toEqual([{ appealId, itemId, outcome: 'ADJUSTED', points: '11/2' }]);
    expect([await propose(second, task, { outcome: 'NO_CHANGE' }), await confirm(second, task)]).toEqual(['INVALID_STATE id', 'INVALID_STATE id']);
    expect(await propose(approver, ofFergana?.id, { outcome: 'NO_CHANGE' })).toBe('done');
    // rater4 has rated Fergana, and says nothing to it either.
    expect(await confirm(first, ofFergana?.id)).toBe('CONFLICT_OF_INTEREST id');
    expect(await confirm(second, ofFergana?.id)).toBe('done');
    expect(await adjustmentsOf(prepared.councils['UZ-FA'].items.get('2.2'))).toEqual([]);
  });

  it('by two at once is given once', async () => {
    const { tasks } = await upheld('1.2', { grounds: ['METHOD_MISAPPLIED'], points: '6' });
    const itemId = prepared.councils['UZ-BU'].items.get('1.2');
    const request = { taskId: tasks[0]?.id ?? null, outcome: 'ADJUSTED', points: '6', reason: 'Sinov uchun' } as const;
    const outcomes = await Promise.all([first, second, third].map((viewer) => world.checks.propose(viewer, request)));
    expect(outcomes.filter(({ ok: isDone }) => isDone)).toHaveLength(1);
    const answers = await Promise.all([first, second, third, approver].map((viewer) => world.checks.confirm(viewer, { ...request, confirmed: true })));
    expect(answers.filter(({ ok: isDone }) => isDone)).toHaveLength(1);
    expect(await adjustmentsOf(itemId)).toHaveLength(1);
  });
});

describe('the table of a cycle', () => {
  it('is not final while an appeal is undecided or a check is open, and is given up all the same', async () => {
    const told = async () => (await prepared.advance('FINAL')).map(({ code, parameters }) => [code, parameters ?? {}]);
    expect(await prepared.advance('APPEALS')).toEqual([]);
    expect(await told()).toEqual([['GUARD_NOT_MET', {}]]);
    const drafted = await world.bring('DRAFT', [world.item('1.1')]);
    const rejected = await world.bring('COMPLAINED', [world.item('3.2')]);
    const filed = await world.bring('FILED', [world.item('2.2', { grounds: ['METHOD_MISAPPLIED'] })]);
    await setTerm(test, prepared, true);
    const undecided = [['APPEALS_OPEN', { where: 'UZ-AN' }]];
    expect(await told()).toEqual(undecided);
    const confirmed = await world.steps.admit(approver, { appealId: rejected, admissible: false, reasons: 'Sinov' });
    expect(must(confirmed)).toEqual({ appealId: rejected });
    expect(await told()).toEqual(undecided);
    must(await world.steps.admit(manager, { appealId: filed, admissible: true, reasons: 'Sinov' }));
    expect(await told()).toEqual(undecided);
    must(await world.panels.assign(manager, { appealId: filed, accountIds: panel.map(({ accountId }) => accountId) }));
    expect(await told()).toEqual(undecided);
    const [appealItemId = ''] = await world.itemsOf(filed);
    for (const viewer of [first, second]) {
      must(await say(viewer, appealItemId, { points: '8' }));
    }
    expect(await told()).toEqual([['APPEALS_OPEN', { where: 'UZ-BU 2.2, UZ-FA 2.2' }]]);
    const tasks = await test.database.selectFrom('equal_treatment_task').select('id').where('state', '=', 'OPEN').execute();
    for (const { id } of tasks) {
      must(await world.checks.propose(approver, { taskId: id, outcome: 'NO_CHANGE', reason: 'Sinov' }));
    }
    expect(await told()).toEqual([['APPEALS_OPEN', { where: 'UZ-BU 2.2, UZ-FA 2.2' }]]);
    for (const { id } of tasks) {
      must(await world.checks.confirm(second, { taskId: id, confirmed: true }));
    }
    expect(await told()).toEqual([]);
    // A draft that nobody has signed holds up nothing, and stays where it is.
    expect(await world.stateOf(drafted)).toBe('DRAFT');
    expect(await prepared.advance('CANCELLED')).toEqual([]);
    expect(await world.stateOf(filed)).toBe('APPLIED');
  });
});
