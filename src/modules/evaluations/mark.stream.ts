import type { NewEvent } from '../../realtime/event.js';
import { userStreamKey } from '../accounts/index.js';
import { evaluationStreamKey } from '../cycles/index.js';

/** A draft was saved; told to its rater alone. */
export function scoreSaved(raterId: string, itemId: string): NewEvent {
  return {
    stream: userStreamKey(raterId),
    type: 'ScoreSaved',
    entityType: 'EvaluationItem',
    entityId: itemId,
    body: { itemId },
  };
}

/** Marks were submitted; told to their rater alone. */
export function scoresSubmitted(raterId: string, evaluationId: string, itemIds: readonly string[]): NewEvent {
  return {
    stream: userStreamKey(raterId),
    type: 'ScoresSubmitted',
    entityType: 'Evaluation',
    entityId: evaluationId,
    body: { evaluationId, itemIds },
  };
}

/** "k of n submitted" has changed; told to one manager, without whose marks they were. */
export function submissionProgressed(
  managerId: string,
  evaluationId: string,
  { submitted, assigned }: { readonly submitted: number; readonly assigned: number },
): NewEvent {
  return {
    stream: userStreamKey(managerId),
    type: 'SubmissionProgressed',
    entityType: 'Evaluation',
    entityId: evaluationId,
    body: { evaluationId, submitted, assigned },
    unattributed: true,
  };
}

/** A council's claim was saved; told to one of its leaders. */
export function selfAssessmentSaved(accountId: string, itemId: string): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'SelfAssessmentSaved',
    entityType: 'EvaluationItem',
    entityId: itemId,
    body: { itemId },
  };
}

/** A measured value was recorded. */
export function measurementRecorded(evaluationId: string, itemId: string): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'MeasurementRecorded',
    entityType: 'EvaluationItem',
    entityId: itemId,
    body: { itemId },
  };
}

/** All marks of the evaluation were revealed at once. */
export function marksRevealed(evaluationId: string): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'MarksRevealed',
    entityType: 'Evaluation',
    entityId: evaluationId,
    body: { evaluationId },
  };
}

/** The official points of the evaluation were fixed. */
export function officialPointsSet(evaluationId: string): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'OfficialPointsSet',
    entityType: 'Evaluation',
    entityId: evaluationId,
    body: { evaluationId },
  };
}
