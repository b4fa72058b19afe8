import type { Database } from '../../database/tables.js';
import type { EvidenceKind } from './evidence.entity.js';

/** A piece of evidence as the rules of marking see it. */
export interface BroughtEvidence {
  readonly id: string;
  readonly indicatorCodes: readonly string[];
  readonly kind: EvidenceKind;
  readonly sha256: string;
}

/** What a council has brought to an evaluation and nobody has rejected or taken back. */
export async function broughtEvidence(database: Database, evaluationId: string): Promise<readonly BroughtEvidence[]> {
  const rows = await database
    .selectFrom('evidence')
    .select(['id', 'indicator_codes', 'kind', 'file_sha256'])
    .where('evaluation_id', '=', evaluationId)
    .where('state', 'in', ['SUBMITTED', 'ACCEPTED'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    indicatorCodes: row.indicator_codes,
    kind: row.kind,
    sha256: row.file_sha256,
  }));
}
