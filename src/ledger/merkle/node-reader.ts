import type { NodeCoordinate, ReadNode, TreeNode } from './complete-subtrees.js';

/** Thrown when a node is asked for that was not given: the store is incomplete, or too few nodes were read. */
export class MissingNodeError extends RangeError {
  override readonly name = 'MissingNodeError';

  constructor(readonly coordinate: NodeCoordinate) {
    super(`The node at level ${coordinate.level}, index ${coordinate.index} is missing`);
  }
}

const keyOf = (coordinate: NodeCoordinate) => `${coordinate.level}:${coordinate.index}`;

/**
 * Reads from nodes that are at hand, such as the rows of one query with the nodes of an append after them; it throws a
 * MissingNodeError for any other. Of two nodes at one place the later counts.
 */
export function nodeReader(nodes: Iterable<TreeNode>): ReadNode {
  const hashes = new Map<string, string>();
  for (const node of nodes) {
    hashes.set(keyOf(node), node.hash);
  }
  return (coordinate) => {
    const hash = hashes.get(keyOf(coordinate));
    if (hash === undefined) {
      throw new MissingNodeError(coordinate);
    }
    return hash;
  };
}
