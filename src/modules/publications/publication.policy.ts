import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { PublicationState } from './publication.entity.js';

/** Approvals that a publication needs, each of another approver. */
export const neededApprovals = 2;

/** Whether the viewer may see publications that are not public yet. */
export function mayReadStaged(viewer: Viewer): boolean {
  return hasRole(viewer, 'APPROVER', 'CYCLE_MANAGER', 'AUDITOR');
}

/** What was ever published is for everyone, for ever; what was not, staged or withdrawn, is for those who work on it. */
export function mayReadPublication(viewer: Viewer, { publishedAt }: { readonly publishedAt: Date | null }): boolean {
  return publishedAt !== null || mayReadStaged(viewer);
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

/** Whether the viewer may approve: an approver who has no seat in any of the councils, once, while it waits. */
export function mayApprove(viewer: Viewer, { state, approverIds, councilIds }: ApprovalFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (state !== 'STAGED') {
    return refused('INVALID_STATE', { state: labelled('PublicationState', state) });
  }
  return approverIds.includes(viewer.accountId) ? refused('ALREADY_APPROVED') : allowed;
}

/** What the rule of withdrawal looks at. */
export interface WithdrawalFacts extends Pick<ApprovalFacts, 'state' | 'councilIds'> {
  /** The number of the table that it corrects; null for the first one of a cycle. */
  readonly corrects: number | null;
}

/**
 * A correction that waits is given up by an approver who has no seat in any of the councils. The first table of a cycle is
 * given up with the cycle: without it, the cycle could never be published.
 */
export function mayWithdraw(viewer: Viewer, { state, corrects, councilIds }: WithdrawalFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (state !== 'STAGED') {
    return refused('INVALID_STATE', { state: labelled('PublicationState', state) });
  }
  return corrects === null ? refused('WITHDRAWN_WITH_CYCLE') : allowed;
}

/** A published table is corrected by an approver who has no seat in any of the councils; two approve the correction. */
export function mayCorrect(viewer: Viewer, { state, councilIds }: Pick<ApprovalFacts, 'state' | 'councilIds'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  return state === 'PUBLISHED' ? allowed : refused('INVALID_STATE', { state: labelled('PublicationState', state) });
}
