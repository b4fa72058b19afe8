import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { type Transaction, UnitOfWork } from '../../src/database/unit-of-work.js';
import { fault } from '../../src/errors.js';
import { reopenInSession, revealRoundOf, settleInSession, voidRoundMarks, voidScores } from '../../src/modules/evaluations/index.js';
import { type MethodologyRules, rational, scored } from '../../src/scoring/index.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { rulesOf } from '../../src/modules/methodologies/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { testSeal } from '../support/seal.js';

/** A rater for each state in which a mark may be. */
const markedBy = { COMMITTED: 'rater1', SUPERSEDED: 'rater2', REVEALED: 'rater3', LOCKED: 'rater4', VOID: 'rater5' } as const;
const code = '1.2';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let cycleId: string;
let itemId: string;
let rules: MethodologyRules;
/** What each mark was at first: its state, or the successor of the superseded one. */
let labels: ReadonlyMap<string, string>;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, () => {});
  const cycle = await openJointCycle(test, ['UZ-AN'], Object.values(markedBy));
  cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get(`UZ-AN ${code}`) ?? '') ?? '';
  const joint = new JointRating(test);
  const scoring = illustrative.body.indicators.find((indicator) => indicator.code === code)?.scoring;
  // Without points it needs no evidence.
  const least = (scoring?.kind === 'LEVELS' ? scoring.levels : []).find(({ points }) => points === '0')?.code ?? '';
  for (const [state, name] of Object.entries(markedBy)) {
    await joint.mark(name, itemId, noEvidence);
    if (state === 'SUPERSEDED') {
      await joint.mark(name, itemId, { kind: 'LEVEL', level: least });
    } else {
      await putInState(name, state);
    }
  }
  const marks = await test.database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .select(['score.id', 'score.state', 'rater_assignment.rater_id'])
    .execute();
  const replacing = demonstrationAccountId(markedBy.SUPERSEDED);
  labels = new Map(marks.map(({ id, state, rater_id }) => [id, rater_id === replacing && state === 'COMMITTED' ? 'SUCCESSOR' : state]));
  const found = rulesOf(illustrative.body);
  if (!found) {
    throw new Error('the methodology is not complete');
  }
  rules = found;
});

afterAll(() => test?.close());

/** Puts the mark of a rater in a state past the guards of the database, which let it go its path alone. */
async function putInState(name: string, state: string): Promise<void> {
  await test.database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`update score set state = ${state} where assignment_id in (
      select id from rater_assignment where rater_id = ${demonstrationAccountId(name)})`.execute(transaction);
  });
}

/** Does something in a transaction that is rolled back; gives what that told of it at its end. */
async function tried<T>(does: (transaction: Transaction) => Promise<unknown>, tell: (transaction: Transaction) => Promise<T>): Promise<T | string> {
  let told: T | string = 'nothing';
  await unitOfWork.run({ operation: 'test', actorId: null }, async (transaction) => {
    try {
      await does(transaction);
      await transaction.em.flush();
      told = await tell(transaction);
    } catch (error) {
      told = (error as Error).message;
    }
    return fault('FORBIDDEN');
  });
  return told;
}

/** The states by what they were before. */
async function statesOf({ database }: Transaction): Promise<Readonly<Record<string, string>>> {
  const rows = await database.selectFrom('score').select(['id', 'state']).execute();
  return Object.fromEntries(rows.map(({ id, state }) => [labels.get(id) ?? '', state]));
}

describe('marks in each state', () => {
  const untouched = { COMMITTED: 'COMMITTED', SUPERSEDED: 'SUPERSEDED', SUCCESSOR: 'COMMITTED', REVEALED: 'REVEALED', LOCKED: 'LOCKED', VOID: 'VOID' };

  it.each([
    ['revealed', { ...untouched, COMMITTED: 'REVEALED', SUCCESSOR: 'REVEALED' }, (transaction: Transaction) => revealRoundOf(transaction, testSeal, { cycleId, itemId, number: 0 })],
    ['given up with their round', { ...untouched, COMMITTED: 'VOID', SUCCESSOR: 'VOID' }, (transaction: Transaction) => voidRoundMarks(transaction, itemId, 0)],
    [
      'left by their raters',
      { ...untouched, COMMITTED: 'VOID', SUCCESSOR: 'VOID', REVEALED: 'VOID' },
      async (transaction: Transaction) => {
        const rows = await transaction.database.selectFrom('rater_assignment').select('id').execute();
        for (const { id } of rows) {
          await voidScores(transaction, id);
        }
      },
    ],
    [
      'fixed with their item',
      { ...untouched, REVEALED: 'LOCKED' },
      async (transaction: Transaction) => {
        await sql`update evaluation_item set state = 'REVEALED' where id = ${itemId}`.execute(transaction.database);
        await settleInSession(transaction, itemId, { outcome: scored(rational('1')), basis: 'CONSENSUS' }, rules);
      },
    ],
  ] as const)('are %s where their path says so, and left alone elsewhere', async (_, expected, does) => {
    expect(await tried(does, statesOf)).toEqual(expected);
  });
});

describe('an item in each state', () => {
  const states = ['PENDING', 'OPEN', 'CLOSED', 'REVEALED', 'OFFICIAL', 'LOCKED'] as const;
  /** Where each step of a session leads on from. */
  const steps: Readonly<Record<string, string>> = {
    'REVEALED settle': 'OFFICIAL',
    // What is measured; no session has it on its agenda.
    'PENDING settle': 'OFFICIAL',
    'OFFICIAL reopen': 'REVEALED',
  };

  beforeEach(async () => {
    await sql`update evaluation_item set state = 'OPEN' where id = ${itemId}`.execute(test.database);
  });

  it.each(states)('from %s is settled and reopened by a session where its path says so, and else by no one', async (from) => {
    await sql`update evaluation_item set state = ${from} where id = ${itemId}`.execute(test.database);
    const told: Record<string, string> = {};
    const expected: Record<string, string> = {};
    const commands: Readonly<Record<string, (transaction: Transaction) => Promise<unknown>>> = {
      settle: (transaction) => settleInSession(transaction, itemId, { outcome: scored(rational('1')), basis: 'CONSENSUS' }, rules),
      reopen: (transaction) => reopenInSession(transaction, itemId),
    };
    for (const [action, command] of Object.entries(commands)) {
      told[action] = await tried(command, async ({ database }) => {
        const { state } = await database.selectFrom('evaluation_item').select('state').where('id', '=', itemId).executeTakeFirstOrThrow();
        return state;
      });
      expected[action] = steps[`${from} ${action}`] ?? `EvaluationItemState: no step ${action} leads from ${from}`;
    }
    expect(told).toEqual(expected);
  });
});
