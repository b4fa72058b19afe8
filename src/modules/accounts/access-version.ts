import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import './account-access.entity.js';

/**
 * Reads the access versions of accounts with one statement: opaque texts, to be compared for equality alone. Accounts
 * that do not exist are left out.
 *
 * A version is raised in the very transaction that changes what follows for the account from a row of these:
 *
 * | row                  | what follows from it                                    | read by                                     |
 * | -------------------- | ------------------------------------------------------- | ------------------------------------------- |
 * | account              | whether it can be signed in with (status), who it is    | authenticate                                |
 * | session              | how long a token is good                                | authenticate                                |
 * | role_grant           | the roles of the viewer                                 | authenticate; all policies by `hasRole`     |
 * | appointment          | the roles in councils, on the days between its dates    | councilRolesOf; `holds` and `sitsIn`        |
 * | seat                 | which roles, and in which council, an appointment gives | councilRolesOf                              |
 * | rater_assignment     | sight of evaluations; what a rater sees of items        | leftEvaluations; mayReadEvaluation, mark.policy   |
 * | conflict_declaration | whether a rater may still come to rate                  | mayDecideConflict, mayReadSelfAssessment    |
 *
 * Left out is what the policies read of objects, not of people: the states of cycles, items and publications, the last
 * days of cycles, and marks already submitted. Objects are read anew for every event; where a step of theirs ends the
 * right to listen, the stream says so itself by an event. Left out as well is what happens by the passing of time: the
 * end of a session, the day on which an appointment begins or ends. `ListeningRight.until` tells those.
 *
 * A right that was read after the version holds for as long as the version is the same, by the same database; read the
 * other way round, a change between the two would be overlooked.
 */
export async function readAccessVersions(
  database: Database,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ account_id: string; version: string }>`
    select a.account_id, (a.version + (
      select count(*) from account_access_change c where c.account_id = a.account_id))::text as version
    from account_access a where a.account_id = any(${accountIds}::uuid[])
  `.execute(database);
  return new Map(rows.map((row) => [row.account_id, row.version]));
}
