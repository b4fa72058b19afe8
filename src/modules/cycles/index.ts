export { ConflictDeclarationEntity, type ConflictDeclaration } from './conflict-declaration.entity.js';
export { EvaluationEntity, type Evaluation, type EvaluationState } from './evaluation.entity.js';
export { RaterAssignmentEntity, type RaterAssignment } from './rater-assignment.entity.js';
export { RatingCycleEntity, type RatingCycle, type RatingCycleState } from './rating-cycle.entity.js';
