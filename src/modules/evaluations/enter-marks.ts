import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../database/unit-of-work.js';

/**
 * Enters the commitments of all marks of items in the ledger, and of void ones that they are; those that are there already
 * are left out. Those of one rater for one item stand in the order in which they came, the one that stands last; the order
 * of all others tells nothing. It is done when a round is opened, and not when they come in: until then the ledger, which
 * everybody can see grow, would tell how many marks there are. For the same reason those of a round that was given up wait
 * for the next one that is opened, or for the decision. Raters hold receipts meanwhile. Where a condition is given, only
 * the marks that meet it are entered.
 */
export async function enterMarks(
  transaction: Transaction,
  itemIds: readonly string[],
  condition: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<void> {
  if (itemIds.length === 0) {
    return;
  }
  await transaction.em.flush();
  const marks = await transaction.database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .select(['score.item_id', 'score.assignment_id', 'score.round', 'score.state', 'score.commitment_hash', 'rater_assignment.pseudonym'])
    .where('score.item_id', 'in', itemIds)
    .where(condition)
    .orderBy('score.item_id')
    .orderBy('score.round')
    .orderBy('score.assignment_id')
    // The clock of a transaction that had to wait may be behind.
    .orderBy(sql`score.state <> 'SUPERSEDED'`)
    .orderBy('score.created_at')
    .orderBy('score.id')
    .execute();
  const entered = await enteredAmong(transaction, marks.map((mark) => mark.commitment_hash));
  const marked = new Set<string>();
  for (const mark of marks) {
    const place = `${mark.item_id} ${mark.assignment_id} ${mark.round}`;
    const commitment = mark.commitment_hash;
    if (!entered.has(commitment)) {
      transaction.enter({
        action: marked.has(place) ? 'score.superseded' : 'score.committed',
        subjectType: 'EvaluationItem',
        subjectId: mark.item_id,
        body: { rater: mark.pseudonym, commitment },
        reference: commitment,
      });
      if (mark.state === 'VOID') {
        enterVoid(transaction, mark.item_id, commitment);
      }
    }
    marked.add(place);
  }
}

/** Which of some commitments are in the ledger. */
export async function enteredAmong({ database }: Transaction, commitments: readonly string[]): Promise<ReadonlySet<string>> {
  const rows =
    commitments.length === 0
      ? []
      : await database.selectFrom('ledger_entry').select('reference').where('reference', 'in', commitments).execute();
  return new Set(rows.flatMap(({ reference }) => (reference === null ? [] : [reference])));
}

/** Enters that a mark that is in the ledger counts for nothing any more. */
export function enterVoid(transaction: Transaction, itemId: string, commitment: string): void {
  transaction.enter({ action: 'score.voided', subjectType: 'EvaluationItem', subjectId: itemId, body: { commitment } });
}
