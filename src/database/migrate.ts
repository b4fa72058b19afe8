import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { migrationsList } from '../../migrations/index.js';
import { readDatabase } from './orm.js';

/** Applies the migrations that are missing, all or none. Answers their names. */
export async function migrate(orm: MikroORM): Promise<readonly string[]> {
  const applied = await orm.migrator.up();
  return applied.map(({ name }) => name);
}

/**
 * The names of the migrations that the database does not have yet. It only reads: the ORM's own question would make the
 * database and its table where a name is mistyped.
 */
export async function pendingMigrations(orm: MikroORM): Promise<readonly string[]> {
  const database = readDatabase(orm);
  const { rows: tables } = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(database);
  const applied = tables[0]?.found
    ? (await sql<{ name: string }>`select name from migration`.execute(database)).rows.map(({ name }) => name)
    : [];
  return migrationsList.map(({ name }) => name).filter((name) => !applied.includes(name));
}
