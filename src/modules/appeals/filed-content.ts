import type { Database } from '../../database/tables.js';

/** What an appeal asks for, item by item, as the ledger keeps it: ids and hashes, and the points that are asked for. */
export async function filedContent(database: Database, appealId: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items = await database
    .selectFrom('appeal_item')
    .select(['id', 'item_id', 'grounds', 'requested_points'])
    .where('appeal_id', '=', appealId)
    .orderBy('ordinal')
    .execute();
  const evidence = await database
    .selectFrom('appeal_evidence')
    .innerJoin('appeal_item', 'appeal_item.id', 'appeal_evidence.appeal_item_id')
    .select(['appeal_item_id', 'evidence_id', 'sha256'])
    .where('appeal_item.appeal_id', '=', appealId)
    .orderBy('appeal_evidence.id')
    .execute();
  return items.map((item) => ({
    itemId: item.item_id,
    grounds: item.grounds,
    requestedPoints: item.requested_points,
    evidence: evidence
      .filter((reference) => reference.appeal_item_id === item.id)
      .map((reference) => ({ evidenceId: reference.evidence_id, sha256: reference.sha256 })),
  }));
}
