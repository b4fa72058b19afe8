import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';

/** Whether an account may lead a session: it is impartial, it has an interest in one of the councils, or it is none. */
export type Impartiality = 'IMPARTIAL' | 'INTERESTED' | 'NO_FACILITATOR';

/**
 * Who of some accounts may lead the rating of councils: active facilitators who neither sit in any of them nor are
 * assigned to rate one, whatever became of the assignment.
 */
export async function impartialFacilitators(
  database: Database,
  accountIds: readonly string[],
  evaluationIds: readonly string[],
): Promise<ReadonlyMap<string, Impartiality>> {
  const rows = await database
    .selectFrom('account')
    .select([
      'account.id',
      sql<boolean>`exists (
        select 1 from role_grant g where g.account_id = account.id and g.role = 'FACILITATOR' and g.revoked_at is null)`.as('is_facilitator'),
      sql<boolean>`exists (
        select 1 from rater_assignment a
        where a.rater_id = account.id and a.evaluation_id = any(${[...evaluationIds]}::uuid[]))`.as('is_rater'),
      sits(evaluationIds).as('sits'),
    ])
    .where('account.id', 'in', [...accountIds])
    .where('account.status', '=', 'ACTIVE')
    .execute();
  return new Map(
    rows.map(({ id, is_facilitator, is_rater, sits: isSeated }) => [
      id,
      is_facilitator ? (is_rater || isSeated ? 'INTERESTED' : 'IMPARTIAL') : 'NO_FACILITATOR',
    ]),
  );
}

/**
 * Whether accounts hold a seat in one of the councils, or were to rate one and have left; an account that is not there is
 * not in the answer.
 */
export async function interestedIn(
  database: Database,
  accountIds: readonly string[],
  evaluationIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (accountIds.length === 0) {
    return new Map();
  }
  const rows = await database
    .selectFrom('account')
    .select(['account.id', sql<boolean>`${sits(evaluationIds)} or ${hasLeft(evaluationIds)}`.as('is_interested')])
    .where('account.id', 'in', [...accountIds])
    .where('account.status', '=', 'ACTIVE')
    .execute();
  return new Map(rows.map((row) => [row.id, row.is_interested]));
}

/** Whether an account holds the office of approver. */
export async function isApprover(database: Database, accountId: string): Promise<boolean> {
  const grant = await database
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', '=', 'APPROVER')
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return grant !== undefined;
}

const sits = (evaluationIds: readonly string[]) => sql<boolean>`exists (
  select 1 from appointment p join seat s on s.id = p.seat_id join evaluation e on e.council_id = s.council_id
  where p.person_id = account.person_id and e.id = any(${[...evaluationIds]}::uuid[])
    and (p.ended_on is null or p.ended_on > (now() at time zone 'Asia/Tashkent')::date))`;

const hasLeft = (evaluationIds: readonly string[]) => sql<boolean>`exists (
  select 1 from rater_assignment a
  where a.rater_id = account.id and a.evaluation_id = any(${[...evaluationIds]}::uuid[]) and a.state in ('CONFLICTED', 'RECUSED'))`;
