import type { Database } from '../../database/tables.js';
import { createStreams, readHeads, type Recognised, settleHeads } from './heads.js';
import { recognise } from './incarnation.js';
import { readLastOf, readPage } from './log-page.js';
import type { Heads, LogPage, StateSnapshot, StreamLog } from '../stream-log.js';

/** Runs reads in one REPEATABLE READ READ ONLY transaction. */
export type ReadSnapshot = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

/** The log in PostgreSQL. */
export class PostgresLog implements StreamLog {
  constructor(
    private readonly database: Database,
    private readonly readSnapshot: ReadSnapshot,
    /** Told of the new generation when the database turned out to be a restored one, or a copy. */
    private readonly restored: (generation: number) => void = () => {},
  ) {}

  heads(keys: readonly string[]): Promise<Heads> {
    return this.#recognised(() => readHeads(this.database, keys));
  }

  settledHeads(keys: readonly string[]): Promise<Heads> {
    return this.#recognised(() => settleHeads(this.database, keys));
  }

  page(key: string, after: number, size: number): Promise<LogPage> {
    return this.#recognised(() => readPage(this.database, key, after, size));
  }

  lastOf(key: string, types: readonly string[], upTo: number): Promise<number> {
    return readLastOf(this.database, key, types, upTo);
  }

  /** Reads the head and then the state in one snapshot: the state holds exactly the events up to that head. */
  async snapshot<S>(key: string, read: (database: Database) => Promise<S>): Promise<StateSnapshot<S>> {
    for (;;) {
      const taken = await this.readSnapshot(async (database): Promise<StateSnapshot<S> | null> => {
        const { at, heads, isRecognised } = await readHeads(database, [key]);
        const head = heads.get(key);
        return head && isRecognised ? { at, head, state: await read(database) } : null;
      });
      if (taken) {
        return taken;
      }
      // The snapshot cannot write: what the stream lacks is written outside, and the reading begins again.
      await this.#recognise();
      await createStreams(this.database, [key]);
    }
  }

  /** Reads, and once more where the database was not the one that is known. */
  async #recognised<T extends Recognised>(read: () => Promise<T>): Promise<T> {
    const answer = await read();
    if (answer.isRecognised) {
      return answer;
    }
    await this.#recognise();
    return read();
  }

  async #recognise(): Promise<void> {
    const generation = await recognise(this.database);
    if (generation !== null) {
      this.restored(generation);
    }
  }
}
