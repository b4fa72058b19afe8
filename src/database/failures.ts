/** What a failure of the database means, told from the SQLSTATE or the socket's error. */
export interface DatabaseFailure {
  readonly kind: 'UNAVAILABLE' | 'CONFLICT' | 'CONSTRAINT' | 'INPUT' | 'OTHER';
  readonly code: string;
  readonly constraint?: string;
}

/** Socket errors and SQLSTATE classes 08, 53, 57P and 58: the server cannot be reached or cannot work now. */
const unavailable =
  /^(08|53|57P|58)|^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)$/;

/**
 * Deadlock, serialization failure, and a kept plan that a migration has outdated: the same transaction may succeed when
 * it is tried again.
 */
const retriable = /^(40001|40P01|0A000)$/;

/** A text with the null character (character_not_in_repertoire): PostgreSQL keeps and compares no such text. */
const unreadable = /^22021$/;

/**
 * A protocol violation that PostgreSQL itself found while it took a message apart: a null character in a text that the
 * ORM wrote into the statement cut it short. A pooler between tells by the same code that it has no server to give.
 */
const isCutShort = (code: string, routine: unknown): boolean =>
  code === '08P01' && typeof routine === 'string' && routine.startsWith('pq_');

/** Integrity constraint violations. */
const constraint = /^23/;

/** Messages of pg and its pool that come without a code. */
const unavailableMessage =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Cannot use a pool after calling end/;

function fields(error: unknown): {
  code?: unknown;
  constraint?: unknown;
  routine?: unknown;
  message?: unknown;
  cause?: unknown;
} {
  return typeof error === 'object' && error !== null ? error : {};
}

function kindOf(code: string): DatabaseFailure['kind'] | null {
  if (unavailable.test(code)) {
    return 'UNAVAILABLE';
  }
  if (retriable.test(code)) {
    return 'CONFLICT';
  }
  if (constraint.test(code)) {
    return 'CONSTRAINT';
  }
  return unreadable.test(code) ? 'INPUT' : null;
}

/** Reads an error of the driver, or of the ORM around it; null when it does not come from the database. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  for (let current: unknown = error, depth = 0; current && depth < 5; current = fields(current).cause, depth += 1) {
    const { code, constraint: name, routine, message } = fields(current);
    if (typeof code === 'string') {
      const kind = isCutShort(code, routine) ? 'INPUT' : kindOf(code);
      if (kind) {
        return { kind, code, ...(typeof name === 'string' ? { constraint: name } : {}) };
      }
      if (/^[0-9A-Z]{5}$/.test(code)) {
        return { kind: 'OTHER', code };
      }
    }
    if (typeof message === 'string' && unavailableMessage.test(message)) {
      return { kind: 'UNAVAILABLE', code: 'CONNECTION' };
    }
  }
  return null;
}
