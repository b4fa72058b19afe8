import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { Loaders } from '../../src/database/loaders.js';
import { stableId } from '../../src/database/stable-id.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { authenticate, type Context, readUserRight, SessionService } from '../../src/modules/accounts/index.js';
import { standing } from '../../src/composition.js';
import { readCouncilRight } from '../../src/modules/councils/index.js';
import { readCycleRight, readEvaluationRight } from '../../src/modules/cycles/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';

let test: TestDatabase;
let cycle: ScoringCycle;
let evaluationId: string | null;
let cycleId: string | null;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  cycle = await openScoring(test);
  evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluationId);
  cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId);
});

afterAll(() => test.close());

const council = stableId('Council', 'UZ-AN');

/** A context as a subscription has it, with a session of the account; null is the public. */
async function contextOf(accountName: string | null): Promise<Context> {
  const { database } = test;
  const token = accountName === null ? null : await signIn(accountName);
  const authenticateAgain = (from = database) => authenticate(from, standing, token);
  return { database, loaders: new Loaders(database), authenticateAgain } as unknown as Context;
}

async function signIn(accountName: string): Promise<string> {
  const service = new SessionService(new UnitOfWork(test.orm, () => {}));
  const { email } = await test.database
    .selectFrom('account')
    .select('email')
    .where('id', '=', demonstrationAccountId(accountName))
    .executeTakeFirstOrThrow();
  const created = await service.create({ email, password: 'kengash-demo', userAgent: null });
  return created.ok ? created.value.token : '';
}

/** The end of the newest session. */
async function sessionEnd(accountName: string): Promise<Date> {
  const row = await test.database
    .selectFrom('session')
    .select('expires_at')
    .where('account_id', '=', demonstrationAccountId(accountName))
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

/** The midnight in Tashkent that is so many days away. */
async function midnight(days: number): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select ((now() at time zone 'Asia/Tashkent')::date + ${days}::int)::timestamp at time zone 'Asia/Tashkent' as at`.execute(
    test.database,
  );
  return rows[0]?.at ?? new Date(0);
}

async function appointmentOf(accountName: string, change: { readonly startsIn?: number; readonly endsIn?: number }) {
  await sql`
    update appointment set
      started_on = coalesce((now() at time zone 'Asia/Tashkent')::date + ${change.startsIn ?? null}::int, started_on),
      ended_on = (now() at time zone 'Asia/Tashkent')::date + ${change.endsIn ?? null}::int
    where person_id = (select person_id from account where id = ${demonstrationAccountId(accountName)})`.execute(test.database);
  // A session that would outlast any midnight of these tests.
  await sql`update session set expires_at = now() + interval '20 days' where account_id = ${demonstrationAccountId(accountName)}`.execute(
    test.database,
  );
}

describe('the right to a stream', () => {
  it('has no end for the public, where the public may listen', async () => {
    const context = await contextOf(null);
    expect(await readCouncilRight(council, context)).toMatchObject({ until: null, audience: 'PUBLIC' });
    expect(await readCycleRight(cycleId, context)).toBeNull();
    expect(await readEvaluationRight(evaluationId, context)).toBeNull();
    expect(await readUserRight(demonstrationAccountId('rater1'), context)).toBeNull();
  });

  it('lasts as long as the session of whoever has it by office', async () => {
    const context = await contextOf('auditor');
    const until = await sessionEnd('auditor');
    expect(await readCouncilRight(council, context)).toMatchObject({ until, audience: 'PUBLIC' });
    expect(await readCycleRight(cycleId, context)).toMatchObject({ until, audience: 'SIGNED_IN+AUDITOR' });
    expect(await readEvaluationRight(evaluationId, context)).toMatchObject({ until, audience: 'SIGNED_IN+AUDITOR' });
    expect(await readUserRight(demonstrationAccountId('auditor'), context)).toMatchObject({ until, audience: 'OWNER' });
    expect(await readUserRight(demonstrationAccountId('rater1'), context)).toBeNull();
  });

  it('is nobody’s where nothing is', async () => {
    const context = await contextOf('auditor');
    for (const id of [null, '00000000-0000-4000-8000-000000000000']) {
      expect(await readCouncilRight(id, context)).toBeNull();
      expect(await readCycleRight(id, context)).toBeNull();
      expect(await readEvaluationRight(id, context)).toBeNull();
    }
  });

  it('tells raters, councils and offices apart where they are shown different things', async () => {
    const audiences = new Map<string, string | undefined>();
    for (const name of ['rater1', 'rater2', 'secretary-uz-an', 'chair-uz-an', 'manager', 'rater4']) {
      audiences.set(name, (await readEvaluationRight(evaluationId, await contextOf(name)))?.audience);
    }
    expect(Object.fromEntries(audiences)).toEqual({
      rater1: 'SIGNED_IN+RATER+RATES',
      rater2: 'SIGNED_IN+RATER+RATES',
      'secretary-uz-an': 'SIGNED_IN+SECRETARY',
      'chair-uz-an': 'SIGNED_IN+CHAIR+MEMBER',
      manager: 'SIGNED_IN+CYCLE_MANAGER',
      rater4: undefined,
    });
    const id = demonstrationAccountId('rater2');
    await sql`update rater_assignment set state = 'DECLARING' where rater_id = ${id}`.execute(test.database);
    expect((await readEvaluationRight(evaluationId, await contextOf('rater2')))?.audience).toBe('SIGNED_IN+RATER');
  });

  it('has to be looked at again at the midnight in Tashkent at which an appointment ends', async () => {
    const context = await contextOf('secretary-uz-an');
    await appointmentOf('secretary-uz-an', { endsIn: 3 });
    expect((await readEvaluationRight(evaluationId, context))?.until).toEqual(await midnight(3));
    await appointmentOf('secretary-uz-an', {});
    expect((await readEvaluationRight(evaluationId, context))?.until).toEqual(await sessionEnd('secretary-uz-an'));
    await appointmentOf('secretary-uz-an', { endsIn: 0 });
    expect(await readEvaluationRight(evaluationId, context)).toBeNull();
  });

  it('has to be looked at again at the midnight in Tashkent at which an appointment begins', async () => {
    const context = await contextOf('chair-uz-an');
    await appointmentOf('chair-uz-an', { startsIn: 2, endsIn: 5 });
    expect(await readEvaluationRight(evaluationId, context)).toBeNull();
    expect(await readCycleRight(cycleId, context)).toMatchObject({ until: await midnight(2), audience: 'SIGNED_IN' });
  });

  it('is gone with the session, and on a public stream that of the public is left', async () => {
    const context = await contextOf('methodologist');
    expect(await readEvaluationRight(evaluationId, context)).not.toBeNull();
    await sql`update session set revoked_at = now() where account_id = ${demonstrationAccountId('methodologist')}`.execute(test.database);
    expect(await readEvaluationRight(evaluationId, context)).toBeNull();
    expect(await readCouncilRight(council, context)).toMatchObject({ until: null, audience: 'PUBLIC' });
    expect(context.viewer.accountId).toBeNull();
  });
});
