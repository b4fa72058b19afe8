import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { AuditCaseState } from './audit-case.entity.js';
import { type AuditCaseAction, auditCaseMachine } from './audit-case.machine.js';

/** What the rules look at: who has an interest in what is found about a cycle. */
export interface AuditCaseFacts {
  /** The councils that the cycle rates. */
  readonly councilIds: readonly string[];
  /** The accounts that were assigned to rate in it, whatever became of that. */
  readonly raterIds: readonly string[];
}

/**
 * Whether the viewer may see a case: an auditor who neither holds a seat in a council of the cycle nor was to rate in it.
 * Nobody else, ever: a signal is no finding, and whoever it is about has not been heard.
 */
export function mayReadAuditCase(viewer: Viewer, { councilIds, raterIds }: AuditCaseFacts): boolean {
  return maySeeAuditCases(viewer) && !sitsIn(viewer, ...councilIds) && !raterIds.includes(viewer.accountId ?? '');
}

/** Whether there can be cases that the viewer may see. */
export function maySeeAuditCases(viewer: Viewer): boolean {
  return isSignedIn(viewer) && hasRole(viewer, 'AUDITOR');
}

/** Whether the viewer may close a case: whoever sees it, while it is open. */
export function mayResolveAuditCase(
  viewer: Viewer,
  facts: AuditCaseFacts & { readonly state: AuditCaseState },
  action: AuditCaseAction,
): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!mayReadAuditCase(viewer, facts)) {
    return refused('NOT_FOUND');
  }
  const line = transitionBy(auditCaseMachine, facts.state, action);
  if (!line) {
    return refused('INVALID_STATE', { state: labelled('AuditCaseState', facts.state) });
  }
  return hasRole(viewer, ...line.roles) ? allowed : refused('FORBIDDEN');
}
