import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import { EvaluationEntity, type OpenDoors, openDoorsOf, RatingCycleEntity, type RatingCycleState } from '../cycles/index.js';
import { type IndicatorBody, type MethodologyBody, MethodologyVersionEntity } from '../methodologies/index.js';
import { type EvaluationItem, EvaluationItemEntity } from './evaluation-item.entity.js';
import { indicatorOf } from './item.loader.js';
import type { ItemFacts } from './mark.policy.js';

/** An item within its evaluation and cycle, as a command on it sees them. */
export interface ItemContext {
  readonly item: EvaluationItem;
  readonly councilId: string;
  readonly cycleId: string;
  readonly cycleState: RatingCycleState;
  /** What the cycle lets in now. */
  readonly open: OpenDoors;
  readonly body: MethodologyBody;
  readonly indicator: IndicatorBody;
}

/** Reads an item with what it belongs to; null when there is none. */
export async function itemContext({ em, now }: Transaction, itemId: string): Promise<ItemContext | null> {
  const item = await em.findOne(EvaluationItemEntity, { id: itemId });
  if (!item) {
    return null;
  }
  const evaluation = await em.findOneOrFail(EvaluationEntity, { id: item.evaluationId });
  const cycle = await em.findOneOrFail(
    RatingCycleEntity,
    { id: evaluation.cycleId },
    // Shared: marks come side by side, but none slips past the step that closes the scoring.
    { lockMode: LockMode.PESSIMISTIC_READ },
  );
  const version = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  return {
    item: await em.refresh(item).then((fresh) => fresh ?? item),
    councilId: evaluation.councilId,
    cycleId: cycle.id,
    cycleState: cycle.state,
    open: openDoorsOf(cycle, now),
    body: version.body,
    indicator: indicatorOf(version.body, item.indicatorCode),
  };
}

/** What the policies look at, as a command sees it. */
export function factsOfContext({ item, councilId, cycleState, open }: ItemContext, raterIds: readonly string[], now: Date): ItemFacts {
  return {
    state: item.state,
    openRound: item.openRound ?? null,
    isRoundOver: isRoundOver(item, now),
    revealedRound: item.revealedRound ?? null,
    evaluationId: item.evaluationId,
    councilId,
    cycleState,
    open,
    raterIds,
  };
}

/** Whether the time of an open round has run out, whether or not anybody has closed it since. */
export const isRoundOver = ({ roundClosesAt }: Pick<EvaluationItem, 'roundClosesAt'>, now: Date): boolean =>
  roundClosesAt !== null && roundClosesAt !== undefined && roundClosesAt.getTime() <= now.getTime();
