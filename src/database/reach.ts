import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type DatabaseConnection, readDatabase } from './orm.js';

/** The database cannot be used from the start; the message says where it was looked for and what is wrong. */
export class DatabaseConnectError extends Error {
  readonly code = 'DATABASE_UNREACHABLE';

  constructor(where: string, cause: unknown) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    super(
      `The database at ${where} cannot be used: ${reason.replace(/\.$/, '')}. Check DATABASE_URL, and that PostgreSQL answers there.`,
      { cause },
    );
  }
}

/** Where a connection leads, without whose it is. */
export function addressOf(connection: DatabaseConnection): string {
  if ('url' in connection) {
    const { host, pathname } = new URL(connection.url);
    return `${decodeURIComponent(host)}${pathname}`;
  }
  return `${connection.host}:${connection.port}/${connection.database}`;
}

/** Asks the database for an answer. Throws DatabaseConnectError when there is none. */
export async function expectReachable(orm: MikroORM, connection: DatabaseConnection): Promise<void> {
  try {
    await sql`select 1`.execute(readDatabase(orm));
  } catch (error) {
    throw new DatabaseConnectError(addressOf(connection), error);
  }
}
