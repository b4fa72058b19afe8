import type { Selectable } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';

/** A territory as plain rows see it. */
export type TerritoryRow = Selectable<Tables['territory']>;

/** Territories by id. */
export const territoryById = defineLoader<string, TerritoryRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('territory').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** All 14 territories in the order of the Uzbek alphabet. */
export async function allTerritories(database: Database): Promise<TerritoryRow[]> {
  return database.selectFrom('territory').selectAll().orderBy('sort_key').orderBy('id').execute();
}
