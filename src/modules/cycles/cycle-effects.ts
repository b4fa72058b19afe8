import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import type { SignedInViewer } from '../accounts/index.js';
import type { RatingCycle, RatingCycleState } from './rating-cycle.entity.js';

/** A step of a cycle, as the modules that follow it see it. */
export interface CycleStep {
  readonly cycle: RatingCycle;
  readonly from: RatingCycleState;
  readonly to: RatingCycleState;
  /** Null where the server itself takes the step, at the end of an embargo. */
  readonly viewer: SignedInViewer | null;
  /** The reason an approver gives for going on although a guard does not hold; null without one. */
  readonly exceptionReason: string | null;
}

/**
 * What another module does when a cycle moves, in the same transaction. Answers faults where the step cannot be taken;
 * then nothing of it is kept. Wired where the application is composed, in the order in which they run.
 */
export interface CycleEffects {
  apply(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]>;
}
