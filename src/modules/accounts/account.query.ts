import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { accountSight } from './account.policy.js';
import type { GrantedRole } from './role.js';
import type { Viewer } from './viewer.js';

/** An account with its person and its roles, without what nobody may read. */
export type AccountRow = Pick<Selectable<Tables['account']>, 'id' | 'person_id' | 'email' | 'status'> &
  Pick<Selectable<Tables['person']>, 'family_name' | 'given_name' | 'patronymic' | 'organisation' | 'invented'> & {
    /** The roles that are granted now, in a fixed order. */
    readonly roles: readonly GrantedRole[];
    /** Whether a role was ever granted to it. */
    readonly was_granted: boolean;
  };

/** Accounts by the names of their persons, in the order of the Uzbek alphabet. */
export const accountOrdering = defineOrdering([
  { column: 'person.sort_key', type: 'text', direction: 'asc' },
  { column: 'account.id', type: 'uuid', direction: 'asc' },
]);

/** Accounts with person and roles in one row, whoever asks: visibility is for the caller. */
export function accountRows(database: Database) {
  return database
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'account.id',
      'account.person_id',
      'account.email',
      'account.status',
      'person.family_name',
      'person.given_name',
      'person.patronymic',
      'person.organisation',
      'person.invented',
      sql<GrantedRole[]>`array(
        select g.role from role_grant g where g.account_id = account.id and g.revoked_at is null order by g.role)`.as('roles'),
      sql<boolean>`exists (select 1 from role_grant g where g.account_id = account.id)`.as('was_granted'),
    ]);
}

/** The rule of `mayReadAccount` as a condition on the table `account`, for lists. */
function accountVisible(viewer: Viewer): RawBuilder<boolean> {
  const own = sql<boolean>`account.id = ${viewer.accountId}`;
  switch (accountSight(viewer)) {
    case 'NONE':
      return sql<boolean>`false`;
    case 'ALL':
      return sql<boolean>`true`;
    case 'OWN':
      return own;
    case 'GRANTED':
      return sql<boolean>`(${own} or exists (select 1 from role_grant g where g.account_id = account.id))`;
  }
}

/** The accounts that the viewer may see; `search` is a folded text that the person's name has to hold. */
export function accountsFor(database: Database, viewer: Viewer, where: { role: GrantedRole | null; search: string | null }) {
  let query = accountRows(database).where(accountVisible(viewer));
  if (where.role !== null) {
    query = query.where(
      sql<boolean>`exists (
        select 1 from role_grant g
        where g.account_id = account.id and g.role = ${where.role} and g.revoked_at is null)`,
    );
  }
  return where.search === null ? query : query.where(sql<boolean>`strpos(person.search_key, ${where.search}) > 0`);
}
