import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';

/**
 * Makes a function that counts the rows of every table of the database in one statement, but for the failed sign-ins,
 * which are there to be counted.
 */
export async function rowCounter(database: Database): Promise<() => Promise<Readonly<Record<string, number>>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename <> 'sign_in_failure' order by tablename`.execute(database);
  const counts = sql.join(
    tables.map(({ name }) => sql`select ${name}::text as name, count(*)::int as rows from ${sql.table(name)}`),
    sql` union all `,
  );
  // A parallel plan gives the tables in another order each time.
  return async () => {
    const { rows } = await sql<{ name: string; rows: number }>`select * from (${counts}) c order by name`.execute(database);
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
  };
}
