import { sql } from 'kysely';
import type { Database } from '../../src/database/tables.js';

/** Makes a function that gives one text for all that is in the database: another one, and something was written. */
export async function fingerprinter(database: Database): Promise<() => Promise<string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(database);
  const prints = sql.join(
    tables.map(
      ({ name }) =>
        sql`select ${name}::text as name, md5(string_agg(t::text, ' ' order by t::text)) as print from ${sql.table(name)} t`,
    ),
    sql` union all `,
  );
  return async () => JSON.stringify((await sql`${prints}`.execute(database)).rows);
}
