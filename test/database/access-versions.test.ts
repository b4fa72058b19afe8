import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { AccountService, readAccessVersions, SessionService } from '../../src/modules/accounts/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { openScoring } from '../support/scoring.js';

let test: TestDatabase;

const agency = demonstrationAccountId('agency');
const rater = demonstrationAccountId('rater1');
const secretary = demonstrationAccountId('secretary-uz-an');

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  await seedPeople(test.database);
  await openScoring(test);
  const service = new SessionService(new UnitOfWork(test.orm, () => {}));
  const { email } = await test.database.selectFrom('account').select('email').where('id', '=', rater).executeTakeFirstOrThrow();
  await service.create({ email, password: 'kengash-demo', userAgent: null });
});

afterAll(() => test.close());

async function version(accountId: string): Promise<string> {
  return (await readAccessVersions(test.database, [accountId])).get(accountId) ?? 'none';
}

/** Who of the agency, a rater and a secretary has another version after the statement. */
async function raisedBy(statement: string): Promise<string[]> {
  const accounts = { agency, rater, secretary };
  const before = await readAccessVersions(test.database, Object.values(accounts));
  await sql.raw(statement).execute(test.database);
  const after = await readAccessVersions(test.database, Object.values(accounts));
  expect(after.size).toBe(3);
  return Object.entries(accounts).flatMap(([name, id]) => (before.get(id) === after.get(id) ? [] : [name]));
}

const seatOfSecretary = `select seat_id from appointment where person_id = (select person_id from account where id = '${secretary}')`;

describe('the access version of an account', () => {
  it.each([
    ['a role is granted', `insert into role_grant (id, account_id, role) values (gen_random_uuid(), '${rater}', 'AUDITOR')`, ['rater']],
    ['a role is taken back', `update role_grant set revoked_at = now() where account_id = '${rater}' and role = 'AUDITOR'`, ['rater']],
    ['the row of a role is deleted', `delete from role_grant where account_id = '${rater}' and role = 'AUDITOR'`, ['rater']],
    ['a session is given another end', `update session set expires_at = expires_at + interval '1 hour' where account_id = '${rater}'`, ['rater']],
    ['a session is revoked', `update session set revoked_at = now() where account_id = '${rater}'`, ['rater']],
    ['the row of a session is deleted', `delete from session where account_id = '${rater}'`, ['rater']],
    ['the account is disabled', `update account set status = 'DISABLED' where id = '${rater}'`, ['rater']],
    ['the account is enabled again', `update account set status = 'ACTIVE' where id = '${rater}'`, ['rater']],
    [
      'its person is appointed',
      `insert into appointment (id, seat_id, person_id, started_on, ended_on)
       select gen_random_uuid(), (${seatOfSecretary}), person_id, '1990-01-01', '1991-01-01' from account where id = '${agency}'`,
      ['agency'],
    ],
    [
      'an appointment goes from one person to another',
      `update appointment set person_id = (select person_id from account where id = '${rater}')
       where person_id = (select person_id from account where id = '${agency}')`,
      ['agency', 'rater'],
    ],
    ['an appointment is deleted', `delete from appointment where person_id = (select person_id from account where id = '${rater}')`, ['rater']],
    [
      'its appointment ends',
      `update appointment set ended_on = '2099-01-01' where person_id = (select person_id from account where id = '${secretary}')`,
      ['secretary'],
    ],
    ['its seat is for something else', `update seat set function = 'MEMBER' where id in (${seatOfSecretary})`, ['secretary']],
    ['its assignment is in another state', `update rater_assignment set state = 'CONFLICTED' where rater_id = '${rater}'`, ['rater']],
    [
      'a conflict is declared',
      `insert into conflict_declaration (id, evaluation_id, rater_id, kind, source, decision)
       select gen_random_uuid(), evaluation_id, rater_id, 'OTHER', 'SELF', 'PENDING' from rater_assignment where rater_id = '${rater}'`,
      ['rater'],
    ],
    ['a conflict is decided', `update conflict_declaration set decision = 'CLEARED' where rater_id = '${rater}' and decision = 'PENDING'`, ['rater']],
  ])('is raised when %s', async (_, statement, raised) => {
    expect(await raisedBy(statement)).toEqual(raised);
  });

  it.each([
    ['a session is used', `update session set last_seen_at = now()`],
    ['a password is changed', `update account set password_hash = password_hash || 'x', version = version + 1 where id <> '${agency}'`],
    ['an appointment gets another basis', `update appointment set basis = 'Qaror', version = version + 1`],
    ['a seat gets another title', `update seat set title = title`],
    ['nothing of a role changes', `update role_grant set revoked_at = revoked_at`],
  ])('stays when %s', async (_, statement) => {
    expect(await raisedBy(statement)).toEqual([]);
  });

  it('is there from the beginning of the account on, and of nobody else', async () => {
    const made = await new AccountService(new UnitOfWork(test.orm, () => {})).create(null, {
      email: 'new@example.uz',
      password: 'a long enough password',
      familyName: 'Yangi',
      givenName: 'Odam',
      roles: [],
    });
    const accountId = made.ok ? made.value.accountId : '';
    expect(await version(accountId)).toMatch(/^\d+$/);
    expect(await readAccessVersions(test.database, ['00000000-0000-4000-8000-000000000000'])).toEqual(new Map());
  });

  it('is raised by what was committed alone', async () => {
    const before = await version(rater);
    await expect(
      test.database.transaction().execute(async (transaction) => {
        await sql`update account set status = 'DISABLED' where id = ${rater}`.execute(transaction);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await version(rater)).toBe(before);
  });
});

/** Changes a right of the account, and of nobody else. */
const touch = (accountId: string) =>
  sql`insert into role_grant (id, account_id, role, revoked_at) values (gen_random_uuid(), ${accountId}, 'AUDITOR', now())`;

describe('raising the access version', () => {
  it('waits for no other transaction, in whatever order two of them come to the same accounts', async () => {
    const before = [await version(agency), await version(rater)];
    await test.database.transaction().execute(async (first) => {
      await touch(agency).execute(first);
      await test.database.transaction().execute(async (second) => {
        // Whoever waited for the first would wait for ever: it is at its end only after the second.
        await sql`set local lock_timeout = '2s'`.execute(second);
        await touch(rater).execute(second);
        await touch(agency).execute(second);
        await touch(rater).execute(first);
      });
      const between = [await version(agency), await version(rater)];
      expect(between[0]).not.toBe(before[0]);
      expect(between[1]).not.toBe(before[1]);
      before.splice(0, 2, ...between);
    });
    expect(await version(agency)).not.toBe(before[0]);
    expect(await version(rater)).not.toBe(before[1]);
  });

  it('gives every commit a number of its own, and leaves no rows beside the counters in the end', async () => {
    const seen = new Set([await version(rater)]);
    const commits = 40;
    await Promise.all(
      Array.from({ length: commits }, () =>
        test.database.transaction().execute(async (transaction) => {
          await touch(rater).execute(transaction);
          await sql`select pg_sleep(0.005)`.execute(transaction);
        }),
      ),
    );
    const last = await version(rater);
    expect(Number(last) - Number([...seen][0])).toBe(commits);
    await touch(rater).execute(test.database);
    expect(Number(await version(rater))).toBe(Number(last) + 1);
    const beside = await test.database.selectFrom('account_access_change').select('id').where('account_id', '=', rater).execute();
    expect(beside).toEqual([]);
  });

  it('lets transactions that touch the same accounts in all orders run at once', async () => {
    const accounts = [1, 2, 3, 4, 5].map((number) => demonstrationAccountId(`rater${number}`));
    const orders = accounts.flatMap((_, at) => {
      const turned = [...accounts.slice(at), ...accounts.slice(0, at)];
      return [turned, turned.toReversed()];
    });
    const before = await readAccessVersions(test.database, accounts);
    // Of two that waited for each other, PostgreSQL would end one.
    await Promise.all(
      orders.map((order) =>
        test.database.transaction().execute(async (transaction) => {
          for (const accountId of order) {
            await touch(accountId).execute(transaction);
            await sql`select pg_sleep(0.002)`.execute(transaction);
          }
        }),
      ),
    );
    const after = await readAccessVersions(test.database, accounts);
    for (const accountId of accounts) {
      expect(Number(after.get(accountId)) - Number(before.get(accountId))).toBe(orders.length);
    }
  });
});
