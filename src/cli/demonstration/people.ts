import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import { foldForSearch, sortKey } from '../../language/index.js';
import { hashPassword } from '../../modules/accounts/index.js';
import { demonstrationEmail, demonstrationPeople } from './data/demonstration-people.js';

/** The password of every demonstration account. They exist in the demo profile alone. */
export const demonstrationPassword = 'kengash-demo';

/** The id of a demonstration account by its name, such as `rater1` or `secretary-uz-an`. */
export const demonstrationAccountId = (accountName: string): string => stableId('Account', `demo/${accountName}`);

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const chunk = 500;

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += chunk) {
    yield rows.slice(at, at + chunk);
  }
}

/** Loads the invented people with their accounts, roles and appointments; again it changes nothing. */
export async function seedPeople(database: Database): Promise<number> {
  for (const people of chunks(demonstrationPeople)) {
    await database
      .insertInto('person')
      .values(
        people.map((person) => ({
          id: stableId('Person', `demo/${person.key}`),
          family_name: person.familyName,
          given_name: person.givenName,
          patronymic: person.patronymic,
          organisation: person.organisation,
          invented: true,
          sort_key: sortKey(`${person.familyName} ${person.givenName}`),
          search_key: foldForSearch(`${person.familyName} ${person.givenName} ${person.patronymic}`),
          version: 1,
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await seedAccounts(database);
  await database
    .insertInto('appointment')
    .values(
      demonstrationPeople.flatMap(({ key, appointment }) =>
        appointment
          ? [
              {
                id: stableId('Appointment', `demo/${key}`),
                seat_id: stableId('Seat', `${appointment.councilCode}/${appointment.seatOrdinal}`),
                person_id: stableId('Person', `demo/${key}`),
                started_on: appointment.startedOn,
                ended_on: appointment.endedOn,
                basis: null,
                end_reason: appointment.endReason,
                version: 1,
              },
            ]
          : [],
      ),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return demonstrationPeople.length;
}

async function seedAccounts(database: Database): Promise<void> {
  const known = await database.selectFrom('account').select('email').execute();
  const emails = new Set(known.map(({ email }) => email));
  const missing = demonstrationPeople.flatMap((person) =>
    person.accountName !== null && !emails.has(demonstrationEmail(person.accountName))
      ? [{ ...person, accountName: person.accountName }]
      : [],
  );
  if (missing.length === 0) {
    return;
  }
  // One salt for all of them: the password is printed at every start, so nothing is hidden by more.
  const passwordHash = await hashPassword(demonstrationPassword);
  await database
    .insertInto('account')
    .values(
      missing.map((person) => ({
        id: demonstrationAccountId(person.accountName),
        person_id: stableId('Person', `demo/${person.key}`),
        email: demonstrationEmail(person.accountName),
        password_hash: passwordHash,
        version: 1,
      })),
    )
    .execute();
  const grants = missing.flatMap((person) => person.roles.map((role) => ({ person, role })));
  await database
    .insertInto('role_grant')
    .values(
      grants.map(({ person, role }) => ({
        id: stableId('RoleGrant', `demo/${person.accountName}/${role}`),
        account_id: demonstrationAccountId(person.accountName),
        role,
        granted_by: null,
        revoked_at: null,
      })),
    )
    .execute();
}
