import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { hasRole, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { RatingCycleState } from '../cycles/index.js';
import { appealable, seesAllAppeals } from './appeal.policy.js';
import type { EqualTreatmentState } from './equal-treatment.entity.js';
import { type EqualTreatmentAction, equalTreatmentMachine } from './equal-treatment.machine.js';

/** What the rules on a check look at. */
export interface EqualTreatmentFacts {
  readonly state: EqualTreatmentState;
  readonly cycleState: RatingCycleState;
  readonly cycleCouncilIds: readonly string[];
  /** The accounts of the panel whose decision has made it necessary. */
  readonly panelIds: readonly string[];
  /** The accounts that were ever assigned to rate the council that is checked. */
  readonly raterIds: readonly string[];
  /** Who has said what it comes to; null while nobody has. */
  readonly proposedBy: string | null;
}

/** Checks are for those who run, approve and audit, and for the panel that has made them necessary. */
export function mayReadTask(viewer: Viewer, { panelIds }: Pick<EqualTreatmentFacts, 'panelIds'>): boolean {
  return isSignedIn(viewer) && (seesAllAppeals(viewer) || panelIds.includes(viewer.accountId));
}

/**
 * What a check comes to is proposed, and confirmed or refused by another one: by members of the panel or approvers, without
 * a seat in a council of the cycle, and not by whoever was to rate the council that is checked, as no panel has such a
 * member either.
 */
export function mayStepTask(viewer: Viewer, facts: EqualTreatmentFacts, action: EqualTreatmentAction): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!facts.panelIds.includes(viewer.accountId) && !hasRole(viewer, 'APPROVER')) {
    return refused('FORBIDDEN');
  }
  if (sitsIn(viewer, ...facts.cycleCouncilIds) || facts.raterIds.includes(viewer.accountId)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (!transitionBy(equalTreatmentMachine, facts.state, action)) {
    return refused('INVALID_STATE', { state: labelled('EqualTreatmentState', facts.state) });
  }
  if (action !== 'propose' && facts.proposedBy === viewer.accountId) {
    return refused('FOUR_EYES_REQUIRED');
  }
  return appealable.includes(facts.cycleState)
    ? allowed
    : refused('INVALID_STATE', { state: labelled('RatingCycleState', facts.cycleState) });
}
