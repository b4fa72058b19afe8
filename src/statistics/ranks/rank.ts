import { noResult, type Result, result } from '../composite/result.js';

/** How equal values are ranked: 1, 2, 2, 4 or 1, 2, 2, 3 or 1, 2.5, 2.5, 4. */
export type RankMethod = 'competition' | 'dense' | 'fractional';

/** Whether the greatest value takes the first rank, or the least. */
export type RankOrder = 'descending' | 'ascending';

/** Why there are no ranks. */
export type RankReason =
  /** There is no value, or none but nulls. */
  | 'NOTHING_GIVEN'
  /** A value is NaN or infinite. */
  | 'NOT_FINITE';

/**
 * Ranks in the order of the input, the best one 1: the greatest value is best unless the order is 'ascending'. Equal
 * values share a rank: 'competition' 1 + how many are better, 'dense' without gaps, 'fractional' the mean of the places
 * that they take together (midranks, Kendall 1945). A null has no rank and takes no place. Exact figures are ranked by
 * `scoring/rank.ts`; this is for statistics.
 */
export function rank(
  values: readonly (number | null)[],
  method: RankMethod,
  order: RankOrder = 'descending',
): Result<readonly (number | null)[], RankReason> {
  const present = values.flatMap((value, position) => (value === null ? [] : [{ value, position }]));
  if (present.length === 0) {
    return noResult('NOTHING_GIVEN');
  }
  if (!present.every(({ value }) => Number.isFinite(value))) {
    return noResult('NOT_FINITE');
  }
  const sign = order === 'descending' ? -1 : 1;
  const ranks = values.map((): number | null => null);
  let better = 0;
  for (const [group, tied] of tiedGroups(present, sign).entries()) {
    for (const { position } of tied) {
      ranks[position] = sharedRank(method, better, tied.length, group);
    }
    better += tied.length;
  }
  return result(ranks);
}

interface Placed {
  readonly value: number;
  readonly position: number;
}

/** The values in groups of equal ones, the best group first. */
function tiedGroups(present: readonly Placed[], sign: number): readonly (readonly Placed[])[] {
  const groups = new Map<number, Placed[]>();
  for (const placed of present) {
    const group = groups.get(placed.value);
    if (group) {
      group.push(placed);
    } else {
      groups.set(placed.value, [placed]);
    }
  }
  return [...groups].toSorted(([left], [right]) => sign * (left - right)).map(([, tied]) => tied);
}

function sharedRank(method: RankMethod, better: number, shared: number, group: number): number {
  switch (method) {
    case 'competition':
      return better + 1;
    case 'dense':
      return group + 1;
    case 'fractional':
      return better + (shared + 1) / 2;
  }
}
