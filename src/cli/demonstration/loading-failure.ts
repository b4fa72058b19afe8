import { EmbeddedPostgresError, failure, tellsOfFullDisk } from '../../database/embedded/index.js';

/** What an error and those behind it say, one after the other. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let current = error, depth = 0; current && depth < 8; depth += 1) {
    words.push(String(current));
    current = (current as { readonly cause?: unknown }).cause;
  }
  return words.join('\n');
}

/**
 * Notes what goes wrong underneath while the demonstration is loaded: a command only answers that the database or the
 * storage failed, and a PostgreSQL that ran out of space on its log is just gone.
 */
export class LoadingTroubles {
  #fullDisk: string | null = null;

  /** Takes note of an error, or of a line of PostgreSQL's log. */
  readonly note = (trouble: unknown): void => {
    const words = wordsOf(trouble);
    if (tellsOfFullDisk(words)) {
      this.#fullDisk ??= words.split('\n').find(tellsOfFullDisk) ?? words;
    }
  };

  /** The error to tell of instead of one that ended the loading: NO_SPACE where the disk is full, else that one. */
  explain(error: unknown): unknown {
    if (error instanceof EmbeddedPostgresError && error.code === 'NO_SPACE') {
      return error;
    }
    this.note(error);
    return this.#fullDisk === null ? error : failure('NO_SPACE', `PostgreSQL or a file said: ${this.#fullDisk}`, error);
  }
}
