/**
 * The catalogue of stable codes of expected failures. A code never changes its meaning and is never used again for
 * another one; the sentence is what the schema tells programmers, the message for people comes from the language
 * catalogue by the same code.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'The operation needs a signed-in account.',
  FORBIDDEN: 'The viewer sees the object but may not do this with it.',
  NOT_FOUND: 'No such object, or none that the viewer may see: the two are not told apart.',
  BAD_USER_INPUT: 'The value at the path cannot be read.',
  REQUIRED: 'A value is needed at the path.',
  TOO_SHORT: 'The text is shorter than the least length.',
  TOO_LONG: 'The text or list is longer than the greatest length.',
  INVALID_FORMAT: 'The text is not of the format that the field asks for.',
  INVALID_CHARACTERS: 'The text holds control, bidirectional override or otherwise hostile characters.',
  WRONG_SCRIPT: 'The text is in a script that the field does not take.',
  OUT_OF_RANGE: 'The number or date lies outside its bounds.',
  NOT_ADMISSIBLE: 'The methodology does not allow this value for this indicator.',
  OFF_THE_STEPS: 'The points lie between two steps of the scale of the indicator.',
  UNKNOWN_LEVEL: 'The level is not one of this indicator.',
  VERSION_CONFLICT: 'The object has changed since it was read; the payload holds its present state.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used before with another input.',
  INVALID_CREDENTIALS: 'The e-mail address or the password is wrong.',
  ACCOUNT_LOCKED: 'Too many failed sign-ins; the account is locked for a time.',
  PASSWORD_TOO_WEAK: 'The new password is too short, too long or too common.',
  SESSION_EXPIRED: 'The session has ended; sign in again.',
  SESSION_AT_LIMIT: 'The session has reached its greatest age and cannot be extended; it ends when it says.',
  INVALID_STATE: 'The object is not in a state from which this step is possible.',
  NOT_PRESENT: 'The viewer is not present there: only who is subscribed to `presenceStream` is.',
  ITEM_NOT_OPEN: 'The item takes no marks now.',
  GUARD_NOT_MET: 'A condition of this step is not met yet.',
  PUBLISHED_BY_APPROVAL: 'A cycle is published by the second approval of its table (`publicationApprove`), by no step of its own.',
  WITHDRAWN_WITH_CYCLE: 'The first table of a cycle is given up with the cycle (`ratingCycleAdvance` to CANCELLED), by no step of its own.',
  CONFLICT_OF_INTEREST: 'The person has a conflict of interest with the council.',
  NOT_ASSIGNED: 'The viewer is not assigned to this evaluation.',
  DECLARATION_REQUIRED: 'A declaration on conflicts of interest has to be made first.',
  MIN_RATERS_NOT_MET: 'Fewer active raters than the methodology asks for.',
  OPEN_CONFLICT: 'A declared conflict of interest is not decided yet.',
  FOUR_EYES_REQUIRED: 'A second person has to do this.',
  ALREADY_APPROVED: 'The viewer has approved this before.',
  ALREADY_EXISTS: 'Such an object is there already.',
  METHODOLOGY_NOT_APPROVED: 'The methodology version is not approved.',
  METHODOLOGY_INCOMPLETE: 'Parts of the methodology are not public, so it cannot open a cycle.',
  METHODOLOGY_INVALID:
    'The methodology breaks a rule at the path. The message gives the stable name of the rule and what it asks for; `methodologyBodySchema` lists them.',
  COMMITMENT_MISMATCH:
    'The hash is not that of the draft as it is kept, the salt, the item, the cycle and the pseudonym of the rater; `CommitmentInput.hash` says how it is made.',
  COMMITMENT_COPIED: 'The commitment is that of another rater: it was copied, since the salt makes each one of its own.',
  ALREADY_MARKED: 'The item was marked before: twice in one command, under the same commitment, or before passing.',
  CHANGE_REASON_REQUIRED: 'The mark differs from that of the round before, and no reason was given.',
  JUSTIFICATION_REQUIRED: 'The indicator asks for a longer justification.',
  EVIDENCE_REQUIRED: 'The council has brought less evidence than the indicator asks for, so no points can be given.',
  EVIDENCE_HASH_REQUIRED: 'A piece of evidence is named without the hash of the bytes that were looked at.',
  EVIDENCE_HASH_MISMATCH: 'The hash is not that of the piece of evidence.',
  EVIDENCE_CLOSED: 'The time for evidence has ended.',
  SCORING_CLOSED: 'The time for marks has ended.',
  ITEMS_UNDECIDED: 'The cycle is deliberated in session, and items have not been decided in one.',
  NOT_FACILITATING: 'The viewer does not lead the session.',
  STALE_TERM: 'The lead has changed hands since: the message gives the present number.',
  LEAD_IS_HELD: 'Whoever leads is there, or it is not the turn of the viewer to take over.',
  NOT_CHECKED_IN: 'Somebody is not checked in, and so takes no part.',
  QUORUM_NOT_MET: 'Too few of those who are entitled are checked in.',
  ITEM_NOT_ON_FLOOR: 'The item is not on the floor.',
  FLOOR_TAKEN: 'The item on the floor is being marked.',
  ROUND_STILL_OPEN: 'Not every rater who is there has marked or passed, or too few are entitled for that to be told: the round goes on to the end of its time.',
  NO_ROUND_LEFT: 'The methodology allows no further round.',
  ROUNDS_LEFT: 'The methodology allows further rounds, so nothing is decided without agreement.',
  ITEMS_OPEN: 'Items of the session are neither decided nor put off.',
  ALREADY_VOTED: 'The viewer has answered the proposal before.',
  OUTSIDE_ROUND_RANGE: 'The value lies outside the marks of the last round, and rests on no piece of evidence.',
  SIGNATURE_INVALID: 'The signature is not one of the registered key over the checkpoint.',
  APPEAL_TERM_OVER: 'The days for appeals have passed.',
  APPEAL_LOWERS_POINTS: 'An appeal, or a check that follows one, never lowers points; the message gives the least.',
  ALREADY_DECIDED: 'The viewer, or a member of a panel who is to leave it, has given a decision before.',
  APPEALS_OPEN: 'Appeals of the cycle are undecided, or checks that follow from them are open.',
  UPLOAD_EXPIRED: 'The upload ticket has expired or is not valid.',
  UPLOAD_MISMATCH: 'The bytes are not those that the ticket names.',
  FILE_TOO_LARGE: 'The file is larger than allowed.',
  FILE_TYPE_NOT_ALLOWED: 'Files of this type are not accepted.',
  STORAGE_UNAVAILABLE: 'The file storage cannot be written at the moment.',
  DATE_ORDER: 'The end lies before the start.',
  DEADLINE_NOT_LATER: 'A last day is today or later, and only moves forward.',
  SEAT_TAKEN: 'The seat is held by somebody in that time.',
  PERIOD_OVERLAP: 'The period overlaps another one.',
  NOTHING_TO_CHANGE: 'The input changes nothing.',
  REASON_REQUIRED: 'A reason has to be given.',
  RATE_LIMITED: 'Too many requests in too short a time.',
  COST_EXCEEDED: 'The operation asks for more than one operation may.',
  DEPTH_EXCEEDED: 'The operation is nested too deeply.',
  ALIASES_EXCEEDED: 'The operation uses too many aliases.',
  TIMEOUT: 'The operation took too long and was stopped.',
  UNRECOVERABLE_POSITION: 'The stream cannot be continued from the cursor without a gap.',
  INVALID_CURSOR: 'The cursor is not one of this list or stream.',
  DATABASE_UNAVAILABLE: 'The database cannot be reached at the moment; nothing was changed.',
  OUTCOME_UNKNOWN:
    'The connection to the database was lost at the last moment, so whether the change took effect is not known; repeat it under the same idempotency key.',
  INTERNAL: 'An unexpected failure, logged under the id in the message.',
} as const satisfies Readonly<Record<string, string>>;

/** A stable code of an expected failure. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * The codes that `errors[]` of an answer knows beside those: the request as such was refused, or failed, whatever it
 * asks for. They are never among the errors of a payload, and so not in the schema.
 */
export const protocolCodes = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no such operation, or several and none is named.',
  MUTATIONS_EXCEEDED: 'The operation has too many mutations.',
  DIRECTIVES_EXCEEDED: 'The operation has too many directives.',
  BAD_REQUEST: 'The request is not one of GraphQL over HTTP, or carries what this way cannot.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is not JSON in UTF-8, or is compressed.',
  PAYLOAD_TOO_LARGE: 'The body is larger than allowed.',
  REQUEST_TIMEOUT: 'The request did not come to its end in time.',
  METHOD_NOT_ALLOWED: 'The path does not take this method.',
  FORBIDDEN_ORIGIN: 'Pages of this origin may not call the API.',
  CLIENT_CLOSED_REQUEST: 'The client has left.',
  SERVER_STOPPING: 'The server is about to stop; another try finds the next one.',
  INTERNAL_SERVER_ERROR: 'An unexpected failure, logged under the id in `extensions.errorId`.',
} as const satisfies Readonly<Record<string, string>>;

/** A code of `errors[]` alone. */
export type ProtocolCode = keyof typeof protocolCodes;

/** One expected failure: what (code), where in the input (path), and the values that its message mentions. */
export interface Fault {
  readonly code: ErrorCode;
  readonly path: readonly string[];
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** The outcome of a command: its value, or every fault that was found. Faults mean that nothing was changed. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failure with one fault; the path is that of the input field, `input` left out. */
export function fault(
  code: ErrorCode,
  path: readonly string[] = [],
  parameters: Readonly<Record<string, string | number>> = {},
): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults: [{ code, path, parameters }] };
}

/** A failure with all the faults that were found. */
export function faults(found: readonly Fault[]): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults: found };
}
