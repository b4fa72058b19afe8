import type { Database } from '../../database/tables.js';
import type { Transaction } from '../../database/unit-of-work.js';
import { contentHash, domainTags } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { type OfficialBasis, ScoreAdjustmentEntity } from '../evaluations/index.js';
import { ProposedAdjustmentEntity } from './proposed-adjustment.entity.js';
import type { Publication } from './publication.entity.js';
import type { CycleCouncil } from './settled-cycle.js';
import type { StandingAdjustment } from './standing-adjustments.js';

/** What a correction would put in the place of an item's official points. */
export interface ProposedPoints {
  readonly itemId: string;
  readonly points: string | null;
  readonly basis: OfficialBasis;
}

/** What a table that waits for its approvers would change; nothing for the first table of a cycle. */
export function readProposed(database: Database, publicationId: string): Promise<readonly ProposedPoints[]> {
  return database
    .selectFrom('proposed_adjustment')
    .select(['item_id as itemId', 'points', 'basis'])
    .where('publication_id', '=', publicationId)
    .execute();
}

/** The councils of a cycle as they would be after a correction. */
export function withProposed(councils: readonly CycleCouncil[], proposed: readonly ProposedPoints[]): readonly CycleCouncil[] {
  const byItem = new Map(proposed.map((one) => [one.itemId, one]));
  return councils.map((council) => ({
    ...council,
    items: council.items.map((item) => {
      const change = byItem.get(item.itemId);
      return change ? { ...item, officialPoints: change.points, officialBasis: change.basis } : item;
    }),
  }));
}

/**
 * Puts what a correction proposes in the place of the official points, beside what was settled: in the transaction that
 * publishes it, before its own entry, on which its proof ends. Answers how that entry names them.
 */
export async function adjustAsProposed(
  transaction: Transaction,
  correction: Publication,
  correctedId: string,
): Promise<readonly StandingAdjustment[]> {
  const { em } = transaction;
  const adjusted: StandingAdjustment[] = [];
  for (const proposed of await em.find(ProposedAdjustmentEntity, { publicationId: correction.id }, { orderBy: { id: 'asc' } })) {
    const { itemId, points = null, basis, reason, proposedBy } = proposed;
    const made = { source: 'CORRECTION', sourceId: correctedId, points, basis } as const;
    em.create(ScoreAdjustmentEntity, { ...made, itemId, reason, decidedBy: proposedBy });
    const body = { item: encodeNodeId('EvaluationItem', itemId), ...made };
    transaction.enter({ action: 'score.adjusted', subjectType: 'EvaluationItem', subjectId: itemId, body });
    adjusted.push({ item: body.item, entry: contentHash(domainTags.ledgerEntry, body) });
  }
  return adjusted;
}
