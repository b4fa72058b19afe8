import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import { briefList } from '../../language/index.js';
import { take } from '../../machine.js';
import {
  aggregateRaters,
  type IndicatorRules,
  type ItemOutcome,
  type MarkValue,
  measuredOutcome,
  type MethodologyRules,
  toExactString,
} from '../../scoring/index.js';
import { type CycleStep, EvaluationEntity } from '../cycles/index.js';
import { rulesOf } from '../methodologies/index.js';
import { bodyOf, itemsOf, namesOf } from './cycle-items.js';
import { enterMarks } from './enter-marks.js';
import { enterSettled, type Measured, type MeasuredPair } from './enter-settled.js';
import type { EvaluationItem, OfficialBasis } from './evaluation-item.entity.js';
import { evaluationItemMachine } from './evaluation-item.machine.js';
import { officialPointsSet } from './mark.stream.js';
import { lastMarks } from './last-marks.js';

/**
 * Fixes the official points of every item, and locks items and marks. What a session has decided stays as it was
 * decided; what none has, follows from the rules of the methodology, unless the cycle is to be deliberated in session:
 * then it is not settled before every judged item was.
 */
export async function settleItems(transaction: Transaction, step: CycleStep): Promise<readonly Fault[]> {
  const { em } = transaction;
  const body = await bodyOf(transaction, step);
  const rules = rulesOf(body);
  if (!rules) {
    return [{ code: 'METHODOLOGY_INCOMPLETE', path: ['to'] }];
  }
  const items = await itemsOf(transaction, step);
  const undecided = items.filter(({ state }) => state === 'REVEALED');
  if (step.cycle.deliberation === 'JOINT' && undecided.length > 0) {
    const where = briefList(await namesOf(transaction, step, undecided));
    return [{ code: 'ITEMS_UNDECIDED', path: ['to'], parameters: { where } }];
  }
  const evaluations = await em.find(EvaluationEntity, { cycleId: step.cycle.id }, { orderBy: { sortKey: 'asc' } });
  const councils = new Map(evaluations.map((evaluation) => [evaluation.id, evaluation.councilId]));
  const marks = await lastMarks(transaction, items.map(({ id }) => id));
  const now = await measuredIn(transaction, step.cycle.id);
  const before = await measuredIn(transaction, step.cycle.previousCycleId ?? null);
  const pairs = new Map<string, MeasuredPair>();
  for (const item of items) {
    if (item.state !== 'OFFICIAL') {
      const indicator = rules.indicators.find((candidate) => candidate.code === item.indicatorCode);
      const councilId = councils.get(item.evaluationId) ?? '';
      if (!indicator) {
        throw new Error(`the methodology has no indicator ${item.indicatorCode}`);
      }
      const comparable = body.indicators.find((candidate) => candidate.code === item.indicatorCode)?.comparableTo ?? [];
      const previous = [item.indicatorCode, ...comparable]
        .map((code) => before.get(`${councilId} ${code}`))
        .find((value) => value !== undefined);
      const pair = { measured: now.get(`${councilId} ${item.indicatorCode}`) ?? null, previous: previous ?? null };
      if (indicator.kind === 'MEASURED') {
        pairs.set(item.id, pair);
      }
      settleItem(item, settle(rules, indicator, { marks: marks.get(item.id) ?? [], ...pair }), rules);
    }
    take(evaluationItemMachine, item, 'lock');
  }
  await enterMarks(transaction, items.map(({ id }) => id));
  await lockMarks(transaction, items.map(({ id }) => id));
  await enterSettled(transaction, { cycle: step.cycle, evaluations, items, pairs });
  for (const evaluationId of councils.keys()) {
    transaction.publish(officialPointsSet(evaluationId));
  }
  return [];
}

/** An outcome with where it comes from. */
export interface SettledOutcome {
  readonly outcome: ItemOutcome;
  readonly basis: OfficialBasis | null;
}

/** Fixes the official points of one item. */
export function settleItem(item: EvaluationItem, { outcome, basis }: SettledOutcome, rules: MethodologyRules): void {
  item.officialPoints = pointsOf(outcome, rules);
  item.officialBasis = basis;
  item.officialReason = outcome.kind === 'NOT_SCORED' ? outcome.reason : null;
  take(evaluationItemMachine, item, 'settle');
}

/** Makes the revealed marks of items part of what was decided. */
export async function lockMarks({ database }: Transaction, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length > 0) {
    await database
      .updateTable('score')
      .set({ state: 'LOCKED' })
      .where('state', '=', 'REVEALED')
      .where('item_id', 'in', itemIds)
      .execute();
  }
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
      'measurement.item_id',
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
  given: MeasuredPair & { readonly marks: readonly MarkValue[] },
): SettledOutcome {
  if (indicator.kind === 'MEASURED') {
    const outcome = measuredOutcome(indicator, given.measured, given.previous);
    const bases = { POINTS: 'MEASURED', NOT_APPLICABLE: 'NOT_APPLICABLE', NO_EVIDENCE: 'NO_EVIDENCE' } as const;
    return { outcome, basis: outcome.kind === 'NOT_SCORED' ? null : bases[outcome.kind] };
  }
  return aggregateRaters(rules, indicator, given.marks);
}
