import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import { briefList } from '../../language/index.js';
import type { Seal } from '../../ledger/seal.js';
import { take } from '../../machine.js';
import { type CycleEffects, type CycleStep, EvaluationEntity } from '../cycles/index.js';
import { commitmentRecipe } from './commitment-description.js';
import { bodyOf, itemsOf, leftEvaluations, namesOf } from './cycle-items.js';
import { enterMarks } from './enter-marks.js';
import { enterOpened } from './enter-opened.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';
import { evaluationItemMachine } from './evaluation-item.machine.js';
import { marksRevealed } from './mark.stream.js';
import { commitmentsOf, openMarks } from './open-marks.js';
import { settleItems } from './settle-items.js';

/** What becomes of the items and marks of a cycle when it moves. The seal is that under which marks are kept. */
export function evaluationEffects(seal: Seal): CycleEffects {
  return {
    async apply(transaction, step) {
      switch (step.to) {
        case 'EVIDENCE_OPEN':
          return makeItems(transaction, step);
        case 'SCORING':
          return openItems(transaction, step);
        case 'DELIBERATION':
          return revealMarks(transaction, step, seal);
        case 'PRELIMINARY':
          return settleItems(transaction, step);
        case 'CANCELLED':
          // Their raters hold receipts that promise it.
          await enterMarks(transaction, (await itemsOf(transaction, step)).map(({ id }) => id));
          return [];
        default:
          return [];
      }
    },
  };
}

/** One item for each indicator of each council, in the order of the methodology; the ledger is told which. */
async function makeItems(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const { em } = transaction;
  const body = await bodyOf(transaction, step);
  const order = new Map(body.criteria.map((criterion) => [criterion.code, criterion.order]));
  const indicators = body.indicators.toSorted(
    (left, right) =>
      (order.get(left.criterionCode) ?? 0) - (order.get(right.criterionCode) ?? 0) || left.order - right.order,
  );
  const made = (await em.find(EvaluationEntity, { cycleId: step.cycle.id }, { orderBy: { sortKey: 'asc' } })).map((evaluation) => ({
    evaluation,
    items: indicators.map((indicator, at) =>
      em.create(EvaluationItemEntity, {
        evaluationId: evaluation.id,
        indicatorCode: indicator.code,
        criterionCode: indicator.criterionCode,
        ordinal: at + 1,
      }),
    ),
  }));
  await em.flush();
  for (const { evaluation, items } of made) {
    enterOpened(transaction, step, evaluation, items);
  }
  return [];
}

/** Items that raters judge are opened; measured ones wait for their figure. */
async function openItems(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const body = await bodyOf(transaction, step);
  const measured = new Set(
    body.indicators.filter((indicator) => indicator.scoring.kind === 'MEASURED').map((indicator) => indicator.code),
  );
  for (const item of await itemsOf(transaction, step)) {
    if (!measured.has(item.indicatorCode)) {
      take(evaluationItemMachine, item, 'open');
      item.openRound = 0;
    }
  }
  return [];
}

/** Closes every open item and reveals all marks of the cycle in the one transaction, each commitment checked again. */
async function revealMarks(transaction: Transaction, step: CycleStep, seal: Seal): Promise<readonly Fault[]> {
  const { database, now } = transaction;
  const body = await bodyOf(transaction, step);
  const items = (await itemsOf(transaction, step)).filter((item) => item.state === 'OPEN');
  const itemIds = items.map(({ id }) => id);
  const counted = await database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .select((eb) => ['score.item_id', eb.fn.countAll<string>().as('marks')])
    .where('score.item_id', 'in', [...itemIds, step.cycle.id])
    .where('score.state', '=', 'COMMITTED')
    .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
    .groupBy('score.item_id')
    .execute();
  const counts = new Map(counted.map(({ item_id, marks }) => [item_id, Number(marks)]));
  const short = items.filter((item) => (counts.get(item.id) ?? 0) < body.minRaters);
  if (short.length > 0 && step.exceptionReason === null) {
    // Which items lack marks, never how many they have; and where a rater has left, not even which: an item that lacked
    // none before would tell that it had that rater's.
    const where = briefList(await namesOf(transaction, step, short, await leftEvaluations(transaction, step)));
    return [{ code: 'MIN_RATERS_NOT_MET', path: ['to'], parameters: { minimum: body.minRaters, where } }];
  }
  const marks = await openMarks(transaction, seal, { cycleId: step.cycle.id, itemIds, round: 0 });
  if (marks === null) {
    return [{ code: 'COMMITMENT_MISMATCH', path: ['to'], parameters: { recipe: commitmentRecipe } }];
  }
  for (const item of items) {
    take(evaluationItemMachine, item, 'close', 'reveal');
    item.openRound = null;
    item.revealedRound = 0;
    item.revealedAt = now;
  }
  const evaluationOf = new Map(items.map(({ id, evaluationId }) => [id, evaluationId]));
  const ofEvaluation = (id: string) => (mark: { readonly itemId: string }): boolean => evaluationOf.get(mark.itemId) === id;
  for (const evaluationId of new Set(evaluationOf.values())) {
    transaction.publish(marksRevealed(evaluationId));
    const own = { counting: marks.counting.filter(ofEvaluation(evaluationId)), left: marks.left.filter(ofEvaluation(evaluationId)) };
    transaction.enter({
      action: 'marks.revealed',
      subjectType: 'Evaluation',
      subjectId: evaluationId,
      body: { round: 0, ...commitmentsOf(own) },
    });
  }
  return [];
}
