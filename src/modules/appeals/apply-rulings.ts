import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { adjustPoints } from './adjust-points.js';
import { type AppealContext, rulesOfCycle } from './appeal-context.js';
import { type AppealItem, AppealItemEntity } from './appeal-item.entity.js';
import { type AppealRuling, AppealRulingEntity } from './appeal-panel.entity.js';
import { appealMachine } from './appeal.machine.js';
import { EqualTreatmentTaskEntity } from './equal-treatment.entity.js';

/**
 * Ends an appeal whose items are all decided, in the transaction of the last decision: what was granted takes the place
 * of the official points, and what corrects the reading of an indicator is to be checked in every other council. While
 * an item is not decided it does nothing.
 */
export async function applyRulings(transaction: Transaction, context: AppealContext): Promise<void> {
  const { em, now } = transaction;
  const { appeal, cycle } = context;
  const items = await em.find(AppealItemEntity, { appealId: appeal.id }, { orderBy: { ordinal: 'asc' } });
  const rulings = await em.find(AppealRulingEntity, { appealItemId: { $in: items.map(({ id }) => id) } });
  if (rulings.length < items.length) {
    return;
  }
  take(appealMachine, appeal, 'decide');
  appeal.decidedAt = now;
  const granted = items.flatMap((item) => {
    const ruling = rulings.find(({ appealItemId }) => appealItemId === item.id);
    return ruling && ruling.decision !== 'DISMISSED' ? [{ item, ruling, points: ruling.points ?? '' }] : [];
  });
  if (granted.length === 0) {
    return;
  }
  const rules = await rulesOfCycle(transaction, cycle);
  for (const { item, ruling, points } of granted) {
    await adjustPoints(transaction, rules, {
      itemId: item.itemId,
      source: 'APPEAL',
      appealId: appeal.id,
      points,
      reason: ruling.reasons.join('\n\n'),
      decidedBy: null,
    });
    if (correctsReading(item, ruling)) {
      await openTasks(transaction, context, item);
    }
  }
  take(appealMachine, appeal, 'apply');
}

/** What was granted for a wrong reading of the indicator: by its ground, or by the word of the panel. */
function correctsReading({ grounds }: AppealItem, ruling: AppealRuling): boolean {
  return ruling.correctsReading || grounds.includes('METHOD_MISAPPLIED');
}

/** A check of the same indicator in every other council of the cycle. */
async function openTasks(transaction: Transaction, { appeal, cycle }: AppealContext, item: AppealItem): Promise<void> {
  const { em, database } = transaction;
  const others = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select('evaluation_item.id')
    .where('evaluation.cycle_id', '=', cycle.id)
    .where('evaluation.id', '<>', appeal.evaluationId)
    .where('evaluation_item.indicator_code', '=', (eb) =>
      eb.selectFrom('evaluation_item as appealed').select('appealed.indicator_code').where('appealed.id', '=', item.itemId),
    )
    .orderBy('evaluation.sort_key')
    .execute();
  for (const { id } of others) {
    em.create(EqualTreatmentTaskEntity, { appealItemId: item.id, itemId: id });
  }
  await em.flush();
  transaction.enter({
    action: 'equalTreatment.opened',
    subjectType: 'Appeal',
    subjectId: appeal.id,
    body: { itemId: item.itemId, checked: others.map(({ id }) => id) },
  });
}
