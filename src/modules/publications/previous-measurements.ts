import { entryBodyHash } from '../../ledger/log-entry.js';
import { shortestDecimal } from '../../ledger/index.js';
import type { Database } from '../../database/tables.js';
import { entriesAbout, type PlacedEntry } from './bundle-entries.js';

/** A measured value with its entry. */
export interface Measured {
  readonly numerator: string;
  readonly denominator: string;
  readonly entry: PlacedEntry | null;
}

/** A measured value of the cycle before, with the entry by which the evaluation of its council was opened. */
export interface EarlierMeasured extends Measured {
  readonly opened: PlacedEntry | null;
}

/** The measured value of a council by the codes of an indicator and of those that it may be compared with. */
export type PreviousOf = (councilId: string, indicators: readonly string[], settledBy: string | null) => EarlierMeasured | null;

/**
 * The newest measured values of the cycle before, with their entries in this same log: the one that the points were settled
 * by, where it is named by the hash of its body, or else the last one of the same value. Two statements.
 */
export async function previousMeasurements(database: Database, cycleId: string | null): Promise<PreviousOf> {
  const rows =
    cycleId === null
      ? []
      : await database
          .selectFrom('measurement')
          .innerJoin('evaluation_item', 'evaluation_item.id', 'measurement.item_id')
          .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
          .select(['evaluation.council_id', 'evaluation_item.evaluation_id', 'measurement.item_id', 'evaluation_item.indicator_code'])
          .select(['measurement.numerator', 'measurement.denominator'])
          .where('evaluation.cycle_id', '=', cycleId)
          .orderBy('measurement.id')
          .execute();
  const known = new Map(rows.map((row) => [`${row.council_id} ${row.indicator_code}`, row]));
  const subjects = new Set(rows.flatMap((row) => [row.evaluation_id, row.item_id]));
  const log = subjects.size === 0 ? [] : await entriesAbout(database, [...subjects], ['measurement.recorded', 'evaluation.opened']);
  const entries = Map.groupBy(log, ({ subjectId }) => subjectId);
  return (councilId, indicators, settledBy) => {
    const row = indicators.map((code) => known.get(`${councilId} ${code}`)).find((found) => found !== undefined);
    if (!row) {
      return null;
    }
    const { numerator, denominator } = row;
    const own = entries.get(row.item_id) ?? [];
    const isSame = ({ body }: PlacedEntry): boolean => isEqual(body.numerator, numerator) && isEqual(body.denominator, denominator);
    const entry = own.findLast(({ body }) => entryBodyHash(body) === settledBy) ?? own.findLast(isSame) ?? null;
    return { numerator, denominator, entry, opened: entry && ((entries.get(row.evaluation_id) ?? []).find(({ action }) => action === 'evaluation.opened') ?? null) };
  };
}

const isEqual = (left: unknown, right: string): boolean => shortestDecimal(String(left)) === shortestDecimal(right);
