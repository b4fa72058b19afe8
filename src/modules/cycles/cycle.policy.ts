import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionTo } from '../../machine.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import { ratingCycleMachine } from './rating-cycle.machine.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** Cycles are for whoever signs in; the public sees those that are published. */
export function mayReadCycle(viewer: Viewer, { state }: { readonly state: RatingCycleState }): boolean {
  return readableStates(viewer)?.includes(state) ?? true;
}

/** The states of the cycles that the viewer may see; null: all. */
export function readableStates(viewer: Viewer): readonly RatingCycleState[] | null {
  return isSignedIn(viewer) ? null : ['PUBLISHED', 'ARCHIVED'];
}

/** Cycles are run, and raters assigned, by cycle managers. */
export function mayManageCycles(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'CYCLE_MANAGER') ? allowed : refused('FORBIDDEN');
}

/** What the rules on one cycle look at. */
export interface CycleFacts {
  readonly state: RatingCycleState;
  /** The councils that it rates. Whoever holds a seat in one of them decides nothing about the cycle. */
  readonly councilIds: readonly string[];
}

/** One cycle is run by cycle managers who have no seat in any of its councils. */
export function mayManageCycle(viewer: Viewer, { councilIds }: Pick<CycleFacts, 'councilIds'>): Decision {
  const decision = mayManageCycles(viewer);
  return decision.allowed && sitsIn(viewer, ...councilIds) ? refused('CONFLICT_OF_INTEREST') : decision;
}

/** States of a cycle in which raters are assigned, conflicts declared, and last days moved. */
export const beforeReveal: readonly RatingCycleState[] = ['PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING'];

/** Last days are moved by whoever runs the cycle, while one of them still lies ahead on its path. */
export function mayExtendCycle(viewer: Viewer, facts: CycleFacts): Decision {
  return beforeTheReveal(mayManageCycle(viewer, facts), facts.state);
}

/** Raters are assigned by whoever runs the cycle, until the marks are revealed. */
export function mayAssignRaters(viewer: Viewer, facts: CycleFacts): Decision {
  return beforeTheReveal(mayManageCycle(viewer, facts), facts.state);
}

function beforeTheReveal(decision: Decision, state: RatingCycleState): Decision {
  const isLate = decision.allowed && !beforeReveal.includes(state);
  return isLate ? refused('INVALID_STATE', { state: labelled('RatingCycleState', state) }) : decision;
}

/** Whether the viewer may take a cycle to a state, guards that need the database apart. */
export function mayAdvanceCycle(viewer: Viewer, { state: from, councilIds }: CycleFacts, to: RatingCycleState): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  const line = transitionTo(ratingCycleMachine, from, to);
  if (!line) {
    return refused('INVALID_STATE', { state: labelled('RatingCycleState', from) });
  }
  if (line.action === 'publish') {
    return refused('PUBLISHED_BY_APPROVAL');
  }
  return hasRole(viewer, ...line.roles) ? allowed : refused('FORBIDDEN');
}

/** Who was assigned is known to those who run, approve and audit, and to the rater; raters do not learn each other's names. */
export function mayReadAssignment(viewer: Viewer, raterId: string): boolean {
  return hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'AGENCY_ADMIN') || viewer.accountId === raterId;
}
