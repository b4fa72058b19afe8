import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import type { Database } from '../../src/database/tables.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { RaterService, recuseOwnPeople } from '../../src/modules/cycles/index.js';
import { leaveRating, lockSessions } from '../../src/modules/rating-sessions/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { noEvidence } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { must } from './support/joint-cycle.js';
import { five, RecusalWorld } from './support/recusal-world.js';

let test: TestDatabase;
let world: RecusalWorld;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 12 });
  await seedPeople(test.database);
  world = await RecusalWorld.open(test, ['UZ-AN', 'UZ-BU']);
  unitOfWork = new UnitOfWork(test.orm, () => {});
});

afterAll(() => test?.close());

/** Holds a lock in a transaction of its own while something else goes on, until told to let go. */
async function holding(take: (transaction: Database) => Promise<unknown>): Promise<() => Promise<void>> {
  const taken = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const held = test.database.transaction().execute(async (transaction) => {
    await take(transaction);
    taken.resolve();
    await over.promise;
  });
  await taken.promise;
  return async () => {
    over.resolve();
    await held;
  };
}

/** How many transactions of this database wait for a lock. */
const waiting = async (): Promise<number> => {
  const { rows } = await sql<{ waiting: number }>`
    select count(distinct pid)::int as waiting from pg_locks where not granted
      and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(test.database);
  return rows[0]?.waiting ?? 0;
};

/** The marks of a rater on an item that nobody is about to change. */
const untouched = (itemId: string, name: string) =>
  test.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ state: string }>`
      select s.state from score s join rater_assignment a on a.id = s.assignment_id
      where s.item_id = ${itemId} and a.rater_id = ${demonstrationAccountId(name)} for update of s skip locked`.execute(transaction);
    return rows.map(({ state }) => state);
  });

it('regression: a confirmed conflict voided marks beside a reveal that had read them, and the reveal could bring them back', async () => {
  const itemId = world.item('UZ-BU 1.2');
  await world.joint.mark('rater5', itemId, noEvidence);
  const evaluationId = world.evaluations.get('UZ-BU') ?? '';
  const raters = new RaterService(unitOfWork, leaveRating, lockSessions);
  const { assignmentIds } = must(await raters.declare(viewerOf('rater5', 'RATER'), { evaluationIds: [evaluationId], kind: 'FAMILY' }));
  // As a reveal does before it reads the marks.
  const release = await holding((transaction) => sql`select 1 from evaluation where id = ${evaluationId} for update`.execute(transaction));
  const deciding = raters.decide(viewerOf('manager', 'CYCLE_MANAGER'), { assignmentId: assignmentIds[0] ?? '', confirmed: true });
  await expect.poll(waiting).toBe(1);
  expect(await untouched(itemId, 'rater5')).toEqual(['COMMITTED']);
  await release();
  must(await deciding);
  expect(await untouched(itemId, 'rater5')).toEqual(['VOID']);
});

it('regression: an appointment voided marks before it locked the session that was revealing them', async () => {
  expect(await world.advance('DELIBERATION')).toEqual([]);
  const sessionId = await world.openSession('UZ-AN');
  const sessionItemId = (await world.joint.itemsOf(sessionId)).get('1.2') ?? '';
  await world.joint.activate(sessionItemId);
  await world.joint.openRound(sessionItemId, Object.fromEntries(five.map((name) => [name, noEvidence])));
  await world.joint.closeRound(sessionItemId);
  const { council_id: councilId } = await test.database
    .selectFrom('evaluation')
    .select('council_id')
    .where('id', '=', world.evaluations.get('UZ-AN') ?? '')
    .executeTakeFirstOrThrow();
  const { person_id: personId } = await test.database
    .selectFrom('account')
    .select('person_id')
    .where('id', '=', demonstrationAccountId('rater5'))
    .executeTakeFirstOrThrow();

  // The reveal has read the marks, and cannot write them down yet.
  const release = await holding((transaction) => sql`lock table score_opening in share mode`.execute(transaction));
  const revealing = world.joint.reveal(sessionItemId);
  await expect.poll(waiting).toBe(1);
  const appointing = unitOfWork.run({ operation: 'test', actorId: null }, async (transaction) => {
    await recuseOwnPeople(transaction, { councilId, personId, endedOn: null }, leaveRating, lockSessions);
    return ok({});
  });
  await expect.poll(waiting).toBe(2);
  const itemId = world.item('UZ-AN 1.2');
  expect(await untouched(itemId, 'rater5')).toEqual(['COMMITTED']);
  await release();
  await revealing;
  must(await appointing);

  const revealed = Object.fromEntries(five.map((name) => [name, name === 'rater5' ? 'VOID' : 'REVEALED']));
  expect(await world.states(itemId, 1)).toEqual(revealed);
  const told = await test.database.selectFrom('ledger_entry').select('action').where('subject_id', '=', itemId).orderBy('created_at').orderBy('id').execute();
  const order = told.map(({ action }) => action).filter((action) => ['marks.revealed', 'score.voided'].includes(action));
  expect(order).toEqual(['marks.revealed', 'score.voided']);
});
