import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, holds, isSignedIn, type Viewer } from '../accounts/index.js';
import type { RatingCycleState } from '../cycles/index.js';

/** What the rules look at. */
export interface EvidenceFacts {
  readonly councilId: string;
  readonly cycleState: RatingCycleState;
}

/** A council's leaders bring evidence while it is open; after the close only an approver may let a late one in. */
export function mayAddEvidence(viewer: Viewer, { councilId, cycleState }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (cycleState === 'EVIDENCE_CLOSED' && hasRole(viewer, 'APPROVER')) {
    return allowed;
  }
  if (!holds(viewer, councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return cycleState === 'EVIDENCE_OPEN' ? allowed : refused('EVIDENCE_CLOSED');
}

/** What was brought is taken back by the council's leaders alone, while evidence is open. */
export function mayWithdrawEvidence(viewer: Viewer, { councilId, cycleState }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!holds(viewer, councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return cycleState === 'EVIDENCE_OPEN' ? allowed : refused('EVIDENCE_CLOSED');
}

/** Whoever may add evidence somewhere may bring a file. */
export function mayUpload(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  const leads = [...viewer.councils.values()].some((roles) => roles.has('CHAIR') || roles.has('SECRETARY'));
  return leads || hasRole(viewer, 'APPROVER') ? allowed : refused('FORBIDDEN');
}

/** Evidence is accepted or rejected by the cycle manager, until the marks are made. */
export function mayDecideEvidence(viewer: Viewer, { cycleState }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'CYCLE_MANAGER')) {
    return refused('FORBIDDEN');
  }
  return ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED'].includes(cycleState) ? allowed : refused('EVIDENCE_CLOSED');
}
