import { Client } from 'pg';
import { vi } from 'vitest';

/** What the processes of this test send to PostgreSQL, whoever sends it. */
export interface SqlRecorder {
  /** The SQL texts since the last call: all of them, or those that were sent to one database. */
  take(databaseName?: string): string[];
  stop(): void;
}

/** What a server sends by itself: hints to other nodes, its lease and those of others, its timers, what the ledger is to chain. */
const own = /pg_notify\(|(insert into|update) rt_node|with (dead|ended) as|from "timer" where "ends_at"|ledger_pending|advisory_xact_lock/i;

/** Listens to the driver itself: entities and plain rows pass through it alike. Values are not recorded. */
export function recordSql(): SqlRecorder {
  let statements: { readonly text: string; readonly databaseName: string | undefined }[] = [];
  const query = Client.prototype.query as (...values: unknown[]) => unknown;
  const spy = vi.spyOn(Client.prototype as unknown as { query: typeof query }, 'query');
  spy.mockImplementation(function (this: unknown, ...values: unknown[]) {
    const [first] = values;
    const text = typeof first === 'string' ? first : (first as { readonly text?: unknown }).text;
    if (typeof text === 'string' && !own.test(text)) {
      statements.push({ text, databaseName: (this as Client).database });
    }
    return query.apply(this, values);
  });
  const take = (databaseName?: string): string[] => {
    const taken = statements.filter((statement) => databaseName === undefined || statement.databaseName === databaseName);
    statements = statements.filter((statement) => !taken.includes(statement));
    return taken.map(({ text }) => text);
  };
  return { take, stop: () => spy.mockRestore() };
}
