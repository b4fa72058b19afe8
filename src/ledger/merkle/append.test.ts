import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newNodes, rootFrom } from './append.js';
import { completeSubtrees, type NodeCoordinate, type TreeNode } from './complete-subtrees.js';
import { MerkleFold, merkleRoot } from './merkle-fold.js';
import { MissingNodeError, nodeReader } from './node-reader.js';
import { leafHashes, recursiveRoot } from './recursive-tree.fixture.js';

const leaves = leafHashes(300);
const none = nodeReader([]);

describe('the complete subtrees of a log', () => {
  it.each<[number, string]>([
    [0, ''],
    [1, '0:0'],
    [2, '1:0'],
    [7, '2:0 1:2 0:6'],
    [8, '3:0'],
    [2 ** 52 + 1, `52:0 0:${2 ** 52}`],
  ])('of %i leaves are %s', (size, expected) => {
    expect(completeSubtrees(size).map(({ level, index }) => `${level}:${index}`).join(' ')).toBe(expected);
  });

  it('are 53 in the longest log', () => {
    expect(completeSubtrees(Number.MAX_SAFE_INTEGER)).toHaveLength(53);
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('do not exist for %d leaves', (size) => {
    expect(() => completeSubtrees(size)).toThrow(RangeError);
    expect(() => rootFrom(size, none)).toThrow(RangeError);
    expect(() => newNodes(size, [], none)).toThrow(RangeError);
  });
});

describe('an append', () => {
  it('makes every complete subtree once, with the hash of its leaves', () => {
    const nodes = newNodes(0, leaves, none);
    expect(new Set(nodes.map(({ level, index }) => `${level}:${index}`)).size).toBe(nodes.length);
    // 300 leaves have 300 + 150 + 75 + 37 + 18 + 9 + 4 + 2 + 1 complete subtrees.
    expect(nodes).toHaveLength(596);
    for (const { level, index, hash } of nodes) {
      expect(hash).toBe(recursiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    }
  });

  it('in parts makes the same nodes, and reads the complete subtrees of the log alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 7 }), (parts) => {
        let size = 0;
        let stored: readonly TreeNode[] = [];
        for (const part of parts) {
          const needed = completeSubtrees(size);
          const read = nodeReader(stored.filter((node) => needed.some((place) => isAt(node, place))));
          const added = newNodes(size, leaves.slice(size, size + part), read);
          stored = [...stored, ...added];
          size += part;
          const reader = nodeReader(stored);
          expect(rootFrom(size, reader)).toBe(recursiveRoot(leaves.slice(0, size)));
        }
        expect(stored).toEqual(newNodes(0, leaves.slice(0, size), none));
      }),
    );
  });

  it('far to the right of a long log needs no more nodes than a short one', () => {
    const size = 2 ** 52 + 2 ** 40 + 1;
    const read = nodeReader(completeSubtrees(size).map((place, index) => ({ ...place, hash: leaves[index] ?? '' })));
    const nodes = newNodes(size, leaves.slice(0, 3), read);
    expect(nodes.map(({ level, index }) => [level, index - size / 2 ** level])).toEqual([
      [0, 0],
      [1, -0.5],
      [0, 1],
      [0, 2],
      [1, 0.5],
      [2, -0.25],
    ]);
  });

  it('refuses what is no leaf hash, and a log that would be too long', () => {
    expect(() => newNodes(0, [leaves[0] ?? '', 'leaf'], none)).toThrow(RangeError);
    expect(() => newNodes(Number.MAX_SAFE_INTEGER, leaves, none)).toThrow(RangeError);
  });

  it('says which node of the store is missing', () => {
    expect(() => newNodes(3, leaves.slice(3, 4), none)).toThrow(new MissingNodeError({ level: 0, index: 2 }));
    expect(() => rootFrom(6, none)).toThrow(new MissingNodeError({ level: 2, index: 0 }));
  });
});

describe('the fold over all leaves', () => {
  it('has the root of the recursive definition at every size', () => {
    const fold = new MerkleFold();
    for (const [index, leaf] of leaves.entries()) {
      expect(fold.size).toBe(index);
      expect(fold.root()).toBe(recursiveRoot(leaves.slice(0, index)));
      fold.add(leaf);
    }
    expect(fold.root()).toBe(merkleRoot(leaves));
  });
});

function isAt(node: TreeNode, place: NodeCoordinate): boolean {
  return node.level === place.level && node.index === place.index;
}
