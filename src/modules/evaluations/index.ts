export { EvaluationItemEntity, type EvaluationItem } from './evaluation-item.entity.js';
export { MeasurementEntity } from './measurement.entity.js';
export { ScoreDraftEntity } from './score-draft.entity.js';
export { ScoreEntity, type Score } from './score.entity.js';
export { SelfAssessmentEntity } from './self-assessment.entity.js';
