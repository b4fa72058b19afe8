import type { NewEvent } from '../../realtime/event.js';
import { userStreamKey } from '../accounts/index.js';
import type { EvaluationState } from './evaluation.entity.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** The key of a cycle's stream: coarse events alone, for everyone who may see the cycle. */
export const cycleStreamKey = (cycleId: string): string => `cycle:${cycleId}`;

/** The key of an evaluation's stream. Nothing about a blind mark ever goes there. */
export const evaluationStreamKey = (evaluationId: string): string => `evaluation:${evaluationId}`;

/** A cycle has moved on. */
export function ratingCycleAdvanced(cycleId: string, from: RatingCycleState, to: RatingCycleState): NewEvent {
  return {
    stream: cycleStreamKey(cycleId),
    type: 'RatingCycleAdvanced',
    entityType: 'RatingCycle',
    entityId: cycleId,
    body: { cycleId, from, to },
  };
}

/** The last days of a cycle were moved; for all councils alike. */
export function ratingCycleExtended(
  cycleId: string,
  days: { readonly evidenceCloseOn: string | null; readonly scoringCloseOn: string | null },
): NewEvent {
  return {
    stream: cycleStreamKey(cycleId),
    type: 'RatingCycleExtended',
    entityType: 'RatingCycle',
    entityId: cycleId,
    body: { cycleId, ...days },
  };
}

/** An evaluation has moved on with its cycle. */
export function evaluationAdvanced(evaluationId: string, from: EvaluationState, to: EvaluationState): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'EvaluationAdvanced',
    entityType: 'Evaluation',
    entityId: evaluationId,
    body: { evaluationId, from, to },
  };
}

/** A rater was assigned; told to the rater alone. */
export function raterAssigned(raterId: string, assignmentId: string): NewEvent {
  return {
    stream: userStreamKey(raterId),
    type: 'RaterAssigned',
    entityType: 'RaterAssignment',
    entityId: assignmentId,
    body: { assignmentId },
  };
}

/** A rater has declared that there is a conflict, or none; told to the rater, whose sight changes with it. */
export function raterAssignmentChanged(raterId: string, assignmentId: string): NewEvent {
  return {
    stream: userStreamKey(raterId),
    type: 'RaterAssignmentChanged',
    entityType: 'RaterAssignment',
    entityId: assignmentId,
    body: { assignmentId },
  };
}

/** A rater has declared a conflict; told to one manager. */
export function conflictDeclared(managerId: string, assignmentId: string): NewEvent {
  return {
    stream: userStreamKey(managerId),
    type: 'ConflictDeclared',
    entityType: 'RaterAssignment',
    entityId: assignmentId,
    body: { assignmentId },
  };
}

/** A declared conflict was decided; told to the rater. */
export function conflictDecided(raterId: string, assignmentId: string): NewEvent {
  return {
    stream: userStreamKey(raterId),
    type: 'ConflictDecided',
    entityType: 'RaterAssignment',
    entityId: assignmentId,
    body: { assignmentId },
  };
}
