import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { auditCaseEffects } from '../../src/modules/audit-cases/index.js';
import { openCases } from '../../src/modules/audit-cases/open-cases.js';
import { finding } from '../../src/modules/audit-cases/signals/finding.js';
import { findSignals } from '../../src/modules/audit-cases/signals/find-signals.js';
import type { CycleEffects } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testSeal } from '../support/seal.js';
import { advance, councils, decide, deliberatedCycle, type GivenMark, manager, ordinaryMarks, propose, scales } from './support/deliberated-cycle.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
});

afterAll(() => test?.close());

/** What fails in a test is no matter of a log. */
const thrown = (error: unknown): never => {
  throw error;
};

const settle = (cycleId: string, effect: CycleEffects = auditCaseEffects(thrown)) =>
  advance(test, cycleId, 'PRELIMINARY', [evaluationEffects(testSeal), effect]);

const casesOf = (cycleId: string) =>
  test.database
    .selectFrom('audit_case')
    .leftJoin('evaluation', 'evaluation.id', 'audit_case.evaluation_id')
    .leftJoin('council', 'council.id', 'evaluation.council_id')
    .selectAll('audit_case')
    .select('council.code as council')
    .where('audit_case.cycle_id', '=', cycleId)
    .orderBy('audit_case.id')
    .execute();

const pseudonymOf = async (cycleId: string, account: string): Promise<string> => {
  const { rows } = await sql<{ pseudonym: string }>`
    select distinct a.pseudonym from rater_assignment a join account c on c.id = a.rater_id join evaluation e on e.id = a.evaluation_id
    where e.cycle_id = ${cycleId} and c.email like ${`${account}@%`}`.execute(test.database);
  return rows[0]?.pseudonym ?? '';
};

const ledgerOf = (action: string, subjectIds: readonly string[]) =>
  test.database
    .selectFrom('ledger_entry')
    .select(['action', 'subject_type', 'subject_id', 'actor_id', 'body'])
    .where('action', '=', action)
    .where('subject_id', 'in', [...subjectIds])
    .execute();

/** All that a rating consists of, but for its cases and the ledger. */
async function ratingOf(cycleId: string): Promise<unknown> {
  const { rows } = await sql`
    select to_jsonb(i) || jsonb_build_object('scores', (select jsonb_agg(to_jsonb(s) order by s.id) from score s where s.item_id = i.id)) as item
    from evaluation_item i join evaluation e on e.id = i.evaluation_id where e.cycle_id = ${cycleId} order by i.id`.execute(test.database);
  return rows;
}

/** What all but rater4 say of UZ-BU: 79.5 points with the measured ones, which is below the bound of 81. */
const nearlyGood: Readonly<Record<string, string>> = {
  '1.2': 'TB', '1.3': '6', '2.2': '7.5', '3.3': 'TB', '4.1': 'TB', '4.2': '6', '5.1': '0', '5.2': 'B', '6.2': '0',
};

/** What the session made of it: 81 points. */
const justGood: Readonly<Record<string, string>> = {
  '1.1': '8', '1.2': '6', '1.3': '6', '2.1': '10', '2.2': '8', '3.1': '4', '3.2': '6', '3.3': '6', '4.1': '12', '4.2': '6',
  '5.1': '1', '5.2': '0', '6.1': '8', '6.2': '0',
};

/** rater4 says the best of everything, and rater3 the same words of all; the others mark as usual. */
function plantedMarks(): GivenMark[] {
  return ordinaryMarks().map((mark) => ({
    ...mark,
    ...(mark.council === 'UZ-BU' ? { value: nearlyGood[mark.indicator] ?? '' } : {}),
    ...(mark.rater === 'rater4' ? { value: scales[mark.indicator]?.[0] ?? '' } : {}),
    ...(mark.rater === 'rater3' ? { justification: 'Hujjatlar toʻliq taqdim etilgan.' } : {}),
  }));
}

/** rater2 goes with what was proposed, wherever it was not said before. */
function secondRound(first: readonly GivenMark[]) {
  const proposals = Object.keys(scales).map((indicator) => {
    const scale = scales[indicator] ?? [];
    const said = first.find((mark) => mark.rater === 'rater2' && mark.council === 'UZ-FA' && mark.indicator === indicator)?.value;
    return { council: 'UZ-FA', indicator, value: scale.find((value) => value !== said) ?? '' };
  });
  const marks = proposals.map((proposal): GivenMark => ({ ...proposal, rater: 'rater2', round: 1 }));
  return { proposals, marks };
}

describe('the preliminary result of a cycle', () => {
  let cycleId: string;

  beforeAll(async () => {
    const first = plantedMarks();
    const { proposals, marks } = secondRound(first);
    cycleId = await deliberatedCycle(test, [...first, ...marks]);
    await propose(test, cycleId, proposals);
    await decide(test, cycleId, 'UZ-BU', justGood);
    await settle(cycleId);
  });

  it('opens cases of what was planted, by pseudonyms', async () => {
    const cases = await casesOf(cycleId);
    const [second, third, fourth] = await Promise.all(['rater2', 'rater3', 'rater4'].map((account) => pseudonymOf(cycleId, account)));
    const told = cases.map(({ kind, rater, council }) => [kind, rater, council]);
    expect(told).toContainEqual(['SEVERITY', fourth, null]);
    for (const council of councils) {
      expect(told).toContainEqual(['STRAIGHT_LINING', fourth, council]);
    }
    expect(told).toContainEqual(['STRAIGHT_LINING', third, null]);
    expect(told).toContainEqual(['CONFORMITY', second, null]);
    expect(told.filter(([kind]) => kind === 'CONFORMITY')).toHaveLength(1);
    // One step of indicator 5.1 is a point, and the total lies half a point over where 81 begins.
    const [pull] = cases.filter(({ kind }) => kind === 'BOUNDARY_PULL');
    expect(pull).toMatchObject({
      council: 'UZ-BU',
      rater: null,
      figure: 0.5,
      threshold: 1,
      detail: { from: 'satisfactory', to: 'good', totalOfMarks: '159/2', total: '81', raised: ['2.2', '5.1'] },
    });
    expect(new Set(told.filter(([kind]) => kind === 'OUTLIER').map(([, rater]) => rater))).toEqual(new Set([fourth]));
    for (const found of cases) {
      expect(found).toMatchObject({ state: 'OPEN', version: 1, resolution: null, resolved_by: null, resolved_at: null });
      expect(found.detail).toBeTypeOf('object');
    }
  });

  it('enters every case, and the thresholds, in the ledger without saying whom it is about', async () => {
    const cases = await casesOf(cycleId);
    const entries = await ledgerOf('auditCase.opened', cases.map(({ id }) => id));
    expect(entries).toHaveLength(cases.length);
    for (const entry of entries) {
      expect(Object.keys(entry.body).toSorted()).toEqual(['findingHash', 'kind']);
    }
    expect(await ledgerOf('auditCases.sought', [cycleId])).toMatchObject([{ body: { thresholds: { SEVERITY_LEAST_COMMON: 8 } } }]);
  });

  it('tells nobody: no stream has heard of a case', async () => {
    const { rows } = await sql`select 1 from rt_event where entity_type = 'AuditCase' or type ilike '%audit%'`.execute(test.database);
    expect(rows).toEqual([]);
  });

  it('doubles nothing and changes no mark when it is looked for again', async () => {
    const [cases, rating] = [await casesOf(cycleId), await ratingOf(cycleId)];
    const again = await new UnitOfWork(test.orm, () => {}).run({ operation: 'test', actorId: null }, async (transaction) => {
      await openCases(transaction, cycleId, findSignals);
      return ok(null);
    });
    expect(again.ok).toBe(true);
    expect(await casesOf(cycleId)).toEqual(cases);
    expect(await ratingOf(cycleId)).toEqual(rating);
    expect(await ledgerOf('auditCase.opened', cases.map(({ id }) => id))).toHaveLength(cases.length);
  });

  it('is not looked for again with the next steps', async () => {
    const find = () => thrown(new Error('looked for again'));
    await advance(test, cycleId, 'APPEALS', [auditCaseEffects(thrown, find)], manager);
    expect(await ledgerOf('auditCases.sought', [cycleId])).toHaveLength(2);
  });
});

/** What the planted marks come to where an effect follows the settlement. */
async function pointsWith(effect: CycleEffects): Promise<unknown> {
  const cycleId = await deliberatedCycle(test, plantedMarks());
  await settle(cycleId, effect);
  const { rows } = await sql`
    select c.code, i.indicator_code, i.official_points, i.official_basis, i.state, (select count(*) from score s where s.item_id = i.id and s.state = 'LOCKED') as marks
    from evaluation_item i join evaluation e on e.id = i.evaluation_id join council c on c.id = e.council_id
    where e.cycle_id = ${cycleId} order by c.code, i.ordinal`.execute(test.database);
  return rows;
}

describe('the same marks', () => {
  it('come to the same points with and without the search', async () => {
    const nothing: CycleEffects = { apply: async () => [] };
    expect(await pointsWith(auditCaseEffects(thrown))).toEqual(await pointsWith(nothing));
  });
});

describe('a search that fails', () => {
  const failing = { ...finding({ kind: 'HALO', figure: 1, threshold: 1, detail: {} }), kind: 'NO_KIND' as never };

  it.each([
    ['in a detector', () => thrown(new Error('a mistake of ours'))],
    ['in the database', () => [finding({ kind: 'HALO', rater: 'R-1', figure: 1, threshold: 1, detail: {} }), failing]],
  ])('%s keeps no cycle from its step, is told, and is made up for with the next one', async (_, find) => {
    const cycleId = await deliberatedCycle(test, plantedMarks());
    const told: unknown[] = [];
    await settle(cycleId, auditCaseEffects((error, operation) => told.push([error, operation]), find));
    expect(told).toEqual([[expect.any(Error), 'auditCases']]);
    expect(await casesOf(cycleId)).toEqual([]);
    expect(await ledgerOf('auditCases.failed', [cycleId])).toMatchObject([{ subject_type: 'RatingCycle', body: { to: 'PRELIMINARY' } }]);
    const { state } = await test.database.selectFrom('rating_cycle').select('state').where('id', '=', cycleId).executeTakeFirstOrThrow();
    expect(state).toBe('PRELIMINARY');
    const { rows } = await sql`select 1 from evaluation_item i join evaluation e on e.id = i.evaluation_id
      where e.cycle_id = ${cycleId} and i.state <> 'LOCKED'`.execute(test.database);
    expect(rows).toEqual([]);

    await advance(test, cycleId, 'APPEALS', [auditCaseEffects(thrown)], manager);
    expect((await casesOf(cycleId)).length).toBeGreaterThan(0);
  });

  it('stops the step where whoever is told throws', async () => {
    const cycleId = await deliberatedCycle(test, []);
    await expect(settle(cycleId, auditCaseEffects(thrown, () => thrown(new Error('a mistake of ours'))))).rejects.toThrow('a mistake of ours');
    const { state } = await test.database.selectFrom('rating_cycle').select('state').where('id', '=', cycleId).executeTakeFirstOrThrow();
    expect(state).toBe('DELIBERATION');
  });

  it('is tried again with its transaction where the database says so', async () => {
    const cycleId = await deliberatedCycle(test, []);
    let tries = 0;
    const find = () => {
      tries += 1;
      return tries === 1 ? thrown(Object.assign(new Error('deadlock detected'), { code: '40P01' })) : [];
    };
    await settle(cycleId, auditCaseEffects(thrown, find));
    expect(tries).toBe(2);
    expect(await ledgerOf('auditCases.failed', [cycleId])).toEqual([]);
  });
});

describe('the database', () => {
  it.each(['update audit_case set figure = 0', `update audit_case set rater = 'R-1'`, 'delete from audit_case', 'truncate audit_case'])(
    'changes nothing of what was found, and removes no case: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(test.database)).rejects.toMatchObject({ code: '23001' });
    },
  );
});
