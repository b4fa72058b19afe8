import { assertTreeSize, halfOf } from './tree-size.js';

/**
 * The place of a complete subtree: level 0 is a leaf, level 1 is two leaves and so on, and `index` counts the subtrees
 * of that level from the left. It covers the leaves from `index * 2^level` on, `2^level` of them. What stands there
 * never changes, so a log is kept as such nodes and only ever added to.
 */
export interface NodeCoordinate {
  readonly level: number;
  readonly index: number;
}

/** A complete subtree with its hash, 64 lower-case hex digits: one row of a log's store. */
export interface TreeNode extends NodeCoordinate {
  readonly hash: string;
}

/** Gives the hash of a complete subtree that the log has; throws when it is not there. */
export type ReadNode = (coordinate: NodeCoordinate) => string;

/**
 * The complete subtrees that a log of this size consists of, from the left, the greatest first: one for every 1 in the
 * binary form of the size, so at most 53. They are what an append and the root are computed from. Throws a RangeError
 * for what is no size.
 */
export function completeSubtrees(size: number): readonly NodeCoordinate[] {
  assertTreeSize(size);
  return subtreesBetween(0, size);
}

/**
 * The complete subtrees that cover the leaves from `start` up to, but not including, `end`, from the left. `start` is 0
 * or a multiple of a power of two that is no less than the number of leaves, as in every range that RFC 6962 divides.
 */
export function subtreesBetween(start: number, end: number): readonly NodeCoordinate[] {
  const found: NodeCoordinate[] = [];
  let from = start;
  while (from < end) {
    let level = 0;
    let width = 1;
    // Halves again: twice the width may be no safe number.
    while (width <= halfOf(end - from)) {
      level += 1;
      width *= 2;
    }
    found.push({ level, index: from / width });
    from += width;
  }
  return found;
}
