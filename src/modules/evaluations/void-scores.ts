import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { enteredAmong, enterVoid } from './enter-marks.js';
import { type Score, ScoreEntity } from './score.entity.js';
import { scoreMachine } from './score.machine.js';

/**
 * Voids the marks of a rater who leaves an evaluation: they stay as rows and leave the computation. Of hidden ones the
 * ledger is told when their round is opened, or the item decided.
 */
export async function voidScores(transaction: Transaction, assignmentId: string): Promise<void> {
  await voidMarks(transaction, await transaction.em.find(ScoreEntity, { assignmentId, state: { $in: ['COMMITTED', 'REVEALED'] } }));
}

/** Voids marks, and tells the ledger so of those that it knows. */
export async function voidMarks(transaction: Transaction, scores: readonly Score[]): Promise<void> {
  const entered = await enteredAmong(transaction, scores.map(({ commitmentHash }) => commitmentHash));
  for (const score of scores) {
    take(scoreMachine, score, 'void');
    if (entered.has(score.commitmentHash)) {
      enterVoid(transaction, score.itemId, score.commitmentHash);
    }
  }
}
