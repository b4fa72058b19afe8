import { type CategoryWeights, weightTable } from './category-weights.js';
import { finiteOrNull, known, type NoValueReason, type Statistic, sum, unknown } from './statistic.js';
import { completeTable, transpose, whyNoFrequencies } from './tables.js';

/** Cohen's kappa with the weighted agreement it was made of. */
export interface CohenKappa extends Statistic {
  readonly observedAgreement: number | null;
  readonly expectedAgreement: number | null;
  /** How many units were rated. */
  readonly units: number;
}

/**
 * Cohen's kappa of two raters from their square table: cell (i, j) says how many units the first put into category i
 * and the second into j. The table has a row and a column for every category of the declared scale, also for those that
 * nobody used: weights depend on the length of the scale.
 *
 * No value: NO_VARIATION when chance alone would make agreement complete (one category used by both); TOO_FEW with
 * fewer than two categories; RAGGED for a table that is not square; BAD_WEIGHTS; NOT_COUNTS for what is negative or not
 * whole; NOTHING_GIVEN, NOT_FINITE.
 *
 * Cohen (1960), Educational and Psychological Measurement 20:37-46; weighted Cohen (1968), Psychological Bulletin
 * 70:213-220.
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: CategoryWeights = 'identity'): CohenKappa {
  const { table: counts, reason } = completeTable(table);
  if (counts === null) {
    return withoutValue(reason);
  }
  const categories = counts.length;
  const weight = weightTable(weights, categories);
  const whyNot = whyNotCounts(counts);
  if (weight === null || whyNot !== null) {
    return withoutValue(whyNot ?? 'BAD_WEIGHTS');
  }
  const units = sum(counts.flat());
  const rows = counts.map(sum);
  const columns = transpose(counts).map(sum);
  // Disagreement instead of agreement, because none at all is exactly zero.
  const disagreement = (share: (row: number, column: number) => number) =>
    sum(weight.flatMap((cells, row) => cells.map((cell, column) => (1 - cell) * share(row, column))));
  const observed = disagreement((row, column) => (counts[row]?.[column] ?? 0) / units);
  const expected = disagreement((row, column) => ((rows[row] ?? 0) / units) * ((columns[column] ?? 0) / units));
  return {
    ...(expected === 0 ? unknown('NO_VARIATION') : known(1 - observed / expected)),
    observedAgreement: finiteOrNull(1 - observed),
    expectedAgreement: finiteOrNull(1 - expected),
    units,
  };
}

function whyNotCounts(counts: readonly (readonly number[])[]): NoValueReason | null {
  const cells = counts.flat();
  if (cells.length !== counts.length ** 2) {
    return 'RAGGED';
  }
  if (!cells.every(Number.isSafeInteger)) {
    return 'NOT_COUNTS';
  }
  return counts.length < 2 ? 'TOO_FEW' : whyNoFrequencies(cells);
}

function withoutValue(reason: NoValueReason): CohenKappa {
  return { ...unknown(reason), observedAgreement: null, expectedAgreement: null, units: 0 };
}
