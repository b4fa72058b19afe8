import { ConnectionError, OperationError, type Remedy, remedyOf } from '../errors.js';

/** Why a mutation was refused: an error of its payload, or of the answer as a whole. */
export interface RefusalReason {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** What became of a queued mutation. */
export type MutationOutcome<Data = unknown> =
  | { readonly kind: 'DONE'; readonly data: Data }
  /** The server refuses it, and would again. Nothing was changed. The data is that of the payload, where there is one. */
  | { readonly kind: 'REFUSED'; readonly errors: readonly RefusalReason[]; readonly data: Data | null }
  /**
   * It failed again and again, or was answered by nobody for so long that the server has forgotten its key: whether it
   * took effect is not known.
   */
  | { readonly kind: 'UNKNOWN'; readonly reason: string };

/** A try that has to be repeated. */
export interface Unsettled {
  readonly remedy: Exclude<Remedy, 'NONE'>;
  readonly reason: string;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number;
}

/** Why a mutation was refused, by the `errors` of its payload; nothing when it was not. */
export function refusalsIn(data: Readonly<Record<string, unknown>>): readonly RefusalReason[] {
  return Object.values(data).flatMap((payload) => {
    const { errors } = (payload ?? {}) as { readonly errors?: unknown };
    return Array.isArray(errors) ? (errors as readonly RefusalReason[]) : [];
  });
}

function unsettled(remedy: Remedy, reason: string, retryAfter = 0): Unsettled | null {
  return remedy === 'NONE' ? null : { remedy, reason, retryAfter };
}

/** What became of a mutation that was answered with this data. */
export function outcomeOf<Data>(data: Readonly<Record<string, unknown>>): MutationOutcome<Data> | Unsettled {
  const errors = refusalsIn(data);
  if (errors.length === 0) {
    return { kind: 'DONE', data: data as Data };
  }
  const remedy = remedyOf(errors.map(({ code }) => code));
  return unsettled(remedy, errors[0]?.message ?? '') ?? { kind: 'REFUSED', errors, data: data as Data };
}

/** What became of a mutation whose sending failed like this. Throws what is no failure of a sending. */
export function outcomeOfError(error: unknown): MutationOutcome<never> | Unsettled {
  if (error instanceof OperationError) {
    const errors = error.errors.map(({ message, path, extensions }) => ({
      code: String(extensions?.code ?? ''),
      message,
      ...(path ? { path } : {}),
    }));
    return unsettled(error.remedy, error.message, error.retryAfter) ?? { kind: 'REFUSED', errors, data: null };
  }
  // Whatever answered in the server's place, it may not do so for ever.
  const reason = error instanceof Error ? error.message : String(error);
  return { remedy: error instanceof ConnectionError ? 'RETRY' : 'SIGN_IN', reason, retryAfter: 0 };
}
