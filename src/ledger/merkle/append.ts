import { completeSubtrees, type ReadNode, type TreeNode } from './complete-subtrees.js';
import { foldSubtrees } from './merkle-fold.js';
import { emptyRoot, isTreeHash, nodeHash } from './tree-hash.js';
import { assertTreeSize, halfOf, isOdd } from './tree-size.js';

/**
 * All nodes that a log of `size` leaves gains by these leaf hashes, in an order in which children stand before their
 * parents. `read` is asked for nodes of `completeSubtrees(size)` alone, so those can be read at once before. An append
 * of n leaves makes less than 2n + 53 nodes. Throws a RangeError for what is no size or no leaf hash, and what `read`
 * throws.
 */
export function newNodes(size: number, newLeafHashes: readonly string[], read: ReadNode): readonly TreeNode[] {
  assertTreeSize(size);
  assertTreeSize(size + newLeafHashes.length);
  const nodes: TreeNode[] = [];
  // By level, the last left child: the next right child of the level is its sibling, as no index is left out.
  const waiting = new Map<number, string>();
  newLeafHashes.forEach((leaf, position) => {
    if (!isTreeHash(leaf)) {
      throw new RangeError('A leaf hash is 64 lower-case hex digits');
    }
    let node: TreeNode = { level: 0, index: size + position, hash: leaf };
    nodes.push(node);
    while (isOdd(node.index)) {
      const { level, index } = node;
      const left = waiting.get(level) ?? read({ level, index: index - 1 });
      node = { level: level + 1, index: halfOf(index), hash: nodeHash(left, node.hash) };
      nodes.push(node);
    }
    waiting.set(node.level, node.hash);
  });
  return nodes;
}

/**
 * The root of a log of this size, 64 lower-case hex digits (RFC 6962, section 2.1). `read` is asked for the nodes of
 * `completeSubtrees(size)`. Throws a RangeError for what is no size, and what `read` throws.
 */
export function rootFrom(size: number, read: ReadNode): string {
  const subtrees = completeSubtrees(size);
  return subtrees.length === 0 ? emptyRoot : foldSubtrees(subtrees.map(read));
}
