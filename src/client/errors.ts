/** An error of `errors[]` of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Codes that pass: the same operation may succeed later, a mutation under the same idempotency key. */
const passing: ReadonlySet<string> = new Set([
  'CLIENT_CLOSED_REQUEST',
  'DATABASE_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'RATE_LIMITED',
  'REQUEST_TIMEOUT',
  'SERVER_STOPPING',
  'STORAGE_UNAVAILABLE',
]);

/** Codes of failures that nobody expected: they may pass, or stay for ever. */
const unexpected: ReadonlySet<string> = new Set(['INTERNAL', 'INTERNAL_SERVER_ERROR', 'TIMEOUT']);

/** Codes that pass when somebody signs in again. */
const unsigned: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'SESSION_EXPIRED']);

/** What may be done about a failure. */
export type Remedy =
  /** Another try, any number of them. */
  | 'RETRY'
  /** Another try, but not for ever. */
  | 'RETRY_SOME'
  /** Another try with another token. */
  | 'SIGN_IN'
  /** None: the operation itself is refused. */
  | 'NONE';

/** What may be done about errors with these codes: what the worst of them asks for. */
export function remedyOf(codes: readonly string[]): Remedy {
  if (codes.length === 0 || codes.some((code) => ![passing, unexpected, unsigned].some((set) => set.has(code)))) {
    return 'NONE';
  }
  if (codes.some((code) => unsigned.has(code))) {
    return 'SIGN_IN';
  }
  return codes.some((code) => unexpected.has(code)) ? 'RETRY_SOME' : 'RETRY';
}

/** The answer to an operation had errors. Expected failures of mutations are no such errors: they are in the payload. */
export class OperationError extends Error {
  override readonly name = 'OperationError';

  constructor(readonly errors: readonly AnswerError[]) {
    super(errors.map(({ message }) => message).join('; '));
  }

  /** The stable codes of the errors. */
  get codes(): readonly string[] {
    return this.errors.map(({ extensions }) => String(extensions?.code ?? ''));
  }

  /** What may be done about it. */
  get remedy(): Remedy {
    return remedyOf(this.codes);
  }

  /** Milliseconds that the server asks to wait before another try; 0 when it asks for nothing. */
  get retryAfter(): number {
    return Math.max(0, ...this.errors.map(({ extensions }) => Number(extensions?.retryAfter ?? 0) * 1_000));
  }
}

/** No answer of the server came: no network, no server, or something between that answers in its place. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  constructor(
    message: string,
    /** The HTTP status or the close code of the WebSocket; null when nothing came at all. */
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The program uses a stream in a way that cannot work, such as a document that does not select what is needed. */
export class StreamUsageError extends Error {
  override readonly name = 'StreamUsageError';
}
