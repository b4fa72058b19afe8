import { sql } from 'kysely';
import type { Database } from '../../src/database/tables.js';

/** What the server writes by itself all the time: the leases of nodes, who is connected to them, and the chain over what was entered. */
const ownTables = ['rt_node', 'rt_presence', 'rt_presence_mark', 'ledger_pending', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'];

/** Makes a function that gives one text for all that is in the database: another one, and something was written. */
export async function fingerprinter(database: Database): Promise<() => Promise<string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> all(${ownTables}::text[]) order by tablename`.execute(database);
  const prints = sql.join(
    tables.map(
      ({ name }) =>
        sql`select ${name}::text as name, md5(string_agg(t::text, ' ' order by t::text)) as print from ${sql.table(name)} t`,
    ),
    sql` union all `,
  );
  // A parallel plan gives the tables in another order each time.
  return async () => JSON.stringify((await sql`select * from (${prints}) p order by name`.execute(database)).rows);
}
