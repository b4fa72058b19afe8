import type { Transaction } from '../../database/unit-of-work.js';
import { compare, type MethodologyRules, rational } from '../../scoring/index.js';
import { type AdjustmentSource, lockItem, ScoreAdjustmentEntity } from '../evaluations/index.js';
import { indicatorIn } from './appeal-context.js';
import { leastPoints } from './appeal-points.js';
import { presentItems } from './present-points.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';

/** What takes the place of an item's official points. */
export interface Adjustment {
  readonly itemId: string;
  readonly source: Extract<AdjustmentSource, 'APPEAL' | 'EQUAL_TREATMENT'>;
  /** The appeal that has led to it. */
  readonly appealId: string;
  /** Exact. */
  readonly points: string;
  readonly reason: string;
  /** Null for a panel, whose members are not named. */
  readonly decidedBy: string | null;
}

/**
 * Puts points in the place of an item's official ones, beside what was settled. Where others have raised them further
 * meanwhile that stays: answers whether anything was changed. Adjustments of an evaluation come one after the other.
 */
export async function adjustPoints(transaction: Transaction, rules: MethodologyRules, adjustment: Adjustment): Promise<boolean> {
  const { itemId, source, appealId, points, reason, decidedBy } = adjustment;
  await lockItem(transaction, itemId);
  const [present] = await presentItems(transaction.database, { itemId });
  if (!present) {
    throw new Error(`there is no item ${itemId}`);
  }
  const least = leastPoints(present, indicatorIn(rules, present.indicatorCode));
  if (compare(rational(points), rational(least)) < 0) {
    return false;
  }
  const basis = 'APPEAL';
  transaction.em.create(ScoreAdjustmentEntity, { itemId, source, sourceId: appealId, points, basis, reason, decidedBy });
  await transaction.em.flush();
  transaction.enter({
    action: 'score.adjusted',
    subjectType: 'EvaluationItem',
    subjectId: itemId,
    body: { item: encodeNodeId('EvaluationItem', itemId), source, sourceId: appealId, points, basis },
  });
  return true;
}
