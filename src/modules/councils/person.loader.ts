import { sql } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import { type Context, type PersonRow, type PersonType, toPerson } from '../accounts/index.js';
import { mayReadPerson } from './person.policy.js';

/** A person with what decides who may read of them. */
interface PersonSightRow extends PersonRow {
  readonly has_seat: boolean;
  readonly account_id: string | null;
  readonly was_granted: boolean;
}

/** Persons by id, whoever asks: visibility is for the caller. */
const personById = defineLoader<string, PersonSightRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select([
      'person.id',
      'person.family_name',
      'person.given_name',
      'person.patronymic',
      'person.organisation',
      'person.invented',
      'account.id as account_id',
      sql<boolean>`exists (select 1 from appointment a where a.person_id = person.id)`.as('has_seat'),
      sql<boolean>`exists (select 1 from role_grant g where g.account_id = account.id)`.as('was_granted'),
    ])
    .where('person.id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** A person whom the viewer may see, or null. */
export async function readPerson(id: string, { loaders, viewer }: Context): Promise<PersonType | null> {
  const row = await loaders.of(personById).load(id);
  if (!row) {
    return null;
  }
  const account = row.account_id === null ? null : { accountId: row.account_id, wasGranted: row.was_granted };
  return mayReadPerson(viewer, { personId: row.id, hasSeat: row.has_seat, account }) ? toPerson(row) : null;
}
