import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { hasRole, holds, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import { transitionBy } from '../../machine.js';
import type { OpenDoors, RatingCycleState } from '../cycles/index.js';
import type { EvidenceState } from './evidence.entity.js';
import { type EvidenceAction, evidenceMachine } from './evidence.machine.js';

/** What the rules look at. */
export interface EvidenceFacts {
  readonly councilId: string;
  readonly cycleState: RatingCycleState;
  /** What the cycle lets in today. */
  readonly open: OpenDoors;
}

/** While evidence can still be looked at before anybody marks by it. */
const beforeScoring: readonly RatingCycleState[] = ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED'];

/**
 * A council's leaders bring evidence while it is open; after the close only an approver may let a late one in, and none
 * of the council's own people.
 */
export function mayAddEvidence(viewer: Viewer, { councilId, cycleState, open }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!open.evidence && hasRole(viewer, 'APPROVER')) {
    if (!beforeScoring.includes(cycleState)) {
      return refused('EVIDENCE_CLOSED');
    }
    return sitsIn(viewer, councilId) ? refused('CONFLICT_OF_INTEREST') : allowed;
  }
  if (!holds(viewer, councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return open.evidence ? allowed : refused('EVIDENCE_CLOSED');
}

/** What was brought is taken back by the council's leaders alone, while evidence is open. */
function mayWithdrawEvidence(viewer: Viewer, { councilId, open }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!holds(viewer, councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return open.evidence ? allowed : refused('EVIDENCE_CLOSED');
}

/** Whether the viewer may take a piece of evidence along its path now. */
export function mayMoveEvidence(
  viewer: Viewer,
  facts: EvidenceFacts & { readonly state: EvidenceState },
  action: EvidenceAction,
): Decision {
  const decision = action === 'withdraw' ? mayWithdrawEvidence(viewer, facts) : mayDecideEvidence(viewer, facts);
  if (!decision.allowed || transitionBy(evidenceMachine, facts.state, action)) {
    return decision;
  }
  return refused('INVALID_STATE', { state: labelled('EvidenceState', facts.state) });
}

/** Whoever may add evidence somewhere may bring a file. */
export function mayUpload(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  const leads = [...viewer.councils.values()].some((roles) => roles.has('CHAIR') || roles.has('SECRETARY'));
  return leads || hasRole(viewer, 'APPROVER') ? allowed : refused('FORBIDDEN');
}

/** Evidence is accepted or rejected by a cycle manager who has no seat in the council, until the marks are made. */
function mayDecideEvidence(viewer: Viewer, { councilId, cycleState }: EvidenceFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'CYCLE_MANAGER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, councilId)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  return beforeScoring.includes(cycleState) ? allowed : refused('EVIDENCE_CLOSED');
}
