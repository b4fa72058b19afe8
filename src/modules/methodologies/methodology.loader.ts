import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';

/** A methodology as plain rows see it. */
export type MethodologyRow = Selectable<Tables['methodology']>;

/** A version as plain rows see it. */
export type MethodologyVersionRow = Selectable<Tables['methodology_version']>;

/** By title, in the order of the Uzbek alphabet. */
export const methodologyOrdering = defineOrdering([
  { column: 'methodology.sort_key', type: 'text', direction: 'asc' },
  { column: 'methodology.id', type: 'uuid', direction: 'asc' },
]);

/** All methodologies. A methodology whose versions the viewer may not see is public by its title. */
export function methodologies(database: Database) {
  return database.selectFrom('methodology').selectAll('methodology');
}

/** Methodologies by id. */
export const methodologyById = defineLoader<string, MethodologyRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('methodology').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Methodologies by code. */
export const methodologyByCode = defineLoader<string, MethodologyRow | null>(async (database, codes) => {
  const rows = await database.selectFrom('methodology').selectAll().where('code', 'in', codes).execute();
  return inOrder(codes, rows, (row) => row.code);
});

/** Versions by id, whoever asks: visibility is for the caller. */
export const methodologyVersionById = defineLoader<string, MethodologyVersionRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('methodology_version').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The versions of a methodology, newest first, whoever asks: visibility is for the caller. */
export const versionsOfMethodology = defineLoader<string, MethodologyVersionRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('methodology_version')
    .selectAll()
    .where('methodology_id', 'in', ids)
    .orderBy('number', 'desc')
    .execute();
  return grouped(ids, rows, (row) => row.methodology_id);
});
