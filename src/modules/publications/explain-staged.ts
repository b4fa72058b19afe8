import type { Database } from '../../database/tables.js';
import { traceOf, type Trace, type TracedCouncil } from '../../publication/trace.js';
import { readProposed, withProposed } from './proposed-adjustments.js';
import { readSettledCycle } from './settled-cycle.js';

/** The newest measured values of a cycle, by item. */
async function measuredIn(database: Database, cycleId: string): Promise<ReadonlyMap<string, { readonly numerator: string; readonly denominator: string }>> {
  const rows = await database
    .selectFrom('measurement')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'measurement.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select(['measurement.item_id', 'measurement.numerator', 'measurement.denominator'])
    .where('evaluation.cycle_id', '=', cycleId)
    .orderBy('measurement.id')
    .execute();
  return new Map(rows.map(({ item_id, numerator, denominator }) => [item_id, { numerator, denominator }]));
}

/**
 * The trace of a figure in a table that waits for approval, out of the record: the marks of indicators that the
 * methodology marks PUBLIC under their pseudonyms, without their reasons. Null for a council that is not in the cycle.
 */
export async function explainStaged(
  database: Database,
  { id, cycle_id: cycleId }: { readonly id: string; readonly cycle_id: string },
  councilCode: string,
): Promise<Trace | null> {
  const cycle = await database
    .selectFrom('rating_cycle')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .select(['rating_cycle.methodology_hash', 'methodology_version.body'])
    .where('rating_cycle.id', '=', cycleId)
    .executeTakeFirst();
  const councils = cycle ? withProposed(await readSettledCycle(database, cycleId, cycle.body), await readProposed(database, id)) : [];
  const council = councils.find(({ code }) => code === councilCode);
  if (!cycle || !council) {
    return null;
  }
  const measured = await measuredIn(database, cycleId);
  const traced: TracedCouncil = {
    ...council,
    items: council.items.map((item) => ({ ...item, measured: measured.get(item.itemId) ?? null })),
  };
  return traceOf(cycle.body, cycle.methodology_hash, traced);
}
