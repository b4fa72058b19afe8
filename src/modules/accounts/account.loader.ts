import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Tables } from '../../database/tables.js';

const personColumns = ['id', 'family_name', 'given_name', 'patronymic', 'organisation', 'invented'] as const;

/** A person as plain rows see it. */
export type PersonRow = Pick<Selectable<Tables['person']>, (typeof personColumns)[number]>;

/** An account without what nobody may read. */
export type AccountRow = Pick<Selectable<Tables['account']>, 'id' | 'person_id' | 'email' | 'status'>;

/** A session without its hash. */
export type SessionRow = Omit<Selectable<Tables['session']>, 'token_hash'>;

/** Persons by id. */
export const personById = defineLoader<string, PersonRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('person').select(personColumns).where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Accounts by id. */
export const accountById = defineLoader<string, AccountRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('account')
    .select(['id', 'person_id', 'email', 'status'])
    .where('id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The running sessions of an account, newest first. */
export const sessionsOfAccount = defineLoader<string, SessionRow[]>(async (database, accountIds) => {
  const rows = await database
    .selectFrom('session')
    .select(['id', 'account_id', 'user_agent', 'created_at', 'last_seen_at', 'expires_at', 'revoked_at'])
    .where('account_id', 'in', accountIds)
    .where('revoked_at', 'is', null)
    .where((eb) => eb('expires_at', '>', eb.fn<Date>('now', [])))
    .orderBy('id', 'desc')
    .execute();
  return grouped(accountIds, rows, (row) => row.account_id);
});
