import type { Database } from '../../database/tables.js';
import { createStreams, readHeads, settleHeads } from './heads.js';
import { readLastOf, readPage } from './log-page.js';
import type { Heads, LogPage, StateSnapshot, StreamLog } from '../stream-log.js';

/** Runs reads in one REPEATABLE READ READ ONLY transaction. */
export type ReadSnapshot = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

/** The log in PostgreSQL. */
export class PostgresLog implements StreamLog {
  constructor(
    private readonly database: Database,
    private readonly readSnapshot: ReadSnapshot,
    private readonly pageSize: number,
  ) {}

  heads(keys: readonly string[]): Promise<Heads> {
    return readHeads(this.database, keys);
  }

  settledHeads(keys: readonly string[]): Promise<Heads> {
    return settleHeads(this.database, keys);
  }

  page(key: string, after: number): Promise<LogPage> {
    return readPage(this.database, key, after, this.pageSize);
  }

  lastOf(key: string, types: readonly string[], upTo: number): Promise<number> {
    return readLastOf(this.database, key, types, upTo);
  }

  /** Reads the head and then the state in one snapshot: the state holds exactly the events up to that head. */
  async snapshot<S>(key: string, read: (database: Database) => Promise<S>): Promise<StateSnapshot<S>> {
    for (;;) {
      const taken = await this.readSnapshot(async (database): Promise<StateSnapshot<S> | null> => {
        const { at, heads } = await readHeads(database, [key]);
        const head = heads.get(key);
        return head ? { at, head, state: await read(database) } : null;
      });
      if (taken) {
        return taken;
      }
      // The snapshot cannot write: the stream gets its counter row outside, and the reading begins again.
      await createStreams(this.database, [key]);
    }
  }
}
