import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../database/unit-of-work.js';
import { inclusionPromise } from '../../ledger/receipt.js';
import { enterMarks } from './enter-marks.js';

/** The number of the lock of whoever enters what is due: the first bytes of "marks". */
const dueMarksLock = 0x6d61_726b;

/** Seconds before the promise of a receipt falls due at which it is kept. */
const ahead = 86_400;

/** Whether the promise that was made for a mark falls due, by the database's clock. */
export const isDue: RawBuilder<boolean> = sql<boolean>`score.created_at <= now() - make_interval(secs =>
  (case when score.round = 0 then ${inclusionPromise.individual - ahead}::int else ${inclusionPromise.inSession - ahead}::int end)::double precision)`;

/**
 * Enters the marks whose receipts promise it for the next day: a session that stands still for weeks, or a scoring that is
 * extended again and again, breaks no promise. The ledger then grows by as many hidden marks as are due, and no others. One
 * node at a time; and the evaluations are locked as a reveal does, which would enter them, too.
 */
export async function enterDueMarks(transaction: Transaction): Promise<void> {
  const { database } = transaction;
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${dueMarksLock}::bigint) as held`.execute(database);
  if (!rows[0]?.held) {
    return;
  }
  const due = await database
    .selectFrom('score')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'score.item_id')
    .select(['score.item_id', 'evaluation_item.evaluation_id'])
    .distinct()
    .where(isDue)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('ledger_entry').select('ledger_entry.id').whereRef('ledger_entry.reference', '=', 'score.commitment_hash'))),
    )
    .execute();
  if (due.length === 0) {
    return;
  }
  await database
    .selectFrom('evaluation')
    .select('id')
    .where('id', 'in', due.map(({ evaluation_id: id }) => id))
    .orderBy('id')
    .forUpdate()
    .execute();
  await enterMarks(transaction, due.map(({ item_id: id }) => id), isDue);
}
