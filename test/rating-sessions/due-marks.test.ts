import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { enterDueMarks } from '../../src/modules/evaluations/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { noEvidence } from '../support/joint-rating.js';
import { RecusalWorld } from './support/recusal-world.js';

let test: TestDatabase;
let world: RecusalWorld;
let itemId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  world = await RecusalWorld.open(test, ['UZ-AN']);
  itemId = world.item('UZ-AN 1.2');
  for (const name of ['rater1', 'rater2', 'rater3']) {
    await world.joint.mark(name, itemId, noEvidence);
  }
});

afterAll(() => test?.close());

/** Has a mark come in so many days ago. */
const age = (name: string, days: number) =>
  test.database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`update score s set created_at = now() - make_interval(days => ${days}) from rater_assignment a
      where a.id = s.assignment_id and a.rater_id = ${demonstrationAccountId(name)}`.execute(transaction);
  });

const enterDue = () =>
  new UnitOfWork(test.orm, () => {}).run({ operation: 'test', actorId: null }, async (transaction) => {
    await enterDueMarks(transaction);
    return ok({});
  });

/** Whose marks the ledger has been told of, and what. */
async function entered(): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
    select l.action || ' ' || a.rater_id as line from ledger_entry l join score s on s.commitment_hash = l.body ->> 'commitment'
    join rater_assignment a on a.id = s.assignment_id where l.action like 'score.%' order by l.created_at, l.id`.execute(test.database);
  return rows.map(({ line }) => line);
}

const committed = (name: string): string => `score.committed ${demonstrationAccountId(name)}`;

it('regression: nothing kept the promise of a receipt when marks stayed hidden for long; those that fall due within a day are entered', async () => {
  await age('rater1', 182);
  await age('rater2', 181);
  await Promise.all([enterDue(), enterDue()]);
  expect(await entered()).toEqual([committed('rater1')]);
  await enterDue();
  expect(await entered()).toEqual([committed('rater1')]);
});

it('the rest is entered at the reveal, and nothing twice', async () => {
  expect(await world.advance('DELIBERATION')).toEqual([]);
  expect((await entered()).toSorted()).toEqual(['rater1', 'rater2', 'rater3'].map(committed).toSorted());
  expect(await world.states(itemId, 0)).toEqual({ rater1: 'REVEALED', rater2: 'REVEALED', rater3: 'REVEALED' });
});
