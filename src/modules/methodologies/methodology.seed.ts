import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import { sortKey } from '../../language/index.js';
import { contentHash, domainTags } from '../../ledger/digest.js';
import { illustrative } from './data/illustrative.js';
import { pq81 } from './data/pq81.js';

/** The methodologies that every installation starts with. */
export const methodologyRecords = [pq81, illustrative] as const;

/** Loads the reference and the illustrative methodology, each approved as version 1; again it changes nothing. */
export async function seedMethodologies(database: Database): Promise<number> {
  await database
    .insertInto('methodology')
    .values(
      methodologyRecords.map((record) => ({
        id: stableId('Methodology', record.code),
        code: record.code,
        title: JSON.stringify(record.title) as never,
        owner: JSON.stringify(record.owner) as never,
        about: JSON.stringify(record.about) as never,
        illustrative: record.illustrative,
        sort_key: sortKey(record.title.uzLatn ?? record.code),
      })),
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute();
  await database
    .insertInto('methodology_version')
    .values((eb) =>
      methodologyRecords.map((record) => ({
        id: stableId('MethodologyVersion', `${record.code}/1`),
        methodology_id: stableId('Methodology', record.code),
        number: 1,
        state: 'APPROVED' as const,
        body: JSON.stringify(record.body) as never,
        content_hash: contentHash(domainTags.methodologyVersion, record.body),
        effective_from: record.effectiveFrom,
        authored_by: null,
        submitted_at: null,
        approved_by: null,
        approved_at: eb.fn<Date>('now', []),
        review_comment: null,
        version: 1,
      })),
    )
    .onConflict((conflict) => conflict.columns(['methodology_id', 'number']).doNothing())
    .execute();
  return methodologyRecords.length;
}
