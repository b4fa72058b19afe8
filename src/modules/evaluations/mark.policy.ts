import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, holds, isSignedIn, type Viewer } from '../accounts/index.js';
import type { RatingCycleState } from '../cycles/index.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';

/** What decides who sees what of an item. */
export interface ItemFacts {
  readonly state: EvaluationItemState;
  readonly councilId: string;
  readonly cycleState: RatingCycleState;
  /** The accounts whose assignment to the evaluation is in force. */
  readonly raterIds: readonly string[];
}

const revealed: ReadonlySet<EvaluationItemState> = new Set(['REVEALED', 'OFFICIAL', 'LOCKED']);
const settled: ReadonlySet<EvaluationItemState> = new Set(['OFFICIAL', 'LOCKED']);
const told: ReadonlySet<RatingCycleState> = new Set(['PRELIMINARY', 'APPEALS', 'FINAL', 'PUBLISHED', 'ARCHIVED']);

const isRater = (viewer: Viewer, { raterIds }: ItemFacts): boolean =>
  isSignedIn(viewer) && raterIds.includes(viewer.accountId);

/**
 * Whether the viewer may see a mark: one's own always; another's only once all were revealed together, and then the
 * raters of the evaluation, the facilitator and the auditor. No office opens a hidden mark.
 */
export function mayReadMark(viewer: Viewer, item: ItemFacts, raterId: string): boolean {
  if (isSignedIn(viewer) && viewer.accountId === raterId) {
    return true;
  }
  return revealed.has(item.state) && (isRater(viewer, item) || hasRole(viewer, 'FACILITATOR', 'AUDITOR'));
}

/** Whether the viewer may see official points: offices and raters once settled, the council with the preliminary result. */
export function mayReadOfficial(viewer: Viewer, item: ItemFacts): boolean {
  if (!settled.has(item.state)) {
    return false;
  }
  const byOffice = hasRole(viewer, 'AGENCY_ADMIN', 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'FACILITATOR', 'METHODOLOGIST');
  const byCouncil = told.has(item.cycleState) && holds(viewer, item.councilId, 'CHAIR', 'SECRETARY', 'MEMBER');
  return byOffice || isRater(viewer, item) || byCouncil;
}

/** "k of n submitted" goes to the manager alone, and only of three raters or more. */
export function mayReadProgress(viewer: Viewer, assigned: number): boolean {
  return hasRole(viewer, 'CYCLE_MANAGER') && assigned >= 3;
}

/**
 * Whether the viewer may see what the council claims for itself: the council's leaders, manager and auditor; a rater
 * only after submitting a mark of one's own, so that the claim anchors nobody.
 */
export function mayReadSelfAssessment(viewer: Viewer, item: ItemFacts, hasSubmitted: boolean): boolean {
  if (hasRole(viewer, 'CYCLE_MANAGER', 'AUDITOR') || holds(viewer, item.councilId, 'CHAIR', 'SECRETARY')) {
    return !isRater(viewer, item) || hasSubmitted || revealed.has(item.state);
  }
  return isRater(viewer, item) && (hasSubmitted || revealed.has(item.state));
}

/** Marks are made by the raters of the evaluation, while the item is open. */
export function mayMark(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!isRater(viewer, item)) {
    return refused('NOT_ASSIGNED');
  }
  return item.state === 'OPEN' ? allowed : refused('ITEM_NOT_OPEN');
}

/** A council rates itself through its leaders, while evidence is open. */
export function mayAssessOwn(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!holds(viewer, item.councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return item.cycleState === 'EVIDENCE_OPEN' ? allowed : refused('EVIDENCE_CLOSED');
}

/** Measured values come from the council's secretariat while evidence is open, or from the manager until settled. */
export function mayMeasure(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (hasRole(viewer, 'CYCLE_MANAGER')) {
    const open: readonly RatingCycleState[] = ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING', 'DELIBERATION'];
    return open.includes(item.cycleState) ? allowed : refused('INVALID_STATE', { state: item.cycleState });
  }
  if (!holds(viewer, item.councilId, 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return item.cycleState === 'EVIDENCE_OPEN' ? allowed : refused('EVIDENCE_CLOSED');
}
