export { ConflictDeclarationEntity, type ConflictDeclaration, type ConflictKind } from './conflict-declaration.entity.js';
export { EvaluationEntity, type Evaluation, type EvaluationState } from './evaluation.entity.js';
export { RaterAssignmentEntity, type RaterAssignment, type RaterAssignmentState } from './rater-assignment.entity.js';
export { RatingCycleEntity, type RatingCycle, type RatingCycleState } from './rating-cycle.entity.js';
export { CycleAdvanceCommand } from './cycle-advance.command.js';
export { CycleCommandResolver } from './cycle-command.resolver.js';
export { CycleCreateCommand } from './cycle-create.command.js';
export { CycleExtendCommand } from './cycle-extend.command.js';
export type { CycleEffects, CycleStep } from './cycle-effects.js';
export {
  ConflictDecidedResolver,
  ConflictDeclaredResolver,
  EvaluationAdvancedResolver,
  RaterAssignedResolver,
  RaterAssignmentChangedResolver,
  RatingCycleAdvancedResolver,
  RatingCycleExtendedResolver,
} from './cycle-event.type.js';
export {
  assignmentsOfEvaluation,
  councilIdsOf,
  cycleById,
  type EvaluationRow,
  evaluationById,
  evaluationOrdering,
  evaluationRows,
  factsOfEvaluation,
  managerIds,
  progressHearerIds,
} from './cycle.loader.js';
export { mayReadCycle } from './cycle.policy.js';
export {
  councilsThatBar,
  EvaluationResolver,
  RatingCycleResolver,
  readAssignment,
  readCycle,
  readEvaluation,
} from './cycle.resolver.js';
export { cycleRoom, evaluationRoom } from './cycle.presence.js';
export { mayRecuse } from './conflict.policy.js';
export { conflictKindEnum } from './conflict.type.js';
export { conflictDeclared, cycleStreamKey, evaluationStreamKey, raterAssignmentChanged } from './cycle.stream.js';
export { createCycleStreamResolver } from './cycle-stream.resolver.js';
export { RatingCycleType, toRatingCycle } from './cycle.type.js';
export { appealTermEnd, appealTermEndColumn, doorsOfCycle, isBehindToday, type OpenDoors, openDoors, openDoorsOf } from './deadlines.js';
export { evaluationVisible, leftEvaluations, seesEvaluation } from './evaluation-sight.js';
export { claimReaders, isBarredFrom, mayReadEvaluation, maySeeAllEvaluations } from './evaluation.policy.js';
export { EvaluationConnection, evaluationStateEnum, EvaluationType, RaterAssignmentType, toEvaluation } from './evaluation.type.js';
export { RaterAssignmentResolver } from './rater-assignment.resolver.js';
export { isOwnPerson, recuseOwnPeople } from './own-people.js';
export { type OnRecused, RaterService } from './rater.service.js';
export { isVersionInUse } from './version-use.js';
export { cycleRightEvents, evaluationRightEvents, readCycleRight, readEvaluationRight } from './stream-right.js';
