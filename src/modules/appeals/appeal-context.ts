import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import type { IndicatorRules, MethodologyRules } from '../../scoring/index.js';
import { appealTermEnd, councilIdsOf, type Evaluation, EvaluationEntity, type RatingCycle, RatingCycleEntity } from '../cycles/index.js';
import { MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { AppealPanelistEntity } from './appeal-panel.entity.js';
import { type Appeal, AppealEntity } from './appeal.entity.js';
import type { AppealFacts, TermFacts } from './appeal.policy.js';

/** An appeal as its commands see it: locked, so that they come one after the other. */
export interface AppealContext {
  readonly appeal: Appeal;
  readonly evaluation: Evaluation;
  readonly cycle: RatingCycle;
  readonly facts: AppealFacts;
}

/**
 * Reads an appeal and locks it: the cycle first, shared, as all that happens within one does, so that nothing slips past
 * the step that ends the appeals; then the appeal. Null where there is none.
 */
export async function appealContext(transaction: Transaction, appealId: string): Promise<AppealContext | null> {
  const { em, database } = transaction;
  const known = await database
    .selectFrom('appeal')
    .innerJoin('evaluation', 'evaluation.id', 'appeal.evaluation_id')
    .select(['evaluation.id', 'evaluation.cycle_id'])
    .where('appeal.id', '=', appealId)
    .executeTakeFirst();
  if (!known) {
    return null;
  }
  const cycle = await lockCycle(transaction, known.cycle_id);
  const appeal = await em.findOneOrFail(AppealEntity, { id: appealId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const evaluation = await em.findOneOrFail(EvaluationEntity, { id: known.id });
  const panel = await em.find(AppealPanelistEntity, { appealId });
  const facts: AppealFacts = {
    ...termFacts(evaluation, cycle, transaction.now),
    state: appeal.state,
    cycleCouncilIds: await councilIdsOf(database, cycle.id),
    panelIds: panel.map(({ accountId }) => accountId),
    admittedBy: appeal.admittedBy ?? null,
    hasComplained: (appeal.complaint ?? null) !== null,
  };
  return { appeal, evaluation, cycle, facts };
}

/** A cycle within which something is done about an appeal: it takes no step meanwhile. */
export function lockCycle({ em }: Transaction, cycleId: string): Promise<RatingCycle> {
  return em.findOneOrFail(RatingCycleEntity, { id: cycleId }, { lockMode: LockMode.PESSIMISTIC_READ });
}

/** What the rules on appealing look at. */
export function termFacts({ councilId }: Pick<Evaluation, 'councilId'>, cycle: RatingCycle, now: Date): TermFacts {
  const end = appealTermEnd({ preliminaryAt: cycle.preliminaryAt ?? null, appealDays: cycle.appealDays });
  return { councilId, cycleState: cycle.state, isTermOver: end !== null && end <= now };
}

/** The rules that a cycle's points follow. Throws Error where they are not whole: then nothing could have been settled. */
export async function rulesOfCycle({ em }: Transaction, cycle: RatingCycle): Promise<MethodologyRules> {
  const { body } = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  const rules = rulesOf(body);
  if (!rules) {
    throw new Error('a cycle by a partial methodology has no preliminary result');
  }
  return rules;
}

/** The rules of an indicator. Throws Error where there is none of the code. */
export function indicatorIn({ indicators }: MethodologyRules, code: string): IndicatorRules {
  const indicator = indicators.find((candidate) => candidate.code === code);
  if (!indicator) {
    throw new Error(`the methodology has no indicator ${code}`);
  }
  return indicator;
}
