import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import { EvaluationEntity } from './evaluation.entity.js';
import { type RaterAssignment, RaterAssignmentEntity } from './rater-assignment.entity.js';
import { type RatingCycle, RatingCycleEntity } from './rating-cycle.entity.js';

/** Asked of the sessions: to lock those of a council that are not over. */
export type LockSessions = (transaction: Transaction, evaluationId: string) => Promise<unknown>;

/** Whose rating of what is locked. */
export interface RatingPlace {
  readonly cycleId: string;
  readonly evaluationId: string;
  readonly assignmentId: string;
}

/**
 * Locks all that a rater who leaves is part of, before anything of it is changed and in the one order that marks, closes
 * and reveals keep to: the cycle, shared; its sessions; the assignment; the evaluation. So a reveal is before the leaving
 * or after it, and never opens a mark that is being voided.
 */
export async function lockRating(
  transaction: Transaction,
  { cycleId, evaluationId, assignmentId }: RatingPlace,
  lockSessions: LockSessions,
): Promise<{ readonly cycle: RatingCycle; readonly assignment: RaterAssignment }> {
  const { em } = transaction;
  const cycle = await em.findOneOrFail(RatingCycleEntity, { id: cycleId }, { lockMode: LockMode.PESSIMISTIC_READ });
  await lockSessions(transaction, evaluationId);
  const assignment = await em.findOneOrFail(RaterAssignmentEntity, { id: assignmentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  await em.findOneOrFail(EvaluationEntity, { id: evaluationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return { cycle, assignment };
}
