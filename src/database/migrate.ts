import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { migrationsList } from '../../migrations/index.js';
import { readDatabase } from './orm.js';
import { expectSuitable } from './suitability.js';

/** The number of the lock that whoever changes the schema holds: the first bytes of "kengash". */
const migrationLock = 0x6b65_6e67;

/** Milliseconds between two attempts to get the lock. */
const lockInterval = 200;

/** Raised when the database is not at the migrations of this version. */
export class MigrationsPendingError extends Error {
  readonly code = 'MIGRATIONS_PENDING';

  constructor(readonly pending: readonly string[]) {
    super(`The database lacks ${pending.length} migrations (${pending.join(', ')}). Run \`npm run db:migrate\`.`);
  }
}

/**
 * Does work on the schema and its data while nobody else does any on this database: who comes second waits. The ORM
 * needs a pool of two connections or more. The lock ends with its transaction, so none is left by a process that dies.
 */
export async function migratingAlone<T>(orm: MikroORM, work: () => Promise<T>): Promise<T> {
  return readDatabase(orm)
    .transaction()
    .execute(async (transaction) => {
      // Asked again and again: a statement that waits would be ended by the time limit that holds for all of them.
      const ask = sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${migrationLock}::bigint) as held`;
      while (!(await ask.execute(transaction)).rows[0]?.held) {
        await delay(lockInterval);
      }
      return work();
    });
}

/** Applies the migrations that are missing, all or none. Answers their names. Throws DatabaseUnsuitableError. */
export async function migrate(orm: MikroORM): Promise<readonly string[]> {
  await expectSuitable(orm);
  const applied = await orm.migrator.up();
  return applied.map(({ name }) => name);
}

/** Looks whether the database is at the migrations of this version. Throws MigrationsPendingError. */
export async function expectMigrated(orm: MikroORM): Promise<void> {
  const pending = await pendingMigrations(orm);
  if (pending.length > 0) {
    throw new MigrationsPendingError(pending);
  }
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
