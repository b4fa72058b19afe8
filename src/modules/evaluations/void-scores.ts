import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { ScoreEntity } from './score.entity.js';
import { scoreMachine } from './score.machine.js';

/** Voids the marks of a rater who leaves an evaluation: they stay as rows and leave the computation. */
export async function voidScores(transaction: Transaction, assignmentId: string): Promise<void> {
  const { em } = transaction;
  for (const score of await em.find(ScoreEntity, { assignmentId, state: { $in: ['COMMITTED', 'REVEALED'] } })) {
    take(scoreMachine, score, 'void');
    transaction.enter({
      action: 'score.voided',
      subjectType: 'EvaluationItem',
      subjectId: score.itemId,
      body: { commitment: score.commitmentHash },
    });
  }
}
