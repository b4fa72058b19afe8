import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';
import { newSessionToken, sessionTokenHash } from '../../../src/modules/accounts/session-token.js';

/** Begins a session of an account that ends after so many seconds, by the database's clock. Gives its token. */
export async function beginSession(database: Database, accountId: string, seconds = 3_600): Promise<string> {
  const token = newSessionToken();
  await sql`insert into session (id, account_id, token_hash, expires_at)
    values (${randomUUID()}, ${accountId}, ${sessionTokenHash(token)}, now() + make_interval(secs => ${seconds}))`.execute(database);
  return token;
}

/** The database's clock, in milliseconds since 1970. */
export async function databaseTime(database: Database): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database);
  return new Date(rows[0]?.now ?? NaN).getTime();
}
