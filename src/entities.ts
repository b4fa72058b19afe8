import { IdempotencyRecordEntity } from './database/idempotency-record.entity.js';
import { LedgerEntryEntity } from './database/ledger-entry.entity.js';
import {
  LedgerCheckpointEntity,
  LedgerLeafEntity,
  LedgerNodeEntity,
  LedgerPendingEntity,
} from './database/ledger-log.entity.js';
import {
  AccountAccessChangeEntity,
  AccountAccessEntity,
  AccountEntity,
  PersonEntity,
  RoleGrantEntity,
  SessionEntity,
  SignInFailureEntity,
} from './modules/accounts/index.js';
import {
  AppealEntity,
  AppealEvidenceEntity,
  AppealItemEntity,
  AppealPanelistEntity,
  AppealRulingEntity,
  AppealVoiceEntity,
  EqualTreatmentTaskEntity,
} from './modules/appeals/index.js';
import { CheckpointCosignatureEntity, WitnessEntity } from './modules/audit/index.js';
import { AuditCaseEntity } from './modules/audit-cases/index.js';
import { AppointmentEntity, CouncilEntity, SeatEntity } from './modules/councils/index.js';
import {
  ConflictDeclarationEntity,
  EvaluationEntity,
  RaterAssignmentEntity,
  RatingCycleEntity,
} from './modules/cycles/index.js';
import {
  EvaluationItemEntity,
  MeasurementEntity,
  ScoreAdjustmentEntity,
  ScoreDraftEntity,
  ScoreEntity,
  ScoreOpeningEntity,
  SelfAssessmentEntity,
} from './modules/evaluations/index.js';
import { CheckInEntity, FacilitationEntity, FacilitatorDeputyEntity, TimerEntity } from './modules/facilitation/index.js';
import { EvidenceEntity, ReceivedUploadEntity, StoredFileEntity } from './modules/evidence/index.js';
import { MethodologyEntity, MethodologyVersionEntity } from './modules/methodologies/index.js';
import {
  ProposedAdjustmentEntity,
  PublicationApprovalEntity,
  PublicationBundleEntity,
  PublicationEntity,
  PublicationWithdrawalEntity,
} from './modules/publications/index.js';
import { PublishedRatingEntity, PublishedTotalEntity } from './modules/published-ratings/index.js';
import {
  ConsensusProposalEntity,
  DissentEntity,
  ProposalVoteEntity,
  ProtocolSignatureEntity,
  RatingRoundEntity,
  RatingSessionEntity,
  RoundPassEntity,
  SessionEvaluationEntity,
  SessionItemEntity,
  SessionObserverEntity,
  SessionProtocolCouncilEntity,
  SessionProtocolEntity,
} from './modules/rating-sessions/index.js';
import { TerritoryEntity } from './modules/territories/index.js';

/** Every mapped table, for the ORM, the migrations and the check that the two agree. */
export const entities = [
  PersonEntity,
  AccountEntity,
  AccountAccessEntity,
  AccountAccessChangeEntity,
  SessionEntity,
  SignInFailureEntity,
  RoleGrantEntity,
  TerritoryEntity,
  CouncilEntity,
  SeatEntity,
  AppointmentEntity,
  MethodologyEntity,
  MethodologyVersionEntity,
  RatingCycleEntity,
  EvaluationEntity,
  RaterAssignmentEntity,
  ConflictDeclarationEntity,
  StoredFileEntity,
  ReceivedUploadEntity,
  EvidenceEntity,
  EvaluationItemEntity,
  MeasurementEntity,
  SelfAssessmentEntity,
  ScoreDraftEntity,
  ScoreEntity,
  ScoreOpeningEntity,
  ScoreAdjustmentEntity,
  FacilitationEntity,
  FacilitatorDeputyEntity,
  CheckInEntity,
  TimerEntity,
  RatingSessionEntity,
  SessionEvaluationEntity,
  SessionObserverEntity,
  SessionItemEntity,
  RatingRoundEntity,
  RoundPassEntity,
  ConsensusProposalEntity,
  ProposalVoteEntity,
  DissentEntity,
  SessionProtocolCouncilEntity,
  SessionProtocolEntity,
  ProtocolSignatureEntity,
  AppealEntity,
  AppealItemEntity,
  AppealEvidenceEntity,
  AppealPanelistEntity,
  AppealVoiceEntity,
  AppealRulingEntity,
  EqualTreatmentTaskEntity,
  PublicationEntity,
  PublicationWithdrawalEntity,
  ProposedAdjustmentEntity,
  PublicationBundleEntity,
  PublicationApprovalEntity,
  AuditCaseEntity,
  PublishedRatingEntity,
  PublishedTotalEntity,
  LedgerEntryEntity,
  LedgerPendingEntity,
  LedgerLeafEntity,
  LedgerNodeEntity,
  LedgerCheckpointEntity,
  WitnessEntity,
  CheckpointCosignatureEntity,
  IdempotencyRecordEntity,
];
