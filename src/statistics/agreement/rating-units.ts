import { type GivenTable, transpose, whyNoTable } from './tables.js';
import type { NoValueReason } from './statistic.js';

/** What one unit was given: how many values, and how often each, by its place in the list of distinct values. */
export interface RatedUnit {
  readonly size: number;
  readonly counts: readonly (readonly [place: number, count: number])[];
}

/** Ratings, sorted by unit. */
export interface RatedUnits {
  /** The distinct values of the units kept, ascending. */
  readonly values: readonly number[];
  /** The units with at least two values; a unit with one compares with nothing and is left out of every count. */
  readonly units: readonly RatedUnit[];
  /** How many raters gave a value to one of these units. */
  readonly raters: number;
  /** The share of all cells given that is missing; null without a table. */
  readonly missingShare: number | null;
  readonly reason: NoValueReason | null;
}

/**
 * Reads ratings, one array per rater with null for a missing value, into the units that can be compared. `reason` is
 * NO_PAIRS when no unit has two values, or says why the ratings are no table; then there are no units.
 */
export function ratedUnits(ratings: GivenTable): RatedUnits {
  const reason = whyNoTable(ratings);
  if (reason !== null) {
    return { values: [], units: [], raters: 0, missingShare: null, reason };
  }
  const columns = transpose(ratings);
  const kept = columns.filter((column) => column.filter((cell) => cell !== null).length >= 2);
  const values = [...new Set(kept.flat().filter((cell) => cell !== null))].toSorted((left, right) => left - right);
  const places = new Map(values.map((value, place) => [value, place]));
  const cells = columns.flat();
  return {
    values,
    units: kept.map((column) => ratedUnit(column, places)),
    raters: transpose(kept).filter((row) => row.some((cell) => cell !== null)).length,
    missingShare: cells.filter((cell) => cell === null).length / cells.length,
    reason: kept.length === 0 ? 'NO_PAIRS' : null,
  };
}

function ratedUnit(column: readonly (number | null)[], places: ReadonlyMap<number, number>): RatedUnit {
  const counts = new Map<number, number>();
  for (const cell of column) {
    const place = cell === null ? undefined : places.get(cell);
    if (place !== undefined) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  return { size: column.filter((cell) => cell !== null).length, counts: [...counts] };
}
