import { entriesAboutSubjects } from '../../database/entries-about.js';
import type { Database } from '../../database/tables.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';

/** An adjustment as the entry of a publication names it: by its item, and by the hash of the body of its own entry. */
export interface StandingAdjustment {
  readonly item: string;
  readonly entry: string;
}

/**
 * The adjustments of the items of a cycle that stand now, in the order of the items' ids and then of the log; those that the
 * transaction itself makes, whose entries are not written yet, come last. The entry of
 * a publication names them, so that nobody can show its table later without one of them.
 */
export async function standingAdjustments(
  database: Database,
  cycleId: string,
  made: readonly StandingAdjustment[],
): Promise<readonly StandingAdjustment[]> {
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select('evaluation_item.id')
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  const entries = await entriesAboutSubjects(database, { types: ['EvaluationItem'], ids: items.map(({ id }) => id), actions: ['score.adjusted'] });
  const before = entries.map(({ subjectId, hash }) => ({ item: encodeNodeId('EvaluationItem', subjectId), entry: hash }));
  return [...before, ...made].toSorted((left, right) => (left.item < right.item ? -1 : Number(left.item > right.item)));
}
