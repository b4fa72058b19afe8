import { emptyRoot, leafHash, nodeHash } from './tree-hash.js';

/** Different leaf hashes, as many as asked for. */
export function leafHashes(size: number): readonly string[] {
  return Array.from({ length: size }, (_, index) => leafHash(`leaf ${index}`));
}

/** The leaves of the tree that the implementations of Certificate Transparency test with, in hex. */
export const publicLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
] as const;

/** MTH of RFC 6962, section 2.1, word for word: the tree is divided at the greatest power of two below its size. */
export function recursiveRoot(leaves: readonly string[]): string {
  const [only] = leaves;
  if (only === undefined || leaves.length === 1) {
    return only ?? emptyRoot;
  }
  const [left, right] = divided(leaves);
  return nodeHash(recursiveRoot(left), recursiveRoot(right));
}

/** PATH of RFC 6962, section 2.1.1, word for word. */
export function recursivePath(index: number, leaves: readonly string[]): readonly string[] {
  if (leaves.length === 1) {
    return [];
  }
  const [left, right] = divided(leaves);
  return index < left.length
    ? [...recursivePath(index, left), recursiveRoot(right)]
    : [...recursivePath(index - left.length, right), recursiveRoot(left)];
}

/** PROOF of RFC 6962, section 2.1.2, word for word. */
export function recursiveProof(first: number, leaves: readonly string[], isWholeLog = true): readonly string[] {
  if (first === leaves.length) {
    return isWholeLog ? [] : [recursiveRoot(leaves)];
  }
  const [left, right] = divided(leaves);
  return first <= left.length
    ? [...recursiveProof(first, left, isWholeLog), recursiveRoot(right)]
    : [...recursiveProof(first - left.length, right, false), recursiveRoot(left)];
}

function divided(leaves: readonly string[]): readonly [readonly string[], readonly string[]] {
  let power = 1;
  while (power * 2 < leaves.length) {
    power *= 2;
  }
  return [leaves.slice(0, power), leaves.slice(power)];
}
