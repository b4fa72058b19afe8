import { audienceByRoles, hasRole, holds, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { RaterAssignmentState } from './rater-assignment.entity.js';

/** Who sees every evaluation by office. */
const officials = ['AGENCY_ADMIN', 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'FACILITATOR', 'METHODOLOGIST'] as const;

/** Who sees what councils claim for themselves by office: nobody of these is assigned to rate. */
export const claimReaders = ['CYCLE_MANAGER', 'AUDITOR'] as const;

/** Assignments in these states let a rater see the evaluation; a conflict or recusal takes the sight away. */
export const seeingStates = ['DECLARING', 'ACTIVE', 'COMPLETED'] as const;

/** Assignments in these states bar their account from what an office, or looking on, would show it of the evaluation. */
export const leavingStates = ['CONFLICTED', 'RECUSED'] as const;

/** What the rule looks at. */
export interface EvaluationFacts {
  readonly evaluationId: string;
  readonly councilId: string;
  /** The accounts with an assignment in a seeing state. */
  readonly raterIds: readonly string[];
}

/** Whether the viewer may see every evaluation, by office. */
export function maySeeAllEvaluations(viewer: Viewer): boolean {
  return hasRole(viewer, ...officials);
}

/**
 * Whether no office shows the viewer how a council is rated: its own people, whatever they hold besides, and whoever was
 * to rate it and has left. What the council itself is shown, its own people are shown as such.
 */
export function isBarredFrom(
  viewer: Viewer,
  { evaluationId, councilId }: Pick<EvaluationFacts, 'evaluationId' | 'councilId'>,
): boolean {
  return viewer.leftEvaluations.has(evaluationId) || sitsIn(viewer, councilId);
}

/** Whether the viewer may see an evaluation: by office, as a rater of it, or as one of the council's own people. */
export function mayReadEvaluation(viewer: Viewer, { evaluationId, councilId, raterIds }: EvaluationFacts): boolean {
  if (!isSignedIn(viewer)) {
    return false;
  }
  return (
    (maySeeAllEvaluations(viewer) && !viewer.leftEvaluations.has(evaluationId)) ||
    raterIds.includes(viewer.accountId) ||
    holds(viewer, councilId, 'CHAIR', 'SECRETARY', 'MEMBER')
  );
}

/**
 * The audience within an evaluation's stream: whoever has the same roles, the same part in the council, and does or does
 * not rate it (assigned, with the declaration made), or has left it, is shown the same, what is one's own apart.
 */
export function evaluationAudience(
  viewer: Viewer,
  { evaluationId, councilId }: Pick<EvaluationFacts, 'evaluationId' | 'councilId'>,
  assignment: RaterAssignmentState | null,
): string {
  const inCouncil = [...(viewer.councils.get(councilId) ?? [])].toSorted();
  const rates = assignment === 'ACTIVE' || assignment === 'COMPLETED';
  const hasLeft = viewer.leftEvaluations.has(evaluationId);
  return [audienceByRoles(viewer), ...(rates ? ['RATES'] : []), ...(hasLeft ? ['HAS_LEFT'] : []), ...inCouncil].join('+');
}
