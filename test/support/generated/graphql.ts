/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AppointmentCreateInput = {
  readonly basis?: string | null | undefined;
  readonly endedOn?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly person?: PersonInput | null | undefined;
  readonly personId?: string | null | undefined;
  readonly seatId: string;
  readonly startedOn: string;
};

export type AppointmentEndInput = {
  readonly endedOn: string;
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly version: number;
};

export type ConflictDecideInput = {
  readonly assignmentId: string;
  readonly confirmed: boolean;
  readonly idempotencyKey?: string | null | undefined;
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

export type CouncilUpdateInput = {
  readonly address?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly version: number;
  readonly website?: string | null | undefined;
};

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

export type PersonInput = {
  readonly familyName: string;
  readonly givenName: string;
  readonly organisation?: string | null | undefined;
  readonly patronymic?: string | null | undefined;
};

export type RaterAssignInput = {
  readonly evaluationIds: ReadonlyArray<string>;
  readonly idempotencyKey?: string | null | undefined;
  readonly raterId: string;
};

export type RaterAssignmentState =
  | 'ACTIVE'
  | 'COMPLETED'
  | 'CONFLICTED'
  | 'DECLARING'
  | 'DECLINED'
  | 'RECUSED'
  | 'REPLACED';

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

export type SeatCategory =
  | 'BUSINESS'
  | 'DEPARTMENT_HEAD'
  | 'DEPUTY'
  | 'LAW_ENFORCEMENT'
  | 'MASS_MEDIA'
  | 'NGO';

export type SeatFunction =
  | 'CHAIR'
  | 'DEPUTY_CHAIR'
  | 'MEMBER'
  | 'RESPONSIBLE_SECRETARY'
  | 'SECRETARIAT_OFFICER';

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

export type CouncilVersionQueryVariables = Exact<{
  code: string;
}>;


export type CouncilVersionQuery = { readonly council: { readonly id: string, readonly version: number } | null };

export type CouncilUpdateMutationVariables = Exact<{
  input: CouncilUpdateInput;
}>;


export type CouncilUpdateMutation = { readonly councilUpdate: { readonly positions: ReadonlyArray<string>, readonly council: { readonly version: number, readonly phone: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

export type CouncilNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type CouncilNamesQuery = { readonly councils: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly code: string, readonly name: string, readonly territory: { readonly soato: string, readonly name: string } | null }> } };

export type CouncilSearchQueryVariables = Exact<{
  search: string;
}>;


export type CouncilSearchQuery = { readonly councils: { readonly nodes: ReadonlyArray<{ readonly code: string }> } };

export type CouncilMembersQueryVariables = Exact<{
  code: string;
  day: string;
}>;


export type CouncilMembersQuery = { readonly council: { readonly members: ReadonlyArray<{ readonly startedOn: string, readonly seat: { readonly function: SeatFunction, readonly category: SeatCategory | null }, readonly person: { readonly fullName: string } }>, readonly former: ReadonlyArray<{ readonly endedOn: string | null, readonly seat: { readonly function: SeatFunction } }> } | null };

export type CouncilPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type CouncilPageQuery = { readonly councils: { readonly nodes: ReadonlyArray<{ readonly code: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null, readonly hasPreviousPage: boolean, readonly startCursor: string | null } } };

export type CouncilPermissionQueryVariables = Exact<{
  code: string;
}>;


export type CouncilPermissionQuery = { readonly council: { readonly viewerCanUpdate: { readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null } } | null };

export type CouncilAppointmentsQueryVariables = Exact<{
  code: string;
}>;


export type CouncilAppointmentsQuery = { readonly council: { readonly id: string, readonly version: number, readonly members: ReadonlyArray<{ readonly id: string, readonly version: number, readonly startedOn: string, readonly person: { readonly id: string }, readonly seat: { readonly id: string, readonly function: SeatFunction } }> } | null };

export type AppointmentCreateMutationVariables = Exact<{
  input: AppointmentCreateInput;
}>;


export type AppointmentCreateMutation = { readonly appointmentCreate: { readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type AppointmentEndMutationVariables = Exact<{
  input: AppointmentEndInput;
}>;


export type AppointmentEndMutation = { readonly appointmentEnd: { readonly appointment: { readonly endedOn: string | null, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type CycleStepFragment = { readonly id: string, readonly state: RatingCycleState, readonly version: number };

export type MethodologyVersionsQueryVariables = Exact<{
  code: string;
}>;


export type MethodologyVersionsQuery = { readonly methodology: { readonly versions: ReadonlyArray<{ readonly id: string }> } | null };

export type RatingCycleCreateMutationVariables = Exact<{
  input: RatingCycleCreateInput;
}>;


export type RatingCycleCreateMutation = { readonly ratingCycleCreate: { readonly ratingCycle: { readonly id: string, readonly state: RatingCycleState, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type RatingCycleAdvanceMutationVariables = Exact<{
  input: RatingCycleAdvanceInput;
}>;


export type RatingCycleAdvanceMutation = { readonly ratingCycleAdvance: { readonly ratingCycle: { readonly id: string, readonly state: RatingCycleState, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type CycleEvaluationsQueryVariables = Exact<{
  id: string;
}>;


export type CycleEvaluationsQuery = { readonly ratingCycle: { readonly evaluations: ReadonlyArray<{ readonly id: string, readonly council: { readonly code: string } | null }> } | null };

export type CycleAssignmentsQueryVariables = Exact<{
  id: string;
}>;


export type CycleAssignmentsQuery = { readonly ratingCycle: { readonly evaluations: ReadonlyArray<{ readonly assignments: ReadonlyArray<{ readonly id: string, readonly state: RaterAssignmentState, readonly pseudonym: string }> }> } | null };

export type RaterAssignMutationVariables = Exact<{
  input: RaterAssignInput;
}>;


export type RaterAssignMutation = { readonly raterAssign: { readonly ratingCycle: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type ConflictDeclareMutationVariables = Exact<{
  input: ConflictDeclareInput;
}>;


export type ConflictDeclareMutation = { readonly conflictDeclare: { readonly evaluation: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type ConflictDecideMutationVariables = Exact<{
  input: ConflictDecideInput;
}>;


export type ConflictDecideMutation = { readonly conflictDecide: { readonly raterAssignment: { readonly state: RaterAssignmentState } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode }> } };

export type EvidenceUploadCreateMutationVariables = Exact<{
  input: EvidenceUploadCreateInput;
}>;


export type EvidenceUploadCreateMutation = { readonly evidenceUploadCreate: { readonly upload: { readonly path: string, readonly ticket: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type CollectingEvaluationsQueryVariables = Exact<{
  councilCode: string;
}>;


export type CollectingEvaluationsQuery = { readonly evaluations: { readonly nodes: ReadonlyArray<{ readonly id: string }> } };

export type EvaluationIndicatorsQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationIndicatorsQuery = { readonly evaluation: { readonly items: ReadonlyArray<{ readonly indicatorCode: string }> } | null };

export type EvidenceAddMutationVariables = Exact<{
  input: EvidenceAddInput;
}>;


export type EvidenceAddMutation = { readonly evidenceAdd: { readonly evidence: { readonly id: string, readonly version: number, readonly state: EvidenceState, readonly late: boolean } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly path: ReadonlyArray<string> }> } };

export type EvaluationEvidenceQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationEvidenceQuery = { readonly evaluation: { readonly evidence: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly file: { readonly path: string, readonly sha256: string, readonly mediaType: string } }> } } | null };

export type EvidenceDecideMutationVariables = Exact<{
  input: EvidenceDecideInput;
}>;


export type EvidenceDecideMutation = { readonly evidenceDecide: { readonly evidence: { readonly state: EvidenceState } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode }> } };

export type SessionCreateMutationVariables = Exact<{
  input: SessionCreateInput;
}>;


export type SessionCreateMutation = { readonly sessionCreate: { readonly session: { readonly token: string } | null, readonly errors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } };

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
export const CycleStepFragmentDoc = new TypedDocumentString(`
    fragment CycleStep on RatingCycle {
  id
  state
  version
}
    `, {"fragmentName":"CycleStep"}) as unknown as TypedDocumentString<CycleStepFragment, unknown>;
export const CouncilVersionDocument = new TypedDocumentString(`
    query CouncilVersion($code: String!) {
  council(code: $code) {
    id
    version
  }
}
    `) as unknown as TypedDocumentString<CouncilVersionQuery, CouncilVersionQueryVariables>;
export const CouncilUpdateDocument = new TypedDocumentString(`
    mutation CouncilUpdate($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) {
    council {
      version
      phone
    }
    positions
    errors {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilUpdateMutation, CouncilUpdateMutationVariables>;
export const CouncilNamesDocument = new TypedDocumentString(`
    query CouncilNames {
  councils {
    totalCount
    nodes {
      code
      name
      territory {
        soato
        name(locale: UZ_CYRL)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilNamesQuery, CouncilNamesQueryVariables>;
export const CouncilSearchDocument = new TypedDocumentString(`
    query CouncilSearch($search: String!) {
  councils(where: {search: $search}) {
    nodes {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilSearchQuery, CouncilSearchQueryVariables>;
export const CouncilMembersDocument = new TypedDocumentString(`
    query CouncilMembers($code: String!, $day: Date!) {
  council(code: $code) {
    members {
      seat {
        function
        category
      }
      person {
        fullName
      }
      startedOn
    }
    former: members(on: $day) {
      seat {
        function
      }
      endedOn
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilMembersQuery, CouncilMembersQueryVariables>;
export const CouncilPageDocument = new TypedDocumentString(`
    query CouncilPage($first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  councils(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      code
    }
    pageInfo {
      hasNextPage
      endCursor
      hasPreviousPage
      startCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilPageQuery, CouncilPageQueryVariables>;
export const CouncilPermissionDocument = new TypedDocumentString(`
    query CouncilPermission($code: String!) {
  council(code: $code) {
    viewerCanUpdate {
      allowed
      code
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilPermissionQuery, CouncilPermissionQueryVariables>;
export const CouncilAppointmentsDocument = new TypedDocumentString(`
    query CouncilAppointments($code: String!) {
  council(code: $code) {
    id
    version
    members {
      id
      version
      startedOn
      person {
        id
      }
      seat {
        id
        function
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CouncilAppointmentsQuery, CouncilAppointmentsQueryVariables>;
export const AppointmentCreateDocument = new TypedDocumentString(`
    mutation AppointmentCreate($input: AppointmentCreateInput!) {
  appointmentCreate(input: $input) {
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AppointmentCreateMutation, AppointmentCreateMutationVariables>;
export const AppointmentEndDocument = new TypedDocumentString(`
    mutation AppointmentEnd($input: AppointmentEndInput!) {
  appointmentEnd(input: $input) {
    appointment {
      endedOn
      version
    }
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AppointmentEndMutation, AppointmentEndMutationVariables>;
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
      ...CycleStep
    }
    errors {
      code
      path
    }
  }
}
    fragment CycleStep on RatingCycle {
  id
  state
  version
}`) as unknown as TypedDocumentString<RatingCycleCreateMutation, RatingCycleCreateMutationVariables>;
export const RatingCycleAdvanceDocument = new TypedDocumentString(`
    mutation RatingCycleAdvance($input: RatingCycleAdvanceInput!) {
  ratingCycleAdvance(input: $input) {
    ratingCycle {
      ...CycleStep
    }
    errors {
      code
      path
    }
  }
}
    fragment CycleStep on RatingCycle {
  id
  state
  version
}`) as unknown as TypedDocumentString<RatingCycleAdvanceMutation, RatingCycleAdvanceMutationVariables>;
export const CycleEvaluationsDocument = new TypedDocumentString(`
    query CycleEvaluations($id: ID!) {
  ratingCycle(id: $id) {
    evaluations {
      id
      council {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CycleEvaluationsQuery, CycleEvaluationsQueryVariables>;
export const CycleAssignmentsDocument = new TypedDocumentString(`
    query CycleAssignments($id: ID!) {
  ratingCycle(id: $id) {
    evaluations {
      assignments {
        id
        state
        pseudonym
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CycleAssignmentsQuery, CycleAssignmentsQueryVariables>;
export const RaterAssignDocument = new TypedDocumentString(`
    mutation RaterAssign($input: RaterAssignInput!) {
  raterAssign(input: $input) {
    ratingCycle {
      id
    }
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RaterAssignMutation, RaterAssignMutationVariables>;
export const ConflictDeclareDocument = new TypedDocumentString(`
    mutation ConflictDeclare($input: ConflictDeclareInput!) {
  conflictDeclare(input: $input) {
    evaluation {
      id
    }
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ConflictDeclareMutation, ConflictDeclareMutationVariables>;
export const ConflictDecideDocument = new TypedDocumentString(`
    mutation ConflictDecide($input: ConflictDecideInput!) {
  conflictDecide(input: $input) {
    raterAssignment {
      state
    }
    errors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ConflictDecideMutation, ConflictDecideMutationVariables>;
export const EvidenceUploadCreateDocument = new TypedDocumentString(`
    mutation EvidenceUploadCreate($input: EvidenceUploadCreateInput!) {
  evidenceUploadCreate(input: $input) {
    upload {
      path
      ticket
    }
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<EvidenceUploadCreateMutation, EvidenceUploadCreateMutationVariables>;
export const CollectingEvaluationsDocument = new TypedDocumentString(`
    query CollectingEvaluations($councilCode: String!) {
  evaluations(where: {state: COLLECTING, councilCode: $councilCode}) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CollectingEvaluationsQuery, CollectingEvaluationsQueryVariables>;
export const EvaluationIndicatorsDocument = new TypedDocumentString(`
    query EvaluationIndicators($id: ID!) {
  evaluation(id: $id) {
    items {
      indicatorCode
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationIndicatorsQuery, EvaluationIndicatorsQueryVariables>;
export const EvidenceAddDocument = new TypedDocumentString(`
    mutation EvidenceAdd($input: EvidenceAddInput!) {
  evidenceAdd(input: $input) {
    evidence {
      id
      version
      state
      late
    }
    errors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<EvidenceAddMutation, EvidenceAddMutationVariables>;
export const EvaluationEvidenceDocument = new TypedDocumentString(`
    query EvaluationEvidence($id: ID!) {
  evaluation(id: $id) {
    evidence {
      nodes {
        id
        title
        file {
          path
          sha256
          mediaType
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationEvidenceQuery, EvaluationEvidenceQueryVariables>;
export const EvidenceDecideDocument = new TypedDocumentString(`
    mutation EvidenceDecide($input: EvidenceDecideInput!) {
  evidenceDecide(input: $input) {
    evidence {
      state
    }
    errors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<EvidenceDecideMutation, EvidenceDecideMutationVariables>;
export const SessionCreateDocument = new TypedDocumentString(`
    mutation SessionCreate($input: SessionCreateInput!) {
  sessionCreate(input: $input) {
    session {
      token
    }
    errors {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<SessionCreateMutation, SessionCreateMutationVariables>;