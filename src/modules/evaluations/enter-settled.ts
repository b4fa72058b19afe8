import { type EntryAbout, entriesAboutSubjects } from '../../database/entries-about.js';
import type { Transaction } from '../../database/unit-of-work.js';
import { shortestDecimal } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { Evaluation, RatingCycle } from '../cycles/index.js';
import type { EvaluationItem } from './evaluation-item.entity.js';

/** A measured value that points were made of, with the item that it was recorded for. */
export interface Measured {
  readonly item_id: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** The measured values that the points of an item were made of. */
export interface MeasuredPair {
  readonly measured: Measured | null;
  readonly previous: Measured | null;
}

/** What was settled. */
export interface Settlement {
  readonly cycle: RatingCycle;
  readonly evaluations: readonly Evaluation[];
  readonly items: readonly EvaluationItem[];
  /** Of the measured items alone. */
  readonly pairs: ReadonlyMap<string, MeasuredPair>;
}

const settledBy = ['marks.revealed', 'sessionItem.decided', 'sessionItem.reopened', 'measurement.recorded'] as const;

/**
 * Enters, council by council, how points came about, and all that they rest on: the reveal of every round, the decision
 * that stands, the measured values, and which revealed marks count no more. Entries are named by the hashes of their
 * bodies. Whoever shows the points later can leave none of it out. Two statements.
 */
export async function enterSettled(transaction: Transaction, { cycle, evaluations, items, pairs }: Settlement): Promise<void> {
  const { database } = transaction;
  const earlier = [...pairs.values()].flatMap(({ previous }) => (previous ? [previous.item_id] : []));
  const ids = [...evaluations.map(({ id }) => id), ...items.map(({ id }) => id), ...earlier];
  const entries = Map.groupBy(
    await entriesAboutSubjects(database, { types: ['Evaluation', 'EvaluationItem'], ids, actions: settledBy }),
    ({ subjectId }) => subjectId,
  );
  const voided = Map.groupBy(await voidMarks(transaction, items), ({ item_id }) => item_id);
  for (const evaluation of evaluations) {
    const individual = entries.get(evaluation.id) ?? [];
    const own = items.filter(({ evaluationId }) => evaluationId === evaluation.id);
    transaction.enter({
      action: 'evaluation.settled',
      subjectType: 'Evaluation',
      subjectId: evaluation.id,
      body: {
        cycle: encodeNodeId('RatingCycle', cycle.id),
        council: encodeNodeId('Council', evaluation.councilId),
        items: own.map((item) => {
          const about = entries.get(item.id) ?? [];
          const pair = pairs.get(item.id);
          const reveals = pair ? [] : [...individual, ...about].filter(({ action }) => action === 'marks.revealed');
          const revealed = new Set(reveals.flatMap(({ body }) => body.commitments as readonly string[]));
          const last = about.findLast(({ action }) => action.startsWith('sessionItem.'));
          const decided = last?.action === 'sessionItem.decided' ? last : null;
          const earlierEntries = entries.get(pair?.previous?.item_id ?? '') ?? [];
          return {
            item: encodeNodeId('EvaluationItem', item.id),
            points: item.officialPoints ?? null,
            basis: item.officialBasis ?? null,
            decision: pair ? 'MEASURED' : ((decided?.body.method as string | undefined) ?? 'AGGREGATE'),
            decided: decided?.hash ?? null,
            reveals: reveals.map(({ body, hash }) => ({ round: body.round, entry: hash })),
            void: (voided.get(item.id) ?? []).map((mark) => mark.commitment_hash).filter((commitment) => revealed.has(commitment)),
            measured: toMeasured(pair?.measured ?? null, about),
            previous: toMeasured(pair?.previous ?? null, earlierEntries),
          };
        }),
      },
    });
  }
}

/** A measured value with the last entry that recorded it; null in its place for one that was never entered. */
function toMeasured(measured: Measured | null, entries: readonly EntryAbout[]) {
  if (!measured) {
    return null;
  }
  const [numerator, denominator] = [shortestDecimal(measured.numerator), shortestDecimal(measured.denominator)];
  const entry = entries.findLast(
    ({ action, body }) =>
      action === 'measurement.recorded' &&
      shortestDecimal(String(body.numerator)) === numerator &&
      shortestDecimal(String(body.denominator)) === denominator,
  );
  return { numerator, denominator, entry: entry?.hash ?? null };
}

async function voidMarks({ database }: Transaction, items: readonly EvaluationItem[]) {
  return items.length === 0
    ? []
    : database
        .selectFrom('score')
        .select(['item_id', 'commitment_hash'])
        .where('item_id', 'in', items.map(({ id }) => id))
        .where('state', '=', 'VOID')
        .orderBy('commitment_hash')
        .execute();
}
