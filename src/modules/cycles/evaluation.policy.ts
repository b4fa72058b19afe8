import { audienceByRoles, hasRole, holds, isSignedIn, type Viewer } from '../accounts/index.js';
import type { RaterAssignmentState } from './rater-assignment.entity.js';

/** Who sees every evaluation by office. */
const officials = ['AGENCY_ADMIN', 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'FACILITATOR', 'METHODOLOGIST'] as const;

/** Who sees what councils claim for themselves by office: nobody of these is assigned to rate. */
export const claimReaders = ['CYCLE_MANAGER', 'AUDITOR'] as const;

/** Assignments in these states let a rater see the evaluation; a conflict or recusal takes the sight away. */
export const seeingStates = ['DECLARING', 'ACTIVE', 'COMPLETED'] as const;

/** What the rule looks at. */
export interface EvaluationFacts {
  readonly councilId: string;
  /** The accounts with an assignment in a seeing state. */
  readonly raterIds: readonly string[];
}

/** Whether the viewer may see every evaluation, by office. */
export function maySeeAllEvaluations(viewer: Viewer): boolean {
  return hasRole(viewer, ...officials);
}

/** Whether the viewer may see an evaluation: by office, as a rater of it, or as one of the council's own people. */
export function mayReadEvaluation(viewer: Viewer, { councilId, raterIds }: EvaluationFacts): boolean {
  if (!isSignedIn(viewer)) {
    return false;
  }
  return (
    maySeeAllEvaluations(viewer) ||
    raterIds.includes(viewer.accountId) ||
    holds(viewer, councilId, 'CHAIR', 'SECRETARY', 'MEMBER')
  );
}

/**
 * The audience within an evaluation's stream: whoever has the same roles, the same part in the council, and does or does
 * not rate it (assigned, with the declaration made) is shown the same, what is one's own apart.
 */
export function evaluationAudience(viewer: Viewer, councilId: string, assignment: RaterAssignmentState | null): string {
  const inCouncil = [...(viewer.councils.get(councilId) ?? [])].toSorted();
  const rates = assignment === 'ACTIVE' || assignment === 'COMPLETED';
  return [audienceByRoles(viewer), ...(rates ? ['RATES'] : []), ...inCouncil].join('+');
}
