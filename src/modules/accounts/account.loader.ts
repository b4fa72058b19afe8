import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Tables } from '../../database/tables.js';
import { type AccountRow, accountRows } from './account.query.js';

/** A person as plain rows see it. */
export type PersonRow = Pick<
  Selectable<Tables['person']>,
  'id' | 'family_name' | 'given_name' | 'patronymic' | 'organisation' | 'invented'
>;

/** A session without its hash. */
export type SessionRow = Omit<Selectable<Tables['session']>, 'token_hash'>;

/** Accounts by id, whoever asks: visibility is for the caller. */
export const accountById = defineLoader<string, AccountRow | null>(async (database, ids) => {
  const rows = await accountRows(database).where('account.id', 'in', ids).execute();
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
