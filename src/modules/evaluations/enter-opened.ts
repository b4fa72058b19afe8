import type { Transaction } from '../../database/unit-of-work.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { CycleStep, Evaluation } from '../cycles/index.js';
import type { EvaluationItem } from './evaluation-item.entity.js';

/**
 * Enters, before anything is rated, what will be rated and by what: whose evaluation it is, by which methodology, in which
 * way points come about, and which item is of which indicator. What comes later names items by their ids alone.
 */
export function enterOpened(
  transaction: Transaction,
  { cycle }: Pick<CycleStep, 'cycle'>,
  { id, councilId, councilSnapshot }: Evaluation,
  items: readonly Pick<EvaluationItem, 'id' | 'indicatorCode'>[],
): void {
  transaction.enter({
    action: 'evaluation.opened',
    subjectType: 'Evaluation',
    subjectId: id,
    body: {
      cycle: encodeNodeId('RatingCycle', cycle.id),
      previousCycle: cycle.previousCycleId ? encodeNodeId('RatingCycle', cycle.previousCycleId) : null,
      methodologyHash: cycle.methodologyHash,
      deliberation: cycle.deliberation,
      council: encodeNodeId('Council', councilId),
      code: councilSnapshot.code,
      names: councilSnapshot.name,
      items: items.map((item) => ({ item: encodeNodeId('EvaluationItem', item.id), indicator: item.indicatorCode })),
    },
  });
}
