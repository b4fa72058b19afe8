import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import type { Seal } from '../../ledger/seal.js';
import { take } from '../../machine.js';
import type { MethodologyRules } from '../../scoring/index.js';
import { EvaluationEntity } from '../cycles/index.js';
import { enterMarks } from './enter-marks.js';
import { type EvaluationItem, EvaluationItemEntity } from './evaluation-item.entity.js';
import { evaluationItemMachine } from './evaluation-item.machine.js';
import { openMarks, type RevealedRound } from './open-marks.js';
import { ScoreEntity } from './score.entity.js';
import { lockMarks, settleItem, type SettledOutcome } from './settle-items.js';
import { voidMarks } from './void-scores.js';

/**
 * Locks the evaluation of an item, as marks, closes, reveals and recusals all do, and gives the item as it is then.
 * Whoever comes first is first; nothing slips in between.
 */
export async function lockItem({ em }: Transaction, itemId: string): Promise<EvaluationItem> {
  const item = await em.findOneOrFail(EvaluationItemEntity, { id: itemId });
  await em.findOneOrFail(EvaluationEntity, { id: item.evaluationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return (await em.refresh(item)) ?? item;
}

/** Lets an item take marks of a round, until an end where there is one. */
export async function openRoundOf(transaction: Transaction, itemId: string, round: number, closesAt: Date | null): Promise<void> {
  const item = await lockItem(transaction, itemId);
  item.openRound = round;
  item.roundClosesAt = closesAt;
}

/** Lets an item take no marks. */
export async function closeRoundOf(transaction: Transaction, itemId: string): Promise<void> {
  const item = await lockItem(transaction, itemId);
  item.openRound = null;
  item.roundClosesAt = null;
}

/** How many raters whose assignments are in force have marked an item in a round; hidden marks, or revealed ones. */
export async function marksInRound(
  { database }: Transaction,
  itemId: string,
  round: number,
  state: 'COMMITTED' | 'REVEALED' = 'COMMITTED',
): Promise<number> {
  const { count } = await database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('score.item_id', '=', itemId)
    .where('score.round', '=', round)
    .where('score.state', '=', state)
    .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Reveals all marks of a round at once; null where a commitment does not hold, and then nothing may be committed. */
export async function revealRoundOf(
  transaction: Transaction,
  seal: Seal,
  round: { readonly cycleId: string; readonly itemId: string; readonly number: number },
): Promise<RevealedRound | null> {
  const item = await lockItem(transaction, round.itemId);
  const marks = await openMarks(transaction, seal, { cycleId: round.cycleId, itemIds: [item.id], round: round.number });
  if (marks !== null) {
    item.revealedRound = round.number;
    item.revealedAt = transaction.now;
  }
  return marks;
}

/**
 * Voids the hidden marks of a round that is given up. The ledger is told of them with the next round of the item that is
 * opened, or with its decision: now it would grow by their number and nothing else.
 */
export async function voidRoundMarks(transaction: Transaction, itemId: string, round: number): Promise<void> {
  await voidMarks(transaction, await transaction.em.find(ScoreEntity, { itemId, round, state: 'COMMITTED' }));
}

/** Fixes what a session has decided of an item: its points are official from now on. */
export async function settleInSession(
  transaction: Transaction,
  itemId: string,
  settled: SettledOutcome,
  rules: MethodologyRules,
): Promise<EvaluationItem> {
  const item = await lockItem(transaction, itemId);
  settleItem(item, settled, rules);
  await enterMarks(transaction, [itemId]);
  await lockMarks(transaction, [itemId]);
  return item;
}

/** Takes back what a session has decided of an item, before it is settled with the cycle. Marks stay as they were. */
export async function reopenInSession(transaction: Transaction, itemId: string): Promise<void> {
  const item = await lockItem(transaction, itemId);
  take(evaluationItemMachine, item, 'reopen');
  item.officialPoints = null;
  item.officialBasis = null;
  item.officialReason = null;
}
