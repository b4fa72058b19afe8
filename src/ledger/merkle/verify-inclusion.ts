import { isProof } from './proof-form.js';
import { isTreeHash, nodeHash } from './tree-hash.js';
import { halfOf, isOdd, isTreeSize } from './tree-size.js';

/** That a leaf stands in a log, with the proof. All hashes are 64 lower-case hex digits. */
export interface InclusionClaim {
  readonly leafHash: string;
  /** The place of the leaf, from 0. */
  readonly index: number;
  /** The number of leaves in the log. */
  readonly size: number;
  /** From the leaf up. */
  readonly proof: readonly string[];
  /** The root of the log at that size, from a source that is trusted. */
  readonly root: string;
}

/**
 * Whether a leaf stands at this place in the log with this root (RFC 9162, section 2.1.3.2). False for everything that
 * is no well-formed claim: a place outside the log, a hash of another form, a proof too short or too long. Never
 * throws.
 */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  const wellFormed =
    isTreeSize(index) && isTreeSize(size) && index < size && isTreeHash(leafHash) && isTreeHash(root) && isProof(proof);
  if (!wellFormed) {
    return false;
  }
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) {
      return false;
    }
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      // The last node of a level without a right sibling moves up as it is, until it is a right child.
      while (!isOdd(node) && node !== 0) {
        node = halfOf(node);
        last = halfOf(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = halfOf(node);
    last = halfOf(last);
  }
  return last === 0 && hash === root;
}
