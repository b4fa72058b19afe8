import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { Outcome, Transaction } from '../../database/unit-of-work.js';
import { fault, ok } from '../../errors.js';
import { failuresBeforeLock, lockMinutes } from './lockout.js';
import './sign-in-failure.entity.js';

/** A refusal that is committed, because the failed attempt counts. */
export interface Refused {
  readonly refused: 'INVALID_CREDENTIALS' | 'ACCOUNT_LOCKED';
  readonly minutes: number;
}

/** Reads the hash that a password is checked against, of an active account; null when there is none. */
export async function readPasswordHash(database: Database, column: 'email' | 'id', value: string) {
  const known = await database
    .selectFrom('account')
    .select(['id', 'email', 'password_hash'])
    .where(column, '=', value)
    .where('status', '=', 'ACTIVE')
    .executeTakeFirst();
  return ok({ known: known ?? null });
}

/**
 * Judges an attempt on an address, known or not, one after the other: a locked address is refused without a word on the
 * password, a wrong password is counted, a right one clears the count. Null lets the attempt through.
 */
export async function judgeAttempt(
  transaction: Transaction,
  attempt: { readonly email: string; readonly accountId: string | null; readonly right: boolean },
): Promise<Refused | null> {
  const { database, now } = transaction;
  const addressHash = createHash('sha256').update(`kengash/sign-in/${attempt.email}`).digest('hex');
  const found = await database
    .insertInto('sign_in_failure')
    .values({ address_hash: addressHash, locked_until: null })
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ updated_at: sql`now()` }))
    .returning(['failures', 'locked_until'])
    .executeTakeFirstOrThrow();
  const locked = Math.ceil(((found.locked_until?.getTime() ?? 0) - now.getTime()) / 60_000);
  if (locked > 0) {
    return { refused: 'ACCOUNT_LOCKED', minutes: locked };
  }
  if (attempt.right) {
    await database.deleteFrom('sign_in_failure').where('address_hash', '=', addressHash).execute();
    return null;
  }
  const failures = found.failures + 1;
  const minutes = lockMinutes(failures);
  await database
    .updateTable('sign_in_failure')
    .set({ failures, locked_until: minutes > 0 ? new Date(now.getTime() + minutes * 60_000) : null })
    .where('address_hash', '=', addressHash)
    .execute();
  if (failures === 1) {
    await forgetOldFailures(database);
  }
  if (attempt.accountId !== null && failures >= failuresBeforeLock) {
    transaction.enter({
      action: 'account.locked',
      subjectType: 'Account',
      subjectId: attempt.accountId,
      body: { failures, minutes },
    });
  }
  return { refused: 'INVALID_CREDENTIALS', minutes: 0 };
}

/** The outcome as its caller learns it: what was refused was committed, and is a fault all the same. */
export function refusedIn<T extends object>(attempt: Outcome<T | Refused>, path: readonly string[] = []): Outcome<T> {
  if (!attempt.ok) {
    return attempt;
  }
  const { value } = attempt;
  if ('refused' in value) {
    return fault(value.refused, path, value.refused === 'ACCOUNT_LOCKED' ? { minutes: value.minutes } : {});
  }
  return { ok: true, value, positions: attempt.positions };
}

/** A day without a failure is a new beginning; guessed addresses do not fill the table. */
async function forgetOldFailures(database: Database): Promise<void> {
  await sql`delete from sign_in_failure where address_hash in (
    select address_hash from sign_in_failure where updated_at < now() - interval '1 day' limit 100 for update skip locked
  )`.execute(database);
}
