import type { Selectable } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineNestedPages } from '../../relay/connections/nested-pages.js';
import { defineOrdering } from '../../relay/connections/ordering.js';

/** A piece of evidence as plain rows see it, with its file. */
export type EvidenceRow = Selectable<Tables['evidence']> & {
  readonly size_bytes: number;
};

/** In the order in which it came. */
const evidenceOrdering = defineOrdering([{ column: 'evidence.id', type: 'uuid', direction: 'asc' }]);

/** Evidence with its files. */
export function evidenceRows(database: Database) {
  return database
    .selectFrom('evidence')
    .innerJoin('stored_file', 'stored_file.sha256', 'evidence.file_sha256')
    .selectAll('evidence')
    .select('stored_file.size_bytes');
}

/** The evidence of an evaluation, whoever asks: visibility is that of the evaluation. */
export const evidenceOfEvaluation = defineNestedPages(
  (database, evaluationId) => evidenceRows(database).where('evidence.evaluation_id', '=', evaluationId),
  evidenceOrdering,
);

/** Evidence by id, whoever asks: visibility is that of the evaluation. */
export const evidenceById = defineLoader<string, EvidenceRow | null>(async (database, ids) => {
  const rows = await evidenceRows(database).where('evidence.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});
