/** Why the embedded PostgreSQL cannot run. */
export type EmbeddedPostgresErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'BINARIES_MISSING'
  | 'DATA_DIRECTORY_UNWRITABLE'
  | 'DATA_DIRECTORY_IN_USE'
  | 'DATA_DIRECTORY_OTHER_VERSION'
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

/** The error of a folder that cannot be written. */
export function unwritable(folder: string, cause: unknown): EmbeddedPostgresError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new EmbeddedPostgresError(
    'DATA_DIRECTORY_UNWRITABLE',
    `The data folder ${folder} cannot be written (${reason}). ` +
      'Make it writable, or choose another one by KENGASH_DATA_DIR.',
    cause,
  );
}
