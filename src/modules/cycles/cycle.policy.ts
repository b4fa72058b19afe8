import { allowed, type Decision, refused } from '../../decision.js';
import { transitionTo } from '../../machine.js';
import { hasRole, isSignedIn, type Viewer } from '../accounts/index.js';
import { ratingCycleMachine } from './rating-cycle.machine.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** Cycles are for whoever signs in; the public sees those that are published. */
export function mayReadCycle(viewer: Viewer, { state }: { readonly state: RatingCycleState }): boolean {
  return isSignedIn(viewer) || state === 'PUBLISHED' || state === 'ARCHIVED';
}

/** Cycles are run, and raters assigned, by cycle managers. */
export function mayManageCycles(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'CYCLE_MANAGER') ? allowed : refused('FORBIDDEN');
}

/** Last days are moved by cycle managers, while one of them still lies ahead on the cycle's path. */
export function mayExtendCycle(viewer: Viewer, state: RatingCycleState): Decision {
  const decision = mayManageCycles(viewer);
  if (!decision.allowed) {
    return decision;
  }
  const open: readonly RatingCycleState[] = ['PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING'];
  return open.includes(state) ? allowed : refused('INVALID_STATE', { state });
}

/** Whether the viewer may take a cycle to a state, guards apart. */
export function mayAdvanceCycle(viewer: Viewer, from: RatingCycleState, to: RatingCycleState): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  const line = transitionTo(ratingCycleMachine, from, to);
  if (!line) {
    return refused('INVALID_STATE', { state: from });
  }
  if (line.action === 'publish') {
    return refused('GUARD_NOT_MET');
  }
  return hasRole(viewer, ...line.roles) ? allowed : refused('FORBIDDEN');
}

/** A conflict of interest is decided by those who run or approve the cycle. */
export function mayDecideConflicts(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER') ? allowed : refused('FORBIDDEN');
}

/** Who was assigned is known to those who run, approve and audit; raters do not learn each other's names. */
export function mayReadAssignments(viewer: Viewer): boolean {
  return hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'AGENCY_ADMIN');
}
