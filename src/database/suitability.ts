import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readDatabase } from './orm.js';

/** What a server says of itself and of the database in use. */
export interface DatabaseTraits {
  /** Such as 150004 for PostgreSQL 15.4. */
  readonly versionNumber: number;
  /** Such as `UTF8`. */
  readonly encoding: string;
}

/** The oldest PostgreSQL that can be used. */
const oldestVersion = 15;

/** This database can never be used; the message says what to do. */
export class DatabaseUnsuitableError extends Error {
  constructor(
    readonly code: 'DATABASE_VERSION_UNSUPPORTED' | 'DATABASE_ENCODING_UNSUPPORTED',
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseUnsuitableError';
  }
}

/** Why a database cannot be used; null when it can. */
export function unsuitability({ versionNumber, encoding }: DatabaseTraits): DatabaseUnsuitableError | null {
  const version = Math.floor(versionNumber / 10_000);
  if (version < oldestVersion) {
    return new DatabaseUnsuitableError(
      'DATABASE_VERSION_UNSUPPORTED',
      `The database is PostgreSQL ${version}; Kengash needs ${oldestVersion} or later. Set DATABASE_URL to one.`,
    );
  }
  if (encoding !== 'UTF8') {
    return new DatabaseUnsuitableError(
      'DATABASE_ENCODING_UNSUPPORTED',
      `The database keeps text in ${encoding}; Kengash needs UTF8, or names could not be stored. Make another one ` +
        "(`create database kengash encoding 'UTF8' template template0`) and name it in DATABASE_URL.",
    );
  }
  return null;
}

/** Looks whether the database can be used, before anything is made in it. Throws DatabaseUnsuitableError. */
export async function expectSuitable(orm: MikroORM): Promise<void> {
  const { rows } = await sql<DatabaseTraits>`
    select current_setting('server_version_num')::integer as "versionNumber", pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()
  `.execute(readDatabase(orm));
  const error = rows[0] ? unsuitability(rows[0]) : null;
  if (error) {
    throw error;
  }
}
