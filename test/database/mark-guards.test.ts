import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { LedgerSequencer } from '../../src/database/ledger-sequencer.js';
import type { Database } from '../../src/database/tables.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { logKeys } from '../../src/log-keys.js';
import { scoreStates, type ScoreState } from '../../src/modules/evaluations/score.entity.js';
import { scoreMachine } from '../../src/modules/evaluations/score.machine.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { openScoring } from '../support/scoring.js';
import { testSecret } from '../support/seal.js';

let test: TestDatabase;
let joint: JointRating;
let itemIds: string[];

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  await openScoring(test);
  const open = await test.database.selectFrom('evaluation_item').select('id').where('state', '=', 'OPEN').orderBy('ordinal').execute();
  itemIds = open.map(({ id }) => id);
  joint = new JointRating(test);
  await joint.mark('rater1', itemIds[0] ?? '', noEvidence);
});

afterAll(() => test.close());

/** Writes past the guards of the database. */
const unguarded = (work: (transaction: Database) => Promise<unknown>) =>
  test.database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await work(transaction);
  });

const setState = (database: Database, state: ScoreState) => sql`update score set state = ${state}`.execute(database);

const count = async (table: 'ledger_entry' | 'ledger_leaf' | 'ledger_pending'): Promise<number> =>
  (await test.database.selectFrom(table).select(sql`1`.as('one')).execute()).length;
const enter = () =>
  new UnitOfWork(test.orm, () => {}).run({ operation: 'test', actorId: null }, async (transaction) => {
    transaction.enter({ action: 'test.done', subjectType: 'Test', subjectId: '1', body: {} });
    return ok({});
  });

const steps = scoreStates.flatMap((from) => scoreStates.filter((to) => to !== from).map((to) => ({ from, to })));

describe('regression: a mark could be taken to any state by a statement at the console', () => {
  it.each(steps)('$from -> $to only where the machine of marks has it, and replaced only by another mark', async ({ from, to }) => {
    await unguarded((transaction) => setState(transaction, from));
    const isStep = scoreMachine.transitions.some((step) => step.from === from && step.to === to);
    const isTaken = await setState(test.database, to).then(() => true, (error: { code: string }) => error.code);
    expect(isTaken).toBe(isStep && to !== 'SUPERSEDED' ? true : '23001');
  });

  it('a mark that its rater replaces is superseded, and the new one counts', async () => {
    const itemId = itemIds[1] ?? '';
    await joint.mark('rater2', itemId, noEvidence);
    // Another salt: that of the helper follows from the place, and no commitment comes twice.
    await unguarded((transaction) => sql`update score set commitment_hash = 'x' where item_id = ${itemId}`.execute(transaction));
    await joint.mark('rater2', itemId, noEvidence);
    const rows = await test.database.selectFrom('score').select('state').where('item_id', '=', itemId).orderBy('state').execute();
    expect(rows.map(({ state }) => state)).toEqual(['COMMITTED', 'SUPERSEDED']);
  });
});

describe('regression: entries that waited for the ledger could be taken away', () => {
  const errors: object[] = [];
  const sequencer = () =>
    new LedgerSequencer({
      database: test.database,
      signer: logKeys({ origin: 'test', secret: testSecret }).signer,
      log: { warn: () => {}, error: (details) => errors.push(details) },
    });

  it.each([
    ['a change', 'update ledger_pending set position = position'],
    ['a deletion', 'delete from ledger_pending'],
    ['to be emptied', 'truncate ledger_pending'],
  ])('what waits refuses %s', async (_, statement) => {
    expect(await count('ledger_pending')).toBeGreaterThan(0);
    await expect(sql.raw(statement).execute(test.database)).rejects.toMatchObject({ code: '23001' });
  });

  it('no entry waits twice', async () => {
    const twice = sql`insert into ledger_pending (entry_id) select entry_id from ledger_pending limit 1`.execute(test.database);
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'ledger_pending_entry_id_unique' });
  });

  it('what was taken away past the guards waits again, is chained, and is told as an error; once', async () => {
    await sequencer().run();
    expect([await count('ledger_pending'), errors]).toEqual([0, []]);
    await enter();
    await enter();
    await unguarded((transaction) => sql`delete from ledger_pending`.execute(transaction));
    const node = sequencer();
    await node.run();
    expect([await count('ledger_pending'), await count('ledger_leaf')]).toEqual([0, await count('ledger_entry')]);
    expect(errors).toEqual([{ entries: [expect.any(String), expect.any(String)] }]);
    await node.run();
    expect(errors).toHaveLength(1);
  });
});
