import { type Rational, compare } from './rational.js';

/** What is ranked by: the first part, then the tie-breakers in order; more is better, null is less than any number. */
export type RankKey = readonly (Rational | null)[];

/**
 * Competition ranks, in the order of the input: 1 + how many are better, equal keys share (1, 2, 2, 4). Nothing but the
 * key decides, so neither the alphabet nor the order of input does.
 */
export function competitionRanks(keys: readonly RankKey[]): number[] {
  return rankGroups(keys, (better) => better + 1);
}

/** Dense ranks, in the order of the input: without gaps (1, 2, 2, 3). */
export function denseRanks(keys: readonly RankKey[]): number[] {
  return rankGroups(keys, (_better, _shared, group) => group + 1);
}

/** Fractional ranks (midranks), in the order of the input: equal keys share the mean place (1, 2.5, 2.5, 4). */
export function fractionalRanks(keys: readonly RankKey[]): number[] {
  return rankGroups(keys, (better, shared) => better + (shared + 1) / 2);
}

/** The order of two keys, the better one first: negative when left is better. */
export function compareKeys(left: RankKey, right: RankKey): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareParts(left[index] ?? null, right[index] ?? null);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareParts(left: Rational | null, right: Rational | null): number {
  if (left === null || right === null) {
    return Number(left === null) - Number(right === null);
  }
  return compare(right, left);
}

/** Walks the groups of equal keys from the best on; `rank` gets how many are better, how many share, which group. */
function rankGroups(
  keys: readonly RankKey[],
  rank: (better: number, shared: number, group: number) => number,
): number[] {
  const ranks = keys.map(() => 0);
  let better = 0;
  for (const [group, positions] of positionsByKey(keys).entries()) {
    for (const position of positions) {
      ranks[position] = rank(better, positions.length, group);
    }
    better += positions.length;
  }
  return ranks;
}

/** The positions of equal keys together, the best ones first. */
function positionsByKey(keys: readonly RankKey[]): number[][] {
  const ordered = keys
    .map((key, position) => ({ key, position }))
    .toSorted((left, right) => compareKeys(left.key, right.key));
  const groups: number[][] = [];
  for (const [index, { key, position }] of ordered.entries()) {
    const previous = ordered[index - 1];
    const group = groups.at(-1);
    if (previous && group && compareKeys(previous.key, key) === 0) {
      group.push(position);
    } else {
      groups.push([position]);
    }
  }
  return groups;
}
