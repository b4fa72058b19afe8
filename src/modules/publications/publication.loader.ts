import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';

/** A publication as plain rows see it. */
export type PublicationRow = Selectable<Tables['publication']>;

/** The newest number first. */
export const publicationOrdering = defineOrdering([{ column: 'publication.number', type: 'integer', direction: 'desc' }]);

/** Publications; those that wait for approval only for whoever may see them. */
export function publicationsFor(database: Database, withStaged: boolean) {
  const query = database.selectFrom('publication').selectAll('publication');
  return withStaged ? query : query.where('publication.published_at', 'is not', null);
}

/** Publications by id. */
export const publicationById = defineLoader<string, PublicationRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('publication').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Publications by number. */
export const publicationByNumber = defineLoader<number, PublicationRow | null>(async (database, numbers) => {
  const rows = await database.selectFrom('publication').selectAll().where('number', 'in', numbers).execute();
  return numbers.map((number) => rows.find((row) => row.number === number) ?? null);
});

/** Who approved a publication, in the order of approval. */
export const approversOf = defineLoader<string, string[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('publication_approval')
    .select(['publication_id', 'approver_id'])
    .where('publication_id', 'in', ids)
    .orderBy('id')
    .execute();
  return grouped(ids, rows, (row) => row.publication_id).map((group) => group.map((row) => row.approver_id));
});
