/** Why the embedded PostgreSQL cannot run. */
export type EmbeddedPostgresErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'BINARIES_MISSING'
  | 'DATA_DIRECTORY_UNWRITABLE'
  | 'DATA_DIRECTORY_IN_USE'
  | 'DATA_DIRECTORY_OTHER_VERSION'
  | 'NO_SPACE'
  | 'START_FAILED';

/** A failure of the embedded PostgreSQL, with a stable code and a message that says what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'EmbeddedPostgresError';
  }
}

/** How Node and PostgreSQL (whose messages are in English here) say that a disk or a quota is full. */
const fullDisk = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/;

/** Whether a message of Node or of PostgreSQL says that a disk or a quota is full. */
export const tellsOfFullDisk = (message: string): boolean => fullDisk.test(message);

/** The error of a step that failed: NO_SPACE when the message or the cause tells of a full disk, else `code`. */
export function failure(code: EmbeddedPostgresErrorCode, message: string, cause?: unknown): EmbeddedPostgresError {
  if (fullDisk.test(message) || fullDisk.test(String(cause))) {
    return new EmbeddedPostgresError(
      'NO_SPACE',
      `The disk is full. Free some space (a new database takes 100 MB), then start again. ${message}`,
      cause,
    );
  }
  return new EmbeddedPostgresError(code, message, cause);
}

/** The error of a folder that cannot be written. */
export function unwritable(folder: string, cause: unknown): EmbeddedPostgresError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const message = `The data folder ${folder} cannot be written (${reason}).`;
  const remedy = fullDisk.test(reason) ? '' : ' Make it writable, or choose another one by KENGASH_DATA_DIR.';
  return failure('DATA_DIRECTORY_UNWRITABLE', `${message}${remedy}`, cause);
}

/** Any thrown value as an error of ours. */
export function asEmbeddedPostgresError(error: unknown): EmbeddedPostgresError {
  return error instanceof EmbeddedPostgresError
    ? error
    : failure('START_FAILED', `The embedded PostgreSQL could not be started: ${String(error)}`, error);
}
