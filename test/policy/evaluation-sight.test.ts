import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { anonymous, type CouncilRole, type GrantedRole, grantedRoles, type Viewer } from '../../src/modules/accounts/index.js';
import { evaluationRows, evaluationVisible, factsOfEvaluation, leftEvaluations, mayReadEvaluation, seesEvaluation } from '../../src/modules/cycles/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { openScoring } from '../support/scoring.js';

/** The states of an assignment that take away what an office would show. */
const leaving: readonly string[] = ['CONFLICTED', 'RECUSED'];

/** The states of an assignment, and that there is none, each with whether it lets its rater see the evaluation. */
const assignments = {
  none: false,
  DECLARING: true,
  ACTIVE: true,
  COMPLETED: true,
  DECLINED: false,
  CONFLICTED: false,
  RECUSED: false,
  REPLACED: false,
} as const;

type AssignmentName = keyof typeof assignments;

/** The offices, each with whether it sees every evaluation. */
const offices: Readonly<Record<GrantedRole, boolean>> = {
  AGENCY_ADMIN: true,
  METHODOLOGIST: true,
  APPROVER: true,
  CYCLE_MANAGER: true,
  FACILITATOR: true,
  RATER: false,
  AUDITOR: true,
};

const councilRoles: readonly CouncilRole[] = ['CHAIR', 'SECRETARY', 'MEMBER'];

let test: TestDatabase;
let evaluation: { id: string; councilId: string };
let otherCouncilId: string;
let left: ReadonlySet<string> = new Set();
const rater = demonstrationAccountId('rater1');

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  const cycle = await openScoring(test);
  const id = decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '';
  const row = await test.database.selectFrom('evaluation').select('council_id').where('id', '=', id).executeTakeFirstOrThrow();
  evaluation = { id, councilId: row.council_id };
  const other = await test.database.selectFrom('council').select('id').where('code', '=', 'UZ-BU').executeTakeFirstOrThrow();
  otherCouncilId = other.id;
});

afterAll(() => test?.close());

function viewer(given: Partial<Viewer>): Viewer {
  return { ...anonymous, accountId: rater, personId: rater, sessionId: rater, leftEvaluations: left, ...given };
}

async function assign(state: AssignmentName): Promise<void> {
  const { database } = test;
  const mine = { evaluation_id: evaluation.id, rater_id: rater };
  await database.deleteFrom('rater_assignment').where('evaluation_id', '=', evaluation.id).where('rater_id', '=', rater).execute();
  if (state !== 'none') {
    const row = { id: '11111111-1111-4111-8111-111111111111', ...mine, pseudonym: 'R-1', state, version: 1 };
    await database.insertInto('rater_assignment').values(row as never).execute();
  }
  const { ids } = await database.selectNoFrom(leftEvaluations(sql`${rater}::uuid`).as('ids')).executeTakeFirstOrThrow();
  left = new Set(ids);
}

/** What the rule of lists (SQL), the rule of nodes (code, by loaded rows) and the rule of commands say. */
async function answers(who: Viewer): Promise<readonly boolean[]> {
  const { database } = test;
  const listed = await evaluationRows(database).where(evaluationVisible(who)).where('evaluation.id', '=', evaluation.id).execute();
  const row = await evaluationRows(database).where('evaluation.id', '=', evaluation.id).executeTakeFirstOrThrow();
  return [
    listed.length === 1,
    mayReadEvaluation(who, factsOfEvaluation(row)),
    await seesEvaluation(who, database, evaluation),
  ];
}

const alike = (value: boolean): readonly boolean[] => [value, value, value];

describe.each(Object.entries(assignments) as [AssignmentName, boolean][])('with the assignment %s', (state, isSeeing) => {
  beforeAll(() => assign(state));

  it('lists, nodes and commands let the same people see an evaluation', async () => {
    expect(Object.keys(offices).toSorted()).toEqual(grantedRoles.toSorted());
    const seen: Record<string, readonly boolean[]> = {};
    const expected: Record<string, readonly boolean[]> = {};
    const ask = async (name: string, who: Viewer, isAllowed: boolean): Promise<void> => {
      seen[name] = await answers(who);
      expected[name] = alike(isAllowed);
    };
    expect([...left]).toEqual(leaving.includes(state) ? [evaluation.id] : []);
    await ask('the public', anonymous, false);
    await ask('without a role', viewer({}), isSeeing);
    for (const role of grantedRoles) {
      await ask(role, viewer({ roles: new Set([role]) }), (offices[role] && !leaving.includes(state)) || isSeeing);
      await ask(`${role} who is not the one assigned`, viewer({ accountId: demonstrationAccountId('rater9'), leftEvaluations: new Set(), roles: new Set([role]) }), offices[role]);
    }
    for (const role of councilRoles) {
      const inCouncil = (councilId: string): Viewer => viewer({ councils: new Map([[councilId, new Set([role])]]) });
      await ask(`${role} of the council`, inCouncil(evaluation.councilId), true);
      await ask(`${role} of another council`, inCouncil(otherCouncilId), isSeeing);
    }
    expect(seen).toEqual(expected);
  });
});
