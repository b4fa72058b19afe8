import type { Transaction } from '../../database/unit-of-work.js';
import { type CycleStep, EvaluationEntity } from '../cycles/index.js';
import { type MethodologyBody, MethodologyVersionEntity } from '../methodologies/index.js';
import { type EvaluationItem, EvaluationItemEntity } from './evaluation-item.entity.js';

/** The body of the methodology version that the cycle of a step is bound to. */
export async function bodyOf({ em }: Transaction, { cycle }: CycleStep): Promise<MethodologyBody> {
  return (await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId })).body;
}

/** All items of the cycle of a step. */
export async function itemsOf({ em }: Transaction, { cycle }: CycleStep): Promise<EvaluationItem[]> {
  const evaluations = await em.find(EvaluationEntity, { cycleId: cycle.id });
  return em.find(
    EvaluationItemEntity,
    { evaluationId: { $in: evaluations.map((evaluation) => evaluation.id) } },
    { orderBy: { evaluationId: 'asc', ordinal: 'asc' } },
  );
}

/**
 * Items by the codes of council and indicator, in the order of councils and indicators: for people to find them. Of some
 * evaluations the council alone is named.
 */
export async function namesOf(
  { em }: Transaction,
  { cycle }: CycleStep,
  items: readonly EvaluationItem[],
  byCouncil: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const evaluations = await em.find(EvaluationEntity, { cycleId: cycle.id }, { orderBy: { sortKey: 'asc' } });
  return evaluations.flatMap(({ id, councilSnapshot: { code } }) => {
    const own = items.filter((item) => item.evaluationId === id).map((item) => `${code} ${item.indicatorCode}`);
    return own.length > 0 && byCouncil.has(id) ? [code] : own;
  });
}

/** The evaluations of the cycle of a step that a rater has left. */
export async function leftEvaluations({ database }: Transaction, { cycle }: CycleStep): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .select('rater_assignment.evaluation_id')
    .where('evaluation.cycle_id', '=', cycle.id)
    .where('rater_assignment.state', '=', 'RECUSED')
    .execute();
  return new Set(rows.map(({ evaluation_id: id }) => id));
}
