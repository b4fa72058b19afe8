/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ChangeReasonInput = {
  readonly kind: ChangeReasonKind;
  readonly text?: string | null | undefined;
};

export type ChangeReasonKind =
  | 'ARGUMENT'
  | 'MISREAD'
  | 'NEW_EVIDENCE'
  | 'OTHER'
  | 'SLIP';

export type CommitmentInput = {
  readonly hash: string;
  readonly itemId: string;
  readonly salt: string;
};

export type ConflictDeclareInput = {
  readonly evaluationIds: ReadonlyArray<string>;
  readonly idempotencyKey?: string | null | undefined;
  readonly kind: ConflictKind;
  readonly note?: string | null | undefined;
};

export type ConflictKind =
  | 'EMPLOYED'
  | 'FAMILY'
  | 'FINANCIAL'
  | 'FORMER'
  | 'MEMBER_OF_COUNCIL'
  | 'NOMINATED_BY'
  | 'NONE'
  | 'OTHER'
  | 'RESIDENT';

export type Deliberation =
  | 'AGGREGATE'
  | 'JOINT';

export type ErrorCode =
  | 'ACCOUNT_LOCKED'
  | 'ALIASES_EXCEEDED'
  | 'ALREADY_APPROVED'
  | 'ALREADY_DECIDED'
  | 'ALREADY_EXISTS'
  | 'ALREADY_MARKED'
  | 'ALREADY_VOTED'
  | 'APPEALS_OPEN'
  | 'APPEAL_LOWERS_POINTS'
  | 'APPEAL_TERM_OVER'
  | 'BAD_USER_INPUT'
  | 'CHANGE_REASON_REQUIRED'
  | 'COMMITMENT_COPIED'
  | 'COMMITMENT_MISMATCH'
  | 'CONFLICT_OF_INTEREST'
  | 'COST_EXCEEDED'
  | 'DATABASE_UNAVAILABLE'
  | 'DATE_ORDER'
  | 'DEADLINE_NOT_LATER'
  | 'DECLARATION_REQUIRED'
  | 'DEPTH_EXCEEDED'
  | 'EVIDENCE_CLOSED'
  | 'EVIDENCE_HASH_MISMATCH'
  | 'EVIDENCE_HASH_REQUIRED'
  | 'EVIDENCE_REQUIRED'
  | 'FILE_TOO_LARGE'
  | 'FILE_TYPE_NOT_ALLOWED'
  | 'FLOOR_TAKEN'
  | 'FORBIDDEN'
  | 'FOUR_EYES_REQUIRED'
  | 'GUARD_NOT_MET'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INTERNAL'
  | 'INVALID_CHARACTERS'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_CURSOR'
  | 'INVALID_FORMAT'
  | 'INVALID_STATE'
  | 'ITEMS_OPEN'
  | 'ITEMS_UNDECIDED'
  | 'ITEM_NOT_ON_FLOOR'
  | 'ITEM_NOT_OPEN'
  | 'JUSTIFICATION_REQUIRED'
  | 'LEAD_IS_HELD'
  | 'METHODOLOGY_INCOMPLETE'
  | 'METHODOLOGY_INVALID'
  | 'METHODOLOGY_NOT_APPROVED'
  | 'MIN_RATERS_NOT_MET'
  | 'NOTHING_TO_CHANGE'
  | 'NOT_ADMISSIBLE'
  | 'NOT_ASSIGNED'
  | 'NOT_CHECKED_IN'
  | 'NOT_FACILITATING'
  | 'NOT_FOUND'
  | 'NOT_PRESENT'
  | 'NO_ROUND_LEFT'
  | 'OFF_THE_STEPS'
  | 'OPEN_CONFLICT'
  | 'OUTCOME_UNKNOWN'
  | 'OUTSIDE_ROUND_RANGE'
  | 'OUT_OF_RANGE'
  | 'PASSWORD_TOO_WEAK'
  | 'PERIOD_OVERLAP'
  | 'PUBLISHED_BY_APPROVAL'
  | 'QUORUM_NOT_MET'
  | 'RATE_LIMITED'
  | 'REASON_REQUIRED'
  | 'REQUIRED'
  | 'ROUNDS_LEFT'
  | 'ROUND_STILL_OPEN'
  | 'SCORING_CLOSED'
  | 'SEAT_TAKEN'
  | 'SESSION_AT_LIMIT'
  | 'SESSION_EXPIRED'
  | 'SIGNATURE_INVALID'
  | 'STALE_TERM'
  | 'STORAGE_UNAVAILABLE'
  | 'TIMEOUT'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'UNAUTHENTICATED'
  | 'UNKNOWN_LEVEL'
  | 'UNRECOVERABLE_POSITION'
  | 'UPLOAD_EXPIRED'
  | 'UPLOAD_MISMATCH'
  | 'VERSION_CONFLICT'
  | 'WITHDRAWN_WITH_CYCLE'
  | 'WRONG_SCRIPT';

export type EvaluationItemState =
  | 'CLOSED'
  | 'LOCKED'
  | 'OFFICIAL'
  | 'OPEN'
  | 'PENDING'
  | 'REVEALED';

export type EvaluationState =
  | 'CANCELLED'
  | 'COLLECTING'
  | 'DELIBERATED'
  | 'FINAL'
  | 'NOT_STARTED'
  | 'PRELIMINARY'
  | 'READY'
  | 'SCORED'
  | 'SCORING';

export type EvidenceAddInput = {
  readonly capturedOn?: string | null | undefined;
  readonly evaluationId: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly indicatorCodes: ReadonlyArray<string>;
  readonly kind?: EvidenceKind;
  readonly lateReason?: string | null | undefined;
  readonly originalName: string;
  readonly ticket: string;
  readonly title: string;
};

export type EvidenceDecideInput = {
  readonly accept: boolean;
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly version: number;
};

export type EvidenceKind =
  | 'ATTESTATION'
  | 'FILE'
  | 'STATISTIC';

export type EvidenceState =
  | 'ACCEPTED'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'WITHDRAWN';

export type EvidenceUploadCreateInput = {
  readonly mediaType: string;
  readonly sha256: string;
  readonly sizeBytes: number;
};

export type MeasurementRecordInput = {
  readonly denominator?: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly itemId: string;
  readonly numerator: string;
  readonly source: string;
};

export type PublicationApproveInput = {
  readonly embargoUntil?: string | null | undefined;
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly snapshotHash: string;
};

export type RaterAssignInput = {
  readonly evaluationIds: ReadonlyArray<string>;
  readonly idempotencyKey?: string | null | undefined;
  readonly raterId: string;
};

export type RatingCycleAdvanceInput = {
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly to: RatingCycleState;
  readonly version: number;
};

export type RatingCycleCreateInput = {
  readonly councilCodes?: ReadonlyArray<string> | null | undefined;
  readonly deliberation?: Deliberation;
  readonly evidenceCloseOn?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly methodologyVersionId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly scoringCloseOn?: string | null | undefined;
  readonly title: TranslatedTextInput;
};

export type RatingCycleState =
  | 'APPEALS'
  | 'ARCHIVED'
  | 'CANCELLED'
  | 'DELIBERATION'
  | 'EVIDENCE_CLOSED'
  | 'EVIDENCE_OPEN'
  | 'FINAL'
  | 'PLANNED'
  | 'PRELIMINARY'
  | 'PUBLISHED'
  | 'SCORING';

export type ResetReason =
  | 'EPOCH_CHANGED'
  | 'FILTER_CHANGED'
  | 'FUTURE'
  | 'INVALID'
  | 'OTHER_PERSON'
  | 'OTHER_STREAM'
  | 'PERMISSION'
  | 'RETENTION'
  | 'TOO_FAR_BEHIND';

export type ScoreSaveInput = {
  readonly changeReason?: ChangeReasonInput | null | undefined;
  readonly confidence?: number | null | undefined;
  readonly evidenceIds?: ReadonlyArray<string> | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly itemId: string;
  readonly justification?: string;
  readonly value: ScoreValueInput;
};

export type ScoreSubmitInput = {
  readonly commitments: ReadonlyArray<CommitmentInput>;
  readonly evaluationId: string;
  readonly idempotencyKey?: string | null | undefined;
};

export type ScoreValueInput = {
  readonly kind: ScoreValueKind;
  readonly level?: string | null | undefined;
  readonly points?: string | null | undefined;
};

export type ScoreValueKind =
  | 'LEVEL'
  | 'NOT_APPLICABLE'
  | 'NO_EVIDENCE'
  | 'POINTS';

export type SelfAssessmentSaveInput = {
  readonly claimedPoints?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly itemId: string;
  readonly note?: string | null | undefined;
  readonly version?: number | null | undefined;
};

export type SessionCreateInput = {
  readonly email: string;
  readonly password: string;
};

export type TranslatedTextInput = {
  readonly en?: string | null | undefined;
  readonly kaa?: string | null | undefined;
  readonly ru?: string | null | undefined;
  readonly uzCyrl?: string | null | undefined;
  readonly uzLatn: string;
};

export type EvidenceUploadCreateMutationVariables = Exact<{
  input: EvidenceUploadCreateInput;
}>;


export type EvidenceUploadCreateMutation = { readonly evidenceUploadCreate: { readonly upload: { readonly path: string, readonly ticket: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type EvidenceAddMutationVariables = Exact<{
  input: EvidenceAddInput;
}>;


export type EvidenceAddMutation = { readonly evidenceAdd: { readonly evidence: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type EvidenceDecideMutationVariables = Exact<{
  input: EvidenceDecideInput;
}>;


export type EvidenceDecideMutation = { readonly evidenceDecide: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

type Refused_AccountCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealAdmitError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealCloseError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealComplainError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealDecideError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealDraftError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealFileError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealPanelAssignError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppealWithdrawError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppointmentCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AppointmentEndError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_AuditCaseResolveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_CheckInError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_CheckOutError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_CheckpointCosignError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_ConflictDecideError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_ConflictDeclareError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_ConsensusVoteError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_CouncilUpdateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_DissentRecordError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EqualTreatmentConfirmError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EqualTreatmentProposeError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EvidenceAddError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EvidenceDecideError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EvidenceUploadCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_EvidenceWithdrawError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_FacilitationHandOverError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_FacilitationRenewError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_FacilitationTakeOverError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MeasurementRecordError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionApproveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionDiscardError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionRetireError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionReturnError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_MethodologyVersionSubmitError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PasswordChangeError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PresenceLeaveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PresenceUpdateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PublicationApproveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PublicationCorrectError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PublicationWithdrawError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RaterAssignError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RaterRecuseError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingCycleAdvanceError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingCycleCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingCycleExtendError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionAbortError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionCloseError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemActivateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemCloseRoundError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemConcludeError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemDeferError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemDiscussError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemOpenRoundError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemPassError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemProposeError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemReopenError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionItemRevealError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionOpenError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionResumeError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionScheduleError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionSignError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RatingSessionSuspendError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RoleSetError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_ScoreSaveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_ScoreSubmitError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_SelfAssessmentSaveError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_SessionCreateError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_SessionDeleteError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_SessionExtendError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_WitnessRegisterError_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

export type RefusedFragment =
  | Refused_AccountCreateError_Fragment
  | Refused_AppealAdmitError_Fragment
  | Refused_AppealCloseError_Fragment
  | Refused_AppealComplainError_Fragment
  | Refused_AppealDecideError_Fragment
  | Refused_AppealDraftError_Fragment
  | Refused_AppealFileError_Fragment
  | Refused_AppealPanelAssignError_Fragment
  | Refused_AppealWithdrawError_Fragment
  | Refused_AppointmentCreateError_Fragment
  | Refused_AppointmentEndError_Fragment
  | Refused_AuditCaseResolveError_Fragment
  | Refused_CheckInError_Fragment
  | Refused_CheckOutError_Fragment
  | Refused_CheckpointCosignError_Fragment
  | Refused_ConflictDecideError_Fragment
  | Refused_ConflictDeclareError_Fragment
  | Refused_ConsensusVoteError_Fragment
  | Refused_CouncilUpdateError_Fragment
  | Refused_DissentRecordError_Fragment
  | Refused_EqualTreatmentConfirmError_Fragment
  | Refused_EqualTreatmentProposeError_Fragment
  | Refused_EvidenceAddError_Fragment
  | Refused_EvidenceDecideError_Fragment
  | Refused_EvidenceUploadCreateError_Fragment
  | Refused_EvidenceWithdrawError_Fragment
  | Refused_FacilitationHandOverError_Fragment
  | Refused_FacilitationRenewError_Fragment
  | Refused_FacilitationTakeOverError_Fragment
  | Refused_MeasurementRecordError_Fragment
  | Refused_MethodologyVersionApproveError_Fragment
  | Refused_MethodologyVersionCreateError_Fragment
  | Refused_MethodologyVersionDiscardError_Fragment
  | Refused_MethodologyVersionRetireError_Fragment
  | Refused_MethodologyVersionReturnError_Fragment
  | Refused_MethodologyVersionSubmitError_Fragment
  | Refused_PasswordChangeError_Fragment
  | Refused_PresenceLeaveError_Fragment
  | Refused_PresenceUpdateError_Fragment
  | Refused_PublicationApproveError_Fragment
  | Refused_PublicationCorrectError_Fragment
  | Refused_PublicationWithdrawError_Fragment
  | Refused_RaterAssignError_Fragment
  | Refused_RaterRecuseError_Fragment
  | Refused_RatingCycleAdvanceError_Fragment
  | Refused_RatingCycleCreateError_Fragment
  | Refused_RatingCycleExtendError_Fragment
  | Refused_RatingSessionAbortError_Fragment
  | Refused_RatingSessionCloseError_Fragment
  | Refused_RatingSessionItemActivateError_Fragment
  | Refused_RatingSessionItemCloseRoundError_Fragment
  | Refused_RatingSessionItemConcludeError_Fragment
  | Refused_RatingSessionItemDeferError_Fragment
  | Refused_RatingSessionItemDiscussError_Fragment
  | Refused_RatingSessionItemOpenRoundError_Fragment
  | Refused_RatingSessionItemPassError_Fragment
  | Refused_RatingSessionItemProposeError_Fragment
  | Refused_RatingSessionItemReopenError_Fragment
  | Refused_RatingSessionItemRevealError_Fragment
  | Refused_RatingSessionOpenError_Fragment
  | Refused_RatingSessionResumeError_Fragment
  | Refused_RatingSessionScheduleError_Fragment
  | Refused_RatingSessionSignError_Fragment
  | Refused_RatingSessionSuspendError_Fragment
  | Refused_RoleSetError_Fragment
  | Refused_ScoreSaveError_Fragment
  | Refused_ScoreSubmitError_Fragment
  | Refused_SelfAssessmentSaveError_Fragment
  | Refused_SessionCreateError_Fragment
  | Refused_SessionDeleteError_Fragment
  | Refused_SessionExtendError_Fragment
  | Refused_WitnessRegisterError_Fragment
;

export type SessionCreateMutationVariables = Exact<{
  input: SessionCreateInput;
}>;


export type SessionCreateMutation = { readonly sessionCreate: { readonly session: { readonly token: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type MethodologyVersionsQueryVariables = Exact<{
  code: string;
}>;


export type MethodologyVersionsQuery = { readonly methodology: { readonly versions: ReadonlyArray<{ readonly id: string }> } | null };

export type StoryCycleFragment = { readonly id: string, readonly version: number };

export type RatingCycleCreateMutationVariables = Exact<{
  input: RatingCycleCreateInput;
}>;


export type RatingCycleCreateMutation = { readonly ratingCycleCreate: { readonly ratingCycle: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type RatingCycleAdvanceMutationVariables = Exact<{
  input: RatingCycleAdvanceInput;
}>;


export type RatingCycleAdvanceMutation = { readonly ratingCycleAdvance: { readonly ratingCycle: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type StoryEvaluationFragment = { readonly id: string, readonly council: { readonly code: string, readonly territory: { readonly name: string } | null } | null, readonly assignments: ReadonlyArray<{ readonly pseudonym: string }>, readonly items: ReadonlyArray<{ readonly id: string, readonly indicatorCode: string, readonly state: EvaluationItemState }> };

export type EvaluationsQueryVariables = Exact<{
  cycleId: string;
}>;


export type EvaluationsQuery = { readonly ratingCycle: { readonly evaluations: ReadonlyArray<{ readonly id: string, readonly council: { readonly code: string, readonly territory: { readonly name: string } | null } | null, readonly assignments: ReadonlyArray<{ readonly pseudonym: string }>, readonly items: ReadonlyArray<{ readonly id: string, readonly indicatorCode: string, readonly state: EvaluationItemState }> }> } | null };

export type SelfAssessmentSaveMutationVariables = Exact<{
  input: SelfAssessmentSaveInput;
}>;


export type SelfAssessmentSaveMutation = { readonly selfAssessmentSave: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type MeasurementRecordMutationVariables = Exact<{
  input: MeasurementRecordInput;
}>;


export type MeasurementRecordMutation = { readonly measurementRecord: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type OwnNameQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnNameQuery = { readonly viewer: { readonly person: { readonly fullName: string, readonly familyName: string } | null } | null };

export type RatersQueryVariables = Exact<{
  familyName: string;
}>;


export type RatersQuery = { readonly accounts: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly person: { readonly fullName: string } }> } };

export type RaterAssignMutationVariables = Exact<{
  input: RaterAssignInput;
}>;


export type RaterAssignMutation = { readonly raterAssign: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type ConflictDeclareMutationVariables = Exact<{
  input: ConflictDeclareInput;
}>;


export type ConflictDeclareMutation = { readonly conflictDeclare: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type ScoreSaveMutationVariables = Exact<{
  input: ScoreSaveInput;
}>;


export type ScoreSaveMutation = { readonly scoreSave: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type DraftsQueryVariables = Exact<{
  evaluationId: string;
}>;


export type DraftsQuery = { readonly evaluation: { readonly items: ReadonlyArray<{ readonly id: string, readonly draft: { readonly justification: string } | null }> } | null };

export type ScoreSubmitMutationVariables = Exact<{
  input: ScoreSubmitInput;
}>;


export type ScoreSubmitMutation = { readonly scoreSubmit: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type MarksQueryVariables = Exact<{
  evaluationId: string;
}>;


export type MarksQuery = { readonly evaluation: { readonly items: ReadonlyArray<{ readonly scores: ReadonlyArray<{ readonly rater: string }> }> } | null };

export type PublicationsQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicationsQuery = { readonly publications: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly snapshotHash: string, readonly ratingCycle: { readonly id: string } | null }> } };

export type PublicationApproveMutationVariables = Exact<{
  input: PublicationApproveInput;
}>;


export type PublicationApproveMutation = { readonly publicationApprove: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type StoryRowFragment = { readonly rank: number | null, readonly councilName: string, readonly published: string | null, readonly exact: string | null, readonly categoryName: string | null };

export type PublishedTableQueryVariables = Exact<{
  number: number;
}>;


export type PublishedTableQuery = { readonly publication: { readonly rows: ReadonlyArray<{ readonly rank: number | null, readonly councilName: string, readonly published: string | null, readonly exact: string | null, readonly categoryName: string | null }> } | null };

export type WatchedCouncilFragment = { readonly council: { readonly territory: { readonly name: string } | null } | null };

export type WatchedEventFragment = { readonly seq: number, readonly prev: number, readonly type: string, readonly body:
    | { readonly toState: EvaluationState }
    | { readonly evidence: { readonly originalName: string, readonly evidenceState: EvidenceState } | null }
    | { readonly item: { readonly indicatorCode: string } | null }
    | { readonly publication: { readonly number: number } | null }
    | { readonly to: RatingCycleState }
    | { readonly submitted: number, readonly assigned: number, readonly evaluation: { readonly council: { readonly territory: { readonly name: string } | null } | null } | null }
    | Record<PropertyKey, never>
   | null };

export type WatchedReadyFragment = { readonly recovered: boolean, readonly replayed: number };

export type WatchedEventsFragment = { readonly cursor: string, readonly events: ReadonlyArray<{ readonly seq: number, readonly prev: number, readonly type: string, readonly body:
      | { readonly toState: EvaluationState }
      | { readonly evidence: { readonly originalName: string, readonly evidenceState: EvidenceState } | null }
      | { readonly item: { readonly indicatorCode: string } | null }
      | { readonly publication: { readonly number: number } | null }
      | { readonly to: RatingCycleState }
      | { readonly submitted: number, readonly assigned: number, readonly evaluation: { readonly council: { readonly territory: { readonly name: string } | null } | null } | null }
      | Record<PropertyKey, never>
     | null }> };

export type WatchedResetFragment = { readonly reason: ResetReason };

export type WatchedCheckpointFragment = { readonly cursor: string };

export type UserStreamSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type UserStreamSubscription = { readonly frame:
    | { readonly __typename: 'AuthExpiring' }
    | { readonly __typename: 'Checkpoint', readonly cursor: string }
    | { readonly __typename: 'Events', readonly cursor: string, readonly events: ReadonlyArray<{ readonly seq: number, readonly prev: number, readonly type: string, readonly body:
          | { readonly toState: EvaluationState }
          | { readonly evidence: { readonly originalName: string, readonly evidenceState: EvidenceState } | null }
          | { readonly item: { readonly indicatorCode: string } | null }
          | { readonly publication: { readonly number: number } | null }
          | { readonly to: RatingCycleState }
          | { readonly submitted: number, readonly assigned: number, readonly evaluation: { readonly council: { readonly territory: { readonly name: string } | null } | null } | null }
          | Record<PropertyKey, never>
         | null }> }
    | { readonly __typename: 'Ready', readonly recovered: boolean, readonly replayed: number }
    | { readonly __typename: 'Reset', readonly reason: ResetReason }
    | { readonly __typename: 'UserSnapshot', readonly cursor: string }
   };

export type RatingCycleStreamSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type RatingCycleStreamSubscription = { readonly frame:
    | { readonly __typename: 'AuthExpiring' }
    | { readonly __typename: 'Checkpoint', readonly cursor: string }
    | { readonly __typename: 'Events', readonly cursor: string, readonly events: ReadonlyArray<{ readonly seq: number, readonly prev: number, readonly type: string, readonly body:
          | { readonly toState: EvaluationState }
          | { readonly evidence: { readonly originalName: string, readonly evidenceState: EvidenceState } | null }
          | { readonly item: { readonly indicatorCode: string } | null }
          | { readonly publication: { readonly number: number } | null }
          | { readonly to: RatingCycleState }
          | { readonly submitted: number, readonly assigned: number, readonly evaluation: { readonly council: { readonly territory: { readonly name: string } | null } | null } | null }
          | Record<PropertyKey, never>
         | null }> }
    | { readonly __typename: 'RatingCycleSnapshot', readonly cursor: string }
    | { readonly __typename: 'Ready', readonly recovered: boolean, readonly replayed: number }
    | { readonly __typename: 'Reset', readonly reason: ResetReason }
   };

export type EvaluationStreamSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type EvaluationStreamSubscription = { readonly frame:
    | { readonly __typename: 'AuthExpiring' }
    | { readonly __typename: 'Checkpoint', readonly cursor: string }
    | { readonly __typename: 'EvaluationSnapshot', readonly cursor: string }
    | { readonly __typename: 'Events', readonly cursor: string, readonly events: ReadonlyArray<{ readonly seq: number, readonly prev: number, readonly type: string, readonly body:
          | { readonly toState: EvaluationState }
          | { readonly evidence: { readonly originalName: string, readonly evidenceState: EvidenceState } | null }
          | { readonly item: { readonly indicatorCode: string } | null }
          | { readonly publication: { readonly number: number } | null }
          | { readonly to: RatingCycleState }
          | { readonly submitted: number, readonly assigned: number, readonly evaluation: { readonly council: { readonly territory: { readonly name: string } | null } | null } | null }
          | Record<PropertyKey, never>
         | null }> }
    | { readonly __typename: 'Ready', readonly recovered: boolean, readonly replayed: number }
    | { readonly __typename: 'Reset', readonly reason: ResetReason }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RefusedFragmentDoc = new TypedDocumentString(`
    fragment Refused on UserError {
  code
  message
  path
}
    `, {"fragmentName":"Refused"}) as unknown as TypedDocumentString<RefusedFragment, unknown>;
export const StoryCycleFragmentDoc = new TypedDocumentString(`
    fragment StoryCycle on RatingCycle {
  id
  version
}
    `, {"fragmentName":"StoryCycle"}) as unknown as TypedDocumentString<StoryCycleFragment, unknown>;
export const StoryEvaluationFragmentDoc = new TypedDocumentString(`
    fragment StoryEvaluation on Evaluation {
  id
  council {
    code
    territory {
      name
    }
  }
  assignments {
    pseudonym
  }
  items {
    id
    indicatorCode
    state
  }
}
    `, {"fragmentName":"StoryEvaluation"}) as unknown as TypedDocumentString<StoryEvaluationFragment, unknown>;
export const StoryRowFragmentDoc = new TypedDocumentString(`
    fragment StoryRow on PublicationRow {
  rank
  councilName
  published
  exact
  categoryName
}
    `, {"fragmentName":"StoryRow"}) as unknown as TypedDocumentString<StoryRowFragment, unknown>;
export const WatchedReadyFragmentDoc = new TypedDocumentString(`
    fragment WatchedReady on Ready {
  recovered
  replayed
}
    `, {"fragmentName":"WatchedReady"}) as unknown as TypedDocumentString<WatchedReadyFragment, unknown>;
export const WatchedCouncilFragmentDoc = new TypedDocumentString(`
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}
    `, {"fragmentName":"WatchedCouncil"}) as unknown as TypedDocumentString<WatchedCouncilFragment, unknown>;
export const WatchedEventFragmentDoc = new TypedDocumentString(`
    fragment WatchedEvent on Event {
  seq
  prev
  type
  body {
    ... on SubmissionProgressed {
      submitted
      assigned
      evaluation {
        ...WatchedCouncil
      }
    }
    ... on RatingCycleAdvanced {
      to
    }
    ... on EvaluationAdvanced {
      toState
    }
    ... on EvidenceChanged {
      evidence {
        originalName
        evidenceState: state
      }
    }
    ... on ItemChanged {
      item {
        indicatorCode
      }
    }
    ... on PublicationChanged {
      publication {
        number
      }
    }
  }
}
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}`, {"fragmentName":"WatchedEvent"}) as unknown as TypedDocumentString<WatchedEventFragment, unknown>;
export const WatchedEventsFragmentDoc = new TypedDocumentString(`
    fragment WatchedEvents on Events {
  cursor
  events {
    ...WatchedEvent
  }
}
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}
fragment WatchedEvent on Event {
  seq
  prev
  type
  body {
    ... on SubmissionProgressed {
      submitted
      assigned
      evaluation {
        ...WatchedCouncil
      }
    }
    ... on RatingCycleAdvanced {
      to
    }
    ... on EvaluationAdvanced {
      toState
    }
    ... on EvidenceChanged {
      evidence {
        originalName
        evidenceState: state
      }
    }
    ... on ItemChanged {
      item {
        indicatorCode
      }
    }
    ... on PublicationChanged {
      publication {
        number
      }
    }
  }
}`, {"fragmentName":"WatchedEvents"}) as unknown as TypedDocumentString<WatchedEventsFragment, unknown>;
export const WatchedResetFragmentDoc = new TypedDocumentString(`
    fragment WatchedReset on Reset {
  reason
}
    `, {"fragmentName":"WatchedReset"}) as unknown as TypedDocumentString<WatchedResetFragment, unknown>;
export const WatchedCheckpointFragmentDoc = new TypedDocumentString(`
    fragment WatchedCheckpoint on Checkpoint {
  cursor
}
    `, {"fragmentName":"WatchedCheckpoint"}) as unknown as TypedDocumentString<WatchedCheckpointFragment, unknown>;
export const EvidenceUploadCreateDocument = new TypedDocumentString(`
    mutation EvidenceUploadCreate($input: EvidenceUploadCreateInput!) {
  evidenceUploadCreate(input: $input) {
    upload {
      path
      ticket
    }
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<EvidenceUploadCreateMutation, EvidenceUploadCreateMutationVariables>;
export const EvidenceAddDocument = new TypedDocumentString(`
    mutation EvidenceAdd($input: EvidenceAddInput!) {
  evidenceAdd(input: $input) {
    evidence {
      id
      version
    }
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<EvidenceAddMutation, EvidenceAddMutationVariables>;
export const EvidenceDecideDocument = new TypedDocumentString(`
    mutation EvidenceDecide($input: EvidenceDecideInput!) {
  evidenceDecide(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<EvidenceDecideMutation, EvidenceDecideMutationVariables>;
export const SessionCreateDocument = new TypedDocumentString(`
    mutation SessionCreate($input: SessionCreateInput!) {
  sessionCreate(input: $input) {
    session {
      token
    }
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<SessionCreateMutation, SessionCreateMutationVariables>;
export const MethodologyVersionsDocument = new TypedDocumentString(`
    query MethodologyVersions($code: String!) {
  methodology(code: $code) {
    versions {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<MethodologyVersionsQuery, MethodologyVersionsQueryVariables>;
export const RatingCycleCreateDocument = new TypedDocumentString(`
    mutation RatingCycleCreate($input: RatingCycleCreateInput!) {
  ratingCycleCreate(input: $input) {
    ratingCycle {
      ...StoryCycle
    }
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}
fragment StoryCycle on RatingCycle {
  id
  version
}`) as unknown as TypedDocumentString<RatingCycleCreateMutation, RatingCycleCreateMutationVariables>;
export const RatingCycleAdvanceDocument = new TypedDocumentString(`
    mutation RatingCycleAdvance($input: RatingCycleAdvanceInput!) {
  ratingCycleAdvance(input: $input) {
    ratingCycle {
      ...StoryCycle
    }
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}
fragment StoryCycle on RatingCycle {
  id
  version
}`) as unknown as TypedDocumentString<RatingCycleAdvanceMutation, RatingCycleAdvanceMutationVariables>;
export const EvaluationsDocument = new TypedDocumentString(`
    query Evaluations($cycleId: ID!) {
  ratingCycle(id: $cycleId) {
    evaluations {
      ...StoryEvaluation
    }
  }
}
    fragment StoryEvaluation on Evaluation {
  id
  council {
    code
    territory {
      name
    }
  }
  assignments {
    pseudonym
  }
  items {
    id
    indicatorCode
    state
  }
}`) as unknown as TypedDocumentString<EvaluationsQuery, EvaluationsQueryVariables>;
export const SelfAssessmentSaveDocument = new TypedDocumentString(`
    mutation SelfAssessmentSave($input: SelfAssessmentSaveInput!) {
  selfAssessmentSave(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<SelfAssessmentSaveMutation, SelfAssessmentSaveMutationVariables>;
export const MeasurementRecordDocument = new TypedDocumentString(`
    mutation MeasurementRecord($input: MeasurementRecordInput!) {
  measurementRecord(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<MeasurementRecordMutation, MeasurementRecordMutationVariables>;
export const OwnNameDocument = new TypedDocumentString(`
    query OwnName {
  viewer {
    person {
      fullName
      familyName
    }
  }
}
    `) as unknown as TypedDocumentString<OwnNameQuery, OwnNameQueryVariables>;
export const RatersDocument = new TypedDocumentString(`
    query Raters($familyName: String!) {
  accounts(where: {role: RATER, search: $familyName}, first: 100) {
    nodes {
      id
      person {
        fullName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RatersQuery, RatersQueryVariables>;
export const RaterAssignDocument = new TypedDocumentString(`
    mutation RaterAssign($input: RaterAssignInput!) {
  raterAssign(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<RaterAssignMutation, RaterAssignMutationVariables>;
export const ConflictDeclareDocument = new TypedDocumentString(`
    mutation ConflictDeclare($input: ConflictDeclareInput!) {
  conflictDeclare(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<ConflictDeclareMutation, ConflictDeclareMutationVariables>;
export const ScoreSaveDocument = new TypedDocumentString(`
    mutation ScoreSave($input: ScoreSaveInput!) {
  scoreSave(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<ScoreSaveMutation, ScoreSaveMutationVariables>;
export const DraftsDocument = new TypedDocumentString(`
    query Drafts($evaluationId: ID!) {
  evaluation(id: $evaluationId) {
    items {
      id
      draft {
        justification
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DraftsQuery, DraftsQueryVariables>;
export const ScoreSubmitDocument = new TypedDocumentString(`
    mutation ScoreSubmit($input: ScoreSubmitInput!) {
  scoreSubmit(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<ScoreSubmitMutation, ScoreSubmitMutationVariables>;
export const MarksDocument = new TypedDocumentString(`
    query Marks($evaluationId: ID!) {
  evaluation(id: $evaluationId) {
    items {
      scores {
        rater
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MarksQuery, MarksQueryVariables>;
export const PublicationsDocument = new TypedDocumentString(`
    query Publications {
  publications(first: 5) {
    nodes {
      id
      number
      snapshotHash
      ratingCycle {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PublicationsQuery, PublicationsQueryVariables>;
export const PublicationApproveDocument = new TypedDocumentString(`
    mutation PublicationApprove($input: PublicationApproveInput!) {
  publicationApprove(input: $input) {
    errors {
      ...Refused
    }
  }
}
    fragment Refused on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PublicationApproveMutation, PublicationApproveMutationVariables>;
export const PublishedTableDocument = new TypedDocumentString(`
    query PublishedTable($number: Int!) {
  publication(number: $number) {
    rows {
      ...StoryRow
    }
  }
}
    fragment StoryRow on PublicationRow {
  rank
  councilName
  published
  exact
  categoryName
}`) as unknown as TypedDocumentString<PublishedTableQuery, PublishedTableQueryVariables>;
export const UserStreamDocument = new TypedDocumentString(`
    subscription UserStream($after: Cursor) {
  frame: userStream(after: $after) {
    __typename
    ...WatchedReady
    ... on UserSnapshot {
      cursor
    }
    ...WatchedEvents
    ...WatchedReset
    ...WatchedCheckpoint
  }
}
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}
fragment WatchedEvent on Event {
  seq
  prev
  type
  body {
    ... on SubmissionProgressed {
      submitted
      assigned
      evaluation {
        ...WatchedCouncil
      }
    }
    ... on RatingCycleAdvanced {
      to
    }
    ... on EvaluationAdvanced {
      toState
    }
    ... on EvidenceChanged {
      evidence {
        originalName
        evidenceState: state
      }
    }
    ... on ItemChanged {
      item {
        indicatorCode
      }
    }
    ... on PublicationChanged {
      publication {
        number
      }
    }
  }
}
fragment WatchedReady on Ready {
  recovered
  replayed
}
fragment WatchedEvents on Events {
  cursor
  events {
    ...WatchedEvent
  }
}
fragment WatchedReset on Reset {
  reason
}
fragment WatchedCheckpoint on Checkpoint {
  cursor
}`) as unknown as TypedDocumentString<UserStreamSubscription, UserStreamSubscriptionVariables>;
export const RatingCycleStreamDocument = new TypedDocumentString(`
    subscription RatingCycleStream($id: ID!, $after: Cursor) {
  frame: ratingCycleStream(ratingCycleId: $id, after: $after) {
    __typename
    ...WatchedReady
    ... on RatingCycleSnapshot {
      cursor
    }
    ...WatchedEvents
    ...WatchedReset
    ...WatchedCheckpoint
  }
}
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}
fragment WatchedEvent on Event {
  seq
  prev
  type
  body {
    ... on SubmissionProgressed {
      submitted
      assigned
      evaluation {
        ...WatchedCouncil
      }
    }
    ... on RatingCycleAdvanced {
      to
    }
    ... on EvaluationAdvanced {
      toState
    }
    ... on EvidenceChanged {
      evidence {
        originalName
        evidenceState: state
      }
    }
    ... on ItemChanged {
      item {
        indicatorCode
      }
    }
    ... on PublicationChanged {
      publication {
        number
      }
    }
  }
}
fragment WatchedReady on Ready {
  recovered
  replayed
}
fragment WatchedEvents on Events {
  cursor
  events {
    ...WatchedEvent
  }
}
fragment WatchedReset on Reset {
  reason
}
fragment WatchedCheckpoint on Checkpoint {
  cursor
}`) as unknown as TypedDocumentString<RatingCycleStreamSubscription, RatingCycleStreamSubscriptionVariables>;
export const EvaluationStreamDocument = new TypedDocumentString(`
    subscription EvaluationStream($id: ID!, $after: Cursor) {
  frame: evaluationStream(evaluationId: $id, after: $after) {
    __typename
    ...WatchedReady
    ... on EvaluationSnapshot {
      cursor
    }
    ...WatchedEvents
    ...WatchedReset
    ...WatchedCheckpoint
  }
}
    fragment WatchedCouncil on Evaluation {
  council {
    territory {
      name
    }
  }
}
fragment WatchedEvent on Event {
  seq
  prev
  type
  body {
    ... on SubmissionProgressed {
      submitted
      assigned
      evaluation {
        ...WatchedCouncil
      }
    }
    ... on RatingCycleAdvanced {
      to
    }
    ... on EvaluationAdvanced {
      toState
    }
    ... on EvidenceChanged {
      evidence {
        originalName
        evidenceState: state
      }
    }
    ... on ItemChanged {
      item {
        indicatorCode
      }
    }
    ... on PublicationChanged {
      publication {
        number
      }
    }
  }
}
fragment WatchedReady on Ready {
  recovered
  replayed
}
fragment WatchedEvents on Events {
  cursor
  events {
    ...WatchedEvent
  }
}
fragment WatchedReset on Reset {
  reason
}
fragment WatchedCheckpoint on Checkpoint {
  cursor
}`) as unknown as TypedDocumentString<EvaluationStreamSubscription, EvaluationStreamSubscriptionVariables>;