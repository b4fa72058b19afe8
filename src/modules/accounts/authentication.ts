import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { GrantedRole } from './role.js';
import { looksLikeSessionToken, sessionTokenHash } from './session-token.js';
import { anonymous, type Viewer } from './viewer.js';

/** Asked of other rooms: what decides of an account, besides the roles granted to it, what it may see. */
export interface Standing {
  /** What a person is in which council today, and when that changes by the passing of time. */
  readonly councilRolesOf: (database: Database, personId: string) => Promise<Pick<Viewer, 'councils' | 'councilsChangeAt'>>;
  /** The ids of the evaluations that an account has left, as an expression that gives an array. */
  readonly leftEvaluations: (accountId: RawBuilder<string>) => RawBuilder<string[]>;
}

/** The viewer behind a token; rejected when there is a token that is not, or no longer, good. */
export type Authentication = { readonly viewer: Viewer } | { readonly rejected: true };

/** Reads who stands behind a token. No token is the public; a bad one is refused, never taken for the public. */
export async function authenticate(
  database: Database,
  standing: Standing,
  token: string | null,
): Promise<Authentication> {
  if (token === null) {
    return { viewer: anonymous };
  }
  if (!looksLikeSessionToken(token)) {
    return { rejected: true };
  }
  const { rows } = await sql<{
    session_id: string;
    account_id: string;
    person_id: string;
    expires_at: Date;
    roles: GrantedRole[];
    left_evaluations: string[];
  }>`
    select s.id as session_id, a.id as account_id, a.person_id, s.expires_at,
      coalesce((select array_agg(g.role) from role_grant g where g.account_id = a.id and g.revoked_at is null),
        '{}') as roles,
      ${standing.leftEvaluations(sql`a.id`)} as left_evaluations
    from session s join account a on a.id = s.account_id
    where s.token_hash = ${sessionTokenHash(token)} and s.revoked_at is null and s.expires_at > now()
      and a.status = 'ACTIVE'
  `.execute(database);
  const row = rows[0];
  if (!row) {
    return { rejected: true };
  }
  return {
    viewer: {
      accountId: row.account_id,
      personId: row.person_id,
      sessionId: row.session_id,
      sessionExpiresAt: new Date(row.expires_at),
      roles: new Set(row.roles),
      leftEvaluations: new Set(row.left_evaluations),
      ...(await standing.councilRolesOf(database, row.person_id)),
    },
  };
}
