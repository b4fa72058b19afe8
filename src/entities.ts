import { IdempotencyRecordEntity } from './database/idempotency-record.entity.js';
import { LedgerEntryEntity } from './database/ledger-entry.entity.js';
import {
  AccountAccessChangeEntity,
  AccountAccessEntity,
  AccountEntity,
  PersonEntity,
  RoleGrantEntity,
  SessionEntity,
  SignInFailureEntity,
} from './modules/accounts/index.js';
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
  ScoreDraftEntity,
  ScoreEntity,
  SelfAssessmentEntity,
} from './modules/evaluations/index.js';
import { EvidenceEntity, ReceivedUploadEntity, StoredFileEntity } from './modules/evidence/index.js';
import { MethodologyEntity, MethodologyVersionEntity } from './modules/methodologies/index.js';
import { PublicationApprovalEntity, PublicationEntity } from './modules/publications/index.js';
import { PublishedRatingEntity, PublishedTotalEntity } from './modules/published-ratings/index.js';
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
  PublicationEntity,
  PublicationApprovalEntity,
  PublishedRatingEntity,
  PublishedTotalEntity,
  LedgerEntryEntity,
  IdempotencyRecordEntity,
];
