export { EvaluationItemEntity, type EvaluationItem, type OfficialBasis, officialBases } from './evaluation-item.entity.js';
export { MeasurementEntity } from './measurement.entity.js';
export { ScoreDraftEntity } from './score-draft.entity.js';
export { ScoreEntity, type Score, type ScoreValueKind } from './score.entity.js';
export { type AdjustmentSource, ScoreAdjustmentEntity } from './score-adjustment.entity.js';
export { ScoreOpeningEntity } from './score-opening.entity.js';
export { SelfAssessmentEntity } from './self-assessment.entity.js';
export { CouncilInputService } from './council-input.service.js';
export { evaluationEffects } from './evaluation.effects.js';
export { ScoreValueInput } from './evaluation.inputs.js';
export { markValueOf } from './mark-value.js';
export { itemById, marksOfRound, type ScoreRow } from './item.loader.js';
export { EvaluationItemType, OfficialPointsType, toOfficialPoints } from './item.type.js';
export { TracedFigureType } from './traced-figure.type.js';
export { type MarkKind, markKindEnum, ScoreType, scoreValueKindEnum, toScore, toWithheld } from './score.type.js';
export { EvaluationExplainResolver, EvaluationItemExplainResolver } from './explain.resolver.js';
export { EvaluationItemResolver, EvaluationItemsResolver, readItem, ScoreResolver } from './item.resolver.js';
export { MarkCommandResolver } from './mark-command.resolver.js';
export { EvaluationChangedResolver, ItemChangedResolver, SubmissionProgressedResolver } from './mark-event.type.js';
export { ScoreSaveCommand } from './score-save.command.js';
export { type OnRoundMarked, ScoreSubmitCommand } from './score-submit.command.js';
export { enterDueMarks } from './due-marks.js';
export { voidScores } from './void-scores.js';
export { commitmentsOf } from './open-marks.js';
export { lastMarks } from './last-marks.js';
export {
  closeRoundOf,
  lockItem,
  marksInRound,
  openRoundOf,
  reopenInSession,
  revealRoundOf,
  settleInSession,
  voidRoundMarks,
} from './rounds.js';
