import { describe, expect, it } from 'vitest';
import { newNodes, rootFrom } from './append.js';
import { type NodeCoordinate, type TreeNode } from './complete-subtrees.js';
import { nodeReader } from './node-reader.js';
import { consistencyPlan, foldPlan, inclusionPlan } from './proof-plan.js';
import { leafHashes, recursivePath, recursiveProof } from './recursive-tree.fixture.js';
import { verifyConsistency } from './verify-consistency.js';
import { verifyInclusion } from './verify-inclusion.js';

const most = 70;
const leaves = leafHashes(most);
const stored = newNodes(0, leaves, nodeReader([]));
const sizes = Array.from({ length: most }, (_, index) => index + 1);
const roots = [0, ...sizes].map((size) => rootFrom(size, nodeReader(stored)));

/** A reader of the planned nodes alone, of which a log of that size has every one. */
function readerOf(plan: readonly (readonly NodeCoordinate[])[], size: number) {
  const wanted = new Set(plan.flat().map(({ level, index }) => `${level}:${index}`));
  const inLog = ({ level, index }: TreeNode) => (index + 1) * 2 ** level <= size;
  return nodeReader(stored.filter((node) => inLog(node) && wanted.has(`${node.level}:${node.index}`)));
}

describe('the plan of an inclusion proof', () => {
  it.each(sizes)('gives the audit path of RFC 6962 for every leaf of %i', (size) => {
    for (let index = 0; index < size; index += 1) {
      const plan = inclusionPlan(index, size);
      const proof = foldPlan(plan, readerOf(plan, size));
      expect(proof).toEqual(recursivePath(index, leaves.slice(0, size)));
      expect(plan.flat().length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size)));
      const root = roots[size] ?? '';
      expect(verifyInclusion({ leafHash: leaves[index] ?? '', index, size, proof, root })).toBe(true);
    }
  });

  it('of the longest log has no more than two nodes a level', () => {
    for (const index of [0, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER - 1]) {
      expect(inclusionPlan(index, Number.MAX_SAFE_INTEGER).flat().length).toBeLessThanOrEqual(106);
    }
  });

  it.each([
    [0, 0],
    [1, 1],
    [-1, 1],
    [0.5, 2],
    [Number.NaN, 2],
    [0, 2 ** 53],
    [0, Infinity],
  ])('does not exist for the leaf %d of %d', (index, size) => {
    expect(() => inclusionPlan(index, size)).toThrow(RangeError);
  });
});

describe('the plan of a consistency proof', () => {
  it.each(sizes)('gives the proof of RFC 6962 from every size to %i', (second) => {
    for (let first = 1; first <= second; first += 1) {
      const plan = consistencyPlan(first, second);
      const proof = foldPlan(plan, readerOf(plan, second));
      expect(proof).toEqual(recursiveProof(first, leaves.slice(0, second)));
      expect(plan.flat().length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(second)) + 1);
      const claim = { first, second, firstRoot: roots[first] ?? '', secondRoot: roots[second] ?? '', proof };
      expect(verifyConsistency(claim)).toBe(true);
    }
  });

  it('to the longest log has no more than two nodes a level', () => {
    for (const first of [1, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER - 1]) {
      expect(consistencyPlan(first, Number.MAX_SAFE_INTEGER).flat().length).toBeLessThanOrEqual(107);
    }
  });

  it.each([
    [0, 0],
    [0, 1],
    [2, 1],
    [-1, 1],
    [0.5, 1],
    [Number.NaN, 1],
    [1, Number.NaN],
    [1, 2 ** 53],
  ])('does not exist from %d to %d', (first, second) => {
    expect(() => consistencyPlan(first, second)).toThrow(RangeError);
  });
});
