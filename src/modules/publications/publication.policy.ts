import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, isSignedIn, type Viewer } from '../accounts/index.js';
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

/** Whether the viewer may approve: an approver, once, while it waits. */
export function mayApprove(
  viewer: Viewer,
  { state, approverIds }: { readonly state: PublicationState; readonly approverIds: readonly string[] },
): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (state !== 'STAGED') {
    return refused('INVALID_STATE', { state });
  }
  return approverIds.includes(viewer.accountId) ? refused('ALREADY_APPROVED') : allowed;
}
