import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import { justificationHash, verifyMarkCommitment } from '../../ledger/index.js';
import { briefList } from '../../language/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import {
  aggregateRaters,
  type IndicatorRules,
  type ItemOutcome,
  type MarkValue,
  measuredOutcome,
  type MethodologyRules,
  toExactString,
} from '../../scoring/index.js';
import { type CycleEffects, type CycleStep, EvaluationEntity } from '../cycles/index.js';
import { type MethodologyBody, MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { commitmentRecipe } from './commitment-description.js';
import { takeItem } from './evaluation-item.machine.js';
import { type EvaluationItem, EvaluationItemEntity, type OfficialBasis } from './evaluation-item.entity.js';
import { marksRevealed, officialPointsSet } from './mark.stream.js';
import { markValueOf } from './mark-value.js';

/** What becomes of the items and marks of a cycle when it moves. */
export const evaluationEffects: CycleEffects = {
  async apply(transaction, step) {
    switch (step.to) {
      case 'EVIDENCE_OPEN':
        return makeItems(transaction, step);
      case 'SCORING':
        return openItems(transaction, step);
      case 'DELIBERATION':
        return revealMarks(transaction, step);
      case 'PRELIMINARY':
        return settleItems(transaction, step);
      default:
        return [];
    }
  },
};

async function bodyOf({ em }: Transaction, { cycle }: CycleStep): Promise<MethodologyBody> {
  return (await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId })).body;
}

async function itemsOf({ em }: Transaction, { cycle }: CycleStep): Promise<EvaluationItem[]> {
  const evaluations = await em.find(EvaluationEntity, { cycleId: cycle.id });
  return em.find(
    EvaluationItemEntity,
    { evaluationId: { $in: evaluations.map((evaluation) => evaluation.id) } },
    { orderBy: { evaluationId: 'asc', ordinal: 'asc' } },
  );
}

/** One item for each indicator of each council, in the order of the methodology. */
async function makeItems(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const { em } = transaction;
  const body = await bodyOf(transaction, step);
  const order = new Map(body.criteria.map((criterion) => [criterion.code, criterion.order]));
  const indicators = body.indicators.toSorted(
    (left, right) =>
      (order.get(left.criterionCode) ?? 0) - (order.get(right.criterionCode) ?? 0) || left.order - right.order,
  );
  for (const evaluation of await em.find(EvaluationEntity, { cycleId: step.cycle.id })) {
    for (const [at, indicator] of indicators.entries()) {
      em.create(EvaluationItemEntity, {
        evaluationId: evaluation.id,
        indicatorCode: indicator.code,
        criterionCode: indicator.criterionCode,
        ordinal: at + 1,
      });
    }
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
      takeItem(item, 'open');
    }
  }
  return [];
}

interface CommittedMark {
  readonly id: string;
  readonly item_id: string;
  readonly pseudonym: string;
  readonly justification: string;
  readonly commitment_salt: string;
  readonly commitment_hash: string;
  readonly value: MarkValue;
}

async function marksOf({ database }: Transaction, { cycle }: CycleStep, state: 'COMMITTED' | 'REVEALED') {
  const rows = await database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .selectAll('score')
    .select('rater_assignment.pseudonym')
    .where('evaluation.cycle_id', '=', cycle.id)
    .where('score.state', '=', state)
    .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
    .execute();
  return rows.map(
    (row): CommittedMark => ({
      ...row,
      value: markValueOf({ valueKind: row.value_kind, valuePoints: row.value_points, valueLevel: row.value_level }),
    }),
  );
}

/** Closes every open item and reveals all marks of the cycle in the one transaction, each commitment checked again. */
async function revealMarks(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const { database, now } = transaction;
  const body = await bodyOf(transaction, step);
  const marks = await marksOf(transaction, step, 'COMMITTED');
  const items = (await itemsOf(transaction, step)).filter((item) => item.state === 'OPEN');
  const counts = new Map<string, number>();
  for (const mark of marks) {
    counts.set(mark.item_id, (counts.get(mark.item_id) ?? 0) + 1);
  }
  const short = items.filter((item) => (counts.get(item.id) ?? 0) < body.minRaters);
  if (short.length > 0 && step.exceptionReason === null) {
    // Which items lack marks, never how many they have.
    const where = briefList(await namesOf(transaction, step, short));
    return [{ code: 'MIN_RATERS_NOT_MET', path: ['to'], parameters: { minimum: body.minRaters, where } }];
  }
  const broken = marks.find((mark) => !isSound(mark, step.cycle.id));
  if (broken) {
    return [{ code: 'COMMITMENT_MISMATCH', path: ['to'], parameters: { recipe: commitmentRecipe } }];
  }
  if (marks.length > 0) {
    await database
      .updateTable('score')
      .set({ state: 'REVEALED' })
      .where('id', 'in', marks.map((mark) => mark.id))
      .execute();
  }
  for (const item of items) {
    takeItem(item, 'close', 'reveal');
    item.revealedAt = now;
  }
  for (const evaluationId of new Set(items.map((item) => item.evaluationId))) {
    transaction.publish(marksRevealed(evaluationId));
  }
  transaction.enter({
    action: 'marks.revealed',
    subjectType: 'RatingCycle',
    subjectId: step.cycle.id,
    body: { marks: marks.length, items: items.length },
  });
  return [];
}

/** Items by the codes of council and indicator, in the order of councils and indicators. */
async function namesOf({ em }: Transaction, { cycle }: CycleStep, items: readonly EvaluationItem[]): Promise<string[]> {
  const evaluations = await em.find(EvaluationEntity, { cycleId: cycle.id }, { orderBy: { sortKey: 'asc' } });
  return evaluations.flatMap(({ id, councilSnapshot }) =>
    items.filter((item) => item.evaluationId === id).map((item) => `${councilSnapshot.code} ${item.indicatorCode}`),
  );
}

function isSound(mark: CommittedMark, cycleId: string): boolean {
  return verifyMarkCommitment(
    {
      cycle: encodeNodeId('RatingCycle', cycleId),
      evaluationItem: encodeNodeId('EvaluationItem', mark.item_id),
      round: 0,
      rater: mark.pseudonym,
      value: mark.value,
      justificationHash: justificationHash(mark.justification, mark.commitment_salt) ?? '',
      salt: mark.commitment_salt,
    },
    mark.commitment_hash,
  );
}

interface Measured {
  readonly numerator: string;
  readonly denominator: string;
}

/** The newest measured values of a cycle, by council and indicator. */
async function measuredIn({ database }: Transaction, cycleId: string | null): Promise<Map<string, Measured>> {
  if (cycleId === null) {
    return new Map();
  }
  const rows = await database
    .selectFrom('measurement')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'measurement.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select([
      'evaluation.council_id',
      'evaluation_item.indicator_code',
      'measurement.numerator',
      'measurement.denominator',
    ])
    .where('evaluation.cycle_id', '=', cycleId)
    .orderBy('measurement.id')
    .execute();
  return new Map(rows.map((row) => [`${row.council_id} ${row.indicator_code}`, row]));
}

/** Fixes the official points of every item by the rules of the methodology, and locks items and marks. */
async function settleItems(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const { em, database } = transaction;
  const body = await bodyOf(transaction, step);
  const rules = rulesOf(body);
  if (!rules) {
    return [{ code: 'METHODOLOGY_INCOMPLETE', path: ['to'] }];
  }
  const councils = new Map(
    (await em.find(EvaluationEntity, { cycleId: step.cycle.id })).map((evaluation) => [evaluation.id, evaluation.councilId]),
  );
  const marks = Map.groupBy(await marksOf(transaction, step, 'REVEALED'), (mark) => mark.item_id);
  const now = await measuredIn(transaction, step.cycle.id);
  const before = await measuredIn(transaction, step.cycle.previousCycleId ?? null);
  for (const item of await itemsOf(transaction, step)) {
    const indicator = rules.indicators.find((candidate) => candidate.code === item.indicatorCode);
    const councilId = councils.get(item.evaluationId) ?? '';
    if (!indicator) {
      throw new Error(`the methodology has no indicator ${item.indicatorCode}`);
    }
    const comparable = body.indicators.find((candidate) => candidate.code === item.indicatorCode)?.comparableTo ?? [];
    const previous = [item.indicatorCode, ...comparable]
      .map((code) => before.get(`${councilId} ${code}`))
      .find((value) => value !== undefined);
    const { outcome, basis } = settle(rules, indicator, {
      marks: (marks.get(item.id) ?? []).map((mark) => mark.value),
      measured: now.get(`${councilId} ${item.indicatorCode}`) ?? null,
      previous: previous ?? null,
    });
    item.officialPoints = pointsOf(outcome, rules);
    item.officialBasis = basis;
    item.officialReason = outcome.kind === 'NOT_SCORED' ? outcome.reason : null;
    takeItem(item, 'settle', 'lock');
  }
  await em.flush();
  await database
    .updateTable('score')
    .set({ state: 'LOCKED' })
    .where('state', '=', 'REVEALED')
    .where('item_id', 'in', (eb) =>
      eb
        .selectFrom('evaluation_item')
        .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
        .select('evaluation_item.id')
        .where('evaluation.cycle_id', '=', step.cycle.id),
    )
    .execute();
  for (const evaluationId of councils.keys()) {
    transaction.publish(officialPointsSet(evaluationId));
  }
  return [];
}

/** The points of an outcome. Missing evidence is zero, unless the council is not rated before it is resolved. */
function pointsOf(outcome: ItemOutcome, { noEvidenceRule }: MethodologyRules): string | null {
  if (outcome.kind === 'NO_EVIDENCE') {
    return noEvidenceRule === 'ZERO' ? '0' : null;
  }
  return outcome.kind === 'POINTS' ? toExactString(outcome.points) : null;
}

/** The outcome of one item: of its measured value, or of its raters' marks. */
function settle(
  rules: MethodologyRules,
  indicator: IndicatorRules,
  given: { readonly marks: readonly MarkValue[]; readonly measured: Measured | null; readonly previous: Measured | null },
): { readonly outcome: ItemOutcome; readonly basis: OfficialBasis | null } {
  if (indicator.kind === 'MEASURED') {
    const outcome = measuredOutcome(indicator, given.measured, given.previous);
    const bases = { POINTS: 'MEASURED', NOT_APPLICABLE: 'NOT_APPLICABLE', NO_EVIDENCE: 'NO_EVIDENCE' } as const;
    return { outcome, basis: outcome.kind === 'NOT_SCORED' ? null : bases[outcome.kind] };
  }
  return aggregateRaters(rules, indicator, given.marks);
}
