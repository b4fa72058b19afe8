import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { hasRole, isSignedIn, type Viewer } from '../accounts/index.js';
import { transitionBy } from '../../machine.js';
import type { MethodologyVersionState } from './methodology-version.entity.js';
import { type MethodologyVersionAction, methodologyVersionMachine } from './methodology-version.machine.js';

/** What the rules look at. */
export interface VersionFacts {
  readonly state: MethodologyVersionState;
  readonly authoredBy: string | null;
}

/** What was once approved is public; drafts are for those who write, review or audit them. */
export function mayReadVersion(viewer: Viewer, { state }: Pick<VersionFacts, 'state'>): boolean {
  return (
    state === 'APPROVED' ||
    state === 'RETIRED' ||
    hasRole(viewer, 'METHODOLOGIST', 'APPROVER', 'AGENCY_ADMIN', 'AUDITOR')
  );
}

/** New versions are written by methodologists. */
export function mayWriteVersion(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'METHODOLOGIST') ? allowed : refused('FORBIDDEN');
}

/** Whether the viewer may take a version along its path now. */
export function mayMoveVersion(viewer: Viewer, facts: VersionFacts, action: MethodologyVersionAction): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!methodologyVersionMachine.transitions.some((line) => line.action === action && hasRole(viewer, ...line.roles))) {
    return refused('FORBIDDEN');
  }
  if (!transitionBy(methodologyVersionMachine, facts.state, action)) {
    return refused('INVALID_STATE', { state: labelled('MethodologyVersionState', facts.state) });
  }
  return action === 'approve' && facts.authoredBy === viewer.accountId ? refused('FOUR_EYES_REQUIRED') : allowed;
}
