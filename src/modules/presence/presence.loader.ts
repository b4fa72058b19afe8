import { Loaders } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import { accountById, type PersonType, toPerson } from '../accounts/index.js';

/** The persons of accounts, by account; whether they may be shown is for the caller. */
export async function personsOfAccounts(
  database: Database,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, PersonType>> {
  const rows = await new Loaders(database).of(accountById).loadMany(accountIds);
  const failed = rows.find((row) => row instanceof Error);
  if (failed) {
    throw failed;
  }
  return new Map(
    rows.flatMap((row) => (row && !(row instanceof Error) ? [[row.id, toPerson({ ...row, id: row.person_id })] as const] : [])),
  );
}
