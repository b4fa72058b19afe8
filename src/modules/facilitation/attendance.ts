import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/tables.js';

/**
 * Minutes for which somebody whom another person has checked out still takes part. Whoever leads checks out people who have
 * left without a word; it must not be a way to be rid of one who objects. Ten minutes are enough to see it and to come back
 * over a poor line, and no session waits longer for a place that is empty.
 */
export const putOutGraceMinutes = 10;

/**
 * The accounts that take part in what is led: those who are checked in, and those whom somebody else has checked out less
 * than the time of grace before an instant, which is now as long as people come and go. Checking out oneself ends it at once.
 */
export const takingPartIn = (subjectId: Expression<unknown>, at: Expression<unknown>): RawBuilder<string[]> =>
  accountsOfLast(subjectId, sql`true`, sql`(${isStillIn} or ${isPutOutBefore(at)})`);

/** The same of one subject. */
export const takingPartAt = (database: Database, subjectId: string, at: Date): Promise<ReadonlySet<string>> =>
  setOf(database, takingPartIn(sql`${subjectId}::uuid`, sql`${at}::timestamptz`));

/** The accounts that took part at an instant that is over, whatever they have done since. */
export function tookPartAt(database: Database, subjectId: string, at: Date): Promise<ReadonlySet<string>> {
  const then = sql`${at}::timestamptz`;
  // Instants in code have milliseconds, columns have more.
  const hadCome = sql`date_trunc('milliseconds', c.checked_in_at) <= ${then}`;
  const tookPart = sql`(${isStillIn} or last.checked_out_at > ${then} or ${isPutOutBefore(then)})`;
  return setOf(database, accountsOfLast(sql`${subjectId}::uuid`, hadCome, tookPart));
}

const isStillIn = sql`last.checked_out_at is null`;

const isPutOutBefore = (at: Expression<unknown>) =>
  sql`(last.checked_out_by <> last.account_id and last.checked_out_at > ${at} - make_interval(mins => ${sql.lit(putOutGraceMinutes)}))`;

/** The accounts whose last stay, of those that count, is of a kind. */
const accountsOfLast = (subjectId: Expression<unknown>, counts: Expression<unknown>, isOfKind: Expression<unknown>) => sql<string[]>`array(
  select last.account_id::text from (
    select distinct on (c.account_id) c.account_id, c.checked_out_at, c.checked_out_by
    from check_in c where c.subject_id = ${subjectId} and ${counts}
    order by c.account_id, c.checked_in_at desc, c.id desc) last
  where ${isOfKind})`;

async function setOf(database: Database, accounts: RawBuilder<string[]>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ ids: string[] }>`select ${accounts} as ids`.execute(database);
  return new Set(rows[0]?.ids);
}

/** How many of some people were checked in, and are there, or were checked out by somebody else: by whoever led. */
export async function attendanceByOthers(
  database: Database,
  subjectId: string,
  accountIds: readonly string[],
): Promise<{ readonly checkedInByLead: number; readonly checkedOutByLead: number }> {
  const { rows } = await sql<{ checkedInByLead: number; checkedOutByLead: number }>`
    select count(distinct account_id) filter (where checked_in_by <> account_id and checked_out_at is null)::int as "checkedInByLead",
      count(distinct account_id) filter (where checked_out_by <> account_id)::int as "checkedOutByLead"
    from check_in where subject_id = ${subjectId} and account_id = any(${[...accountIds]}::uuid[])`.execute(database);
  return rows[0] ?? { checkedInByLead: 0, checkedOutByLead: 0 };
}
