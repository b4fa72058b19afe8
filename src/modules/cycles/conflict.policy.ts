import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import { beforeReveal, type CycleFacts } from './cycle.policy.js';
import type { ConflictKind } from './conflict-declaration.entity.js';
import type { RaterAssignmentState } from './rater-assignment.entity.js';

/** What the rules on an assignment look at. */
export interface AssignmentFacts {
  readonly raterId: string;
  readonly state: RaterAssignmentState;
}

/** Conflicts of interest are decided by those who run or approve cycles. */
export function mayDecideConflicts(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER') ? allowed : refused('FORBIDDEN');
}

/** A declared conflict is decided once, by somebody else than the rater, who has no seat in a council of the cycle. */
export function mayDecideConflict(
  viewer: Viewer,
  { raterId, state, isPending }: AssignmentFacts & { readonly isPending: boolean },
  { councilIds }: Pick<CycleFacts, 'councilIds'>,
): Decision {
  const decision = mayDecideConflicts(viewer);
  if (!decision.allowed) {
    return decision;
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (!isPending) {
    return refused('INVALID_STATE', { state: labelled('RaterAssignmentState', state) });
  }
  return raterId === viewer.accountId ? refused('FOUR_EYES_REQUIRED') : allowed;
}

/**
 * What ties a rater to a council is declared by the rater, until the marks are revealed: anything while the declaration
 * is waited for, and a conflict also later. That nothing does is said once.
 */
export function mayDeclareConflict(
  viewer: Viewer,
  { raterId, state }: AssignmentFacts,
  cycle: Pick<CycleFacts, 'state'>,
  kind: ConflictKind,
): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (raterId !== viewer.accountId) {
    return refused('NOT_ASSIGNED');
  }
  if (!beforeReveal.includes(cycle.state)) {
    return refused('INVALID_STATE', { state: labelled('RatingCycleState', cycle.state) });
  }
  const isOpen = state === 'DECLARING' || (state === 'ACTIVE' && kind !== 'NONE');
  return isOpen ? allowed : refused('INVALID_STATE', { state: labelled('RaterAssignmentState', state) });
}

/** A rater may leave the rating of a council at any time until its official points are settled, for good and at once. */
export function mayRecuse(viewer: Viewer, { raterId, state }: AssignmentFacts, cycle: Pick<CycleFacts, 'state'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (raterId !== viewer.accountId) {
    return refused('NOT_ASSIGNED');
  }
  if (cycle.state !== 'SCORING' && cycle.state !== 'DELIBERATION') {
    return refused('INVALID_STATE', { state: labelled('RatingCycleState', cycle.state) });
  }
  return state === 'ACTIVE' || state === 'COMPLETED'
    ? allowed
    : refused('INVALID_STATE', { state: labelled('RaterAssignmentState', state) });
}

/**
 * Whether the viewer may read what a rater has declared. The notes are personal, about family and money at times: they
 * are for the rater, for those who have to decide on them, and for whoever audits the decision. Other raters and the
 * councils' own people never read them, and an office that only sees who was assigned has no need to.
 */
export function mayReadConflicts(
  viewer: Viewer,
  { raterId }: Pick<AssignmentFacts, 'raterId'>,
  { councilIds }: Pick<CycleFacts, 'councilIds'>,
): boolean {
  if (!isSignedIn(viewer)) {
    return false;
  }
  return raterId === viewer.accountId || (hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR') && !sitsIn(viewer, ...councilIds));
}
