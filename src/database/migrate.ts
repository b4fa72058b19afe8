import type { MikroORM } from '@mikro-orm/postgresql';

/** Applies the migrations that are missing, all or none. Answers their names. */
export async function migrate(orm: MikroORM): Promise<readonly string[]> {
  const applied = await orm.migrator.up();
  return applied.map(({ name }) => name);
}

/** The names of the migrations that the database does not have yet. */
export async function pendingMigrations(orm: MikroORM): Promise<readonly string[]> {
  const pending = await orm.migrator.getPending();
  return pending.map(({ name }) => name);
}
