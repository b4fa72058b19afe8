import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { PublicationState } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';

/** Approvals that a publication needs, and words that withdraw it again, each of another approver. */
export const neededApprovals = 2;

/** Whether the viewer may see publications that are not public yet. */
export function mayReadStaged(viewer: Viewer): boolean {
  return hasRole(viewer, 'APPROVER', 'CYCLE_MANAGER', 'AUDITOR');
}

/** What was ever published is for everyone, for ever; what was not, staged or withdrawn, is for those who work on it. */
export function mayReadPublication(viewer: Viewer, { publishedAt }: { readonly publishedAt: Date | null }): boolean {
  return publishedAt !== null || mayReadStaged(viewer);
}

/** What was in a table that was public and is withdrawn is for those who work on it; for everyone that it was there, and why it is not. */
export function mayReadContent(viewer: Viewer, { state }: { readonly state: PublicationState }): boolean {
  return state !== 'WITHDRAWN' || mayReadStaged(viewer);
}

/** Who approved is for approvers and auditors. */
export function mayReadApprovers(viewer: Viewer): boolean {
  return hasRole(viewer, 'APPROVER', 'AUDITOR');
}

/**
 * Those who may not say yes once more: all who have. Only where enough of them stand without the table being published,
 * for one had lost the role for a time, may any approver take the last step.
 */
export function approversHeard(given: readonly string[], standing: readonly string[]): readonly string[] {
  return standing.length < neededApprovals ? given : [];
}

/** What the rule of approval looks at. */
export interface ApprovalFacts {
  readonly state: PublicationState;
  readonly approverIds: readonly string[];
  /** The councils in the table: none of their own people approves it. */
  readonly councilIds: readonly string[];
}

/** Whether the viewer is an approver without a seat in any of the councils. */
function byImpartialApprover(viewer: Viewer, councilIds: readonly string[]): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  return allowed;
}

/** Whether the viewer may approve: an approver who has no seat in any of the councils, once, while it waits. */
export function mayApprove(viewer: Viewer, { state, approverIds, councilIds }: ApprovalFacts): Decision {
  const byRole = byImpartialApprover(viewer, councilIds);
  if (!byRole.allowed) {
    return byRole;
  }
  if (!transitionBy(publicationMachine, state, 'approve')) {
    return refused('INVALID_STATE', { state: labelled('PublicationState', state) });
  }
  return isSignedIn(viewer) && approverIds.includes(viewer.accountId) ? refused('ALREADY_APPROVED') : allowed;
}

/** What the rule of withdrawal looks at. */
export interface WithdrawalFacts extends Pick<ApprovalFacts, 'state' | 'councilIds'> {
  /** The number of the table that it corrects; null for the first one of a cycle. */
  readonly corrects: number | null;
  /** Those who may not say so once more. */
  readonly withdrawnBy: readonly string[];
}

/**
 * A table is withdrawn by approvers who have no seat in any of the councils: a correction that waits by one of them, what is
 * public by two. The first table of a cycle, while it waits, is given up with the cycle, which could never be published
 * without it.
 */
export function mayWithdraw(viewer: Viewer, { state, corrects, withdrawnBy, councilIds }: WithdrawalFacts): Decision {
  const byRole = byImpartialApprover(viewer, councilIds);
  if (!byRole.allowed) {
    return byRole;
  }
  if (!transitionBy(publicationMachine, state, 'withdraw')) {
    return refused('INVALID_STATE', { state: labelled('PublicationState', state) });
  }
  if (state !== 'PUBLISHED' && corrects === null) {
    return refused('WITHDRAWN_WITH_CYCLE');
  }
  return isSignedIn(viewer) && withdrawnBy.includes(viewer.accountId) ? refused('ALREADY_APPROVED') : allowed;
}

/** What the rule of correction looks at. */
export interface CorrectionFacts extends Pick<ApprovalFacts, 'state' | 'councilIds'> {
  /** Whether no later table of the cycle was ever public. */
  readonly isNewest: boolean;
}

/**
 * A published table is corrected by an approver who has no seat in any of the councils; two approve the correction. So is the
 * last one that was published and then withdrawn: otherwise the cycle would never have a table again.
 */
export function mayCorrect(viewer: Viewer, { state, isNewest, councilIds }: CorrectionFacts): Decision {
  const byRole = byImpartialApprover(viewer, councilIds);
  if (!byRole.allowed) {
    return byRole;
  }
  const isCorrigible = transitionBy(publicationMachine, state, 'correct') !== null || (state === 'WITHDRAWN' && isNewest);
  return isCorrigible ? allowed : refused('INVALID_STATE', { state: labelled('PublicationState', state) });
}
