import type { Database } from '../../database/tables.js';
import type { Transaction } from '../../database/unit-of-work.js';
import type { NewEvent } from '../../realtime/event.js';
import { userStreamKey } from '../accounts/index.js';
import { todayInTashkent } from '../councils/index.js';
import { managerIds } from '../cycles/index.js';
import type { AppealContext } from './appeal-context.js';

/**
 * Something about an appeal has changed; told to one account that may see it. There is no stream that all of them hear:
 * those of evaluation and cycle are heard by raters and by other councils.
 */
export function appealChanged(accountId: string, appealId: string, unattributed = false): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'AppealChanged',
    entityType: 'Appeal',
    entityId: appealId,
    body: { appealId },
    unattributed,
  };
}

/** Who hears of it: the council's leaders alone of a draft, then those who run cycles and the panel too. */
export type AppealHearers = 'COUNCIL' | 'ALL' | 'OFFICE';

/** Tells those whom it concerns that an appeal has changed; what a panel does, without who of it did. */
export async function tellAppeal(
  transaction: Transaction,
  { appeal, facts }: Pick<AppealContext, 'appeal' | 'facts'>,
  hearers: AppealHearers = 'ALL',
  unattributed = false,
): Promise<void> {
  const { database } = transaction;
  const leaders = hearers === 'OFFICE' ? [] : await leaderIds(database, facts.councilId);
  const others = hearers === 'COUNCIL' ? [] : [...facts.panelIds, ...(await managerIds(database))];
  for (const accountId of new Set([...leaders, ...others])) {
    transaction.publish(appealChanged(accountId, appeal.id, unattributed));
  }
}

/** Tells approvers that a complaint waits for one of them. */
export async function tellApprovers(transaction: Transaction, appealId: string): Promise<void> {
  const rows = await transaction.database
    .selectFrom('role_grant')
    .select('account_id')
    .where('role', '=', 'APPROVER')
    .where('revoked_at', 'is', null)
    .execute();
  for (const { account_id: accountId } of rows) {
    transaction.publish(appealChanged(accountId, appealId));
  }
}

/** The accounts of those who lead a council: its chair and its secretariat. */
async function leaderIds(database: Database, councilId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .innerJoin('account', 'account.person_id', 'appointment.person_id')
    .select('account.id')
    .distinct()
    .where('seat.council_id', '=', councilId)
    .where('seat.function', 'in', ['CHAIR', 'RESPONSIBLE_SECRETARY', 'SECRETARIAT_OFFICER'])
    .where('appointment.started_on', '<=', todayInTashkent)
    .where((eb) => eb.or([eb('appointment.ended_on', 'is', null), eb('appointment.ended_on', '>', todayInTashkent)]))
    .execute();
  return rows.map(({ id }) => id);
}
