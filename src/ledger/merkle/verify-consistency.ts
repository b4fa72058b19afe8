import { isProof } from './proof-form.js';
import { isTreeHash, nodeHash } from './tree-hash.js';
import { halfOf, isOdd, isTreeSize } from './tree-size.js';

/** That a log is the continuation of an earlier one, with the proof. All hashes are 64 lower-case hex digits. */
export interface ConsistencyClaim {
  /** The number of leaves of the earlier log, at least 1. */
  readonly first: number;
  /** The number of leaves of the later log. */
  readonly second: number;
  readonly firstRoot: string;
  readonly secondRoot: string;
  readonly proof: readonly string[];
}

/**
 * Whether the later log begins with the whole earlier one (RFC 9162, section 2.1.4.2). For equal sizes the roots have
 * to be equal and the proof empty. False for everything that is no well-formed claim: an earlier log that is empty,
 * with which every log would be consistent, or longer than the later one, a hash of another form, a proof too short or
 * too long. Never throws.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  const wellFormed =
    isTreeSize(first) &&
    isTreeSize(second) &&
    first > 0 &&
    first <= second &&
    isTreeHash(firstRoot) &&
    isTreeHash(secondRoot) &&
    isProof(proof);
  if (!wellFormed) {
    return false;
  }
  return first === second ? proof.length === 0 && firstRoot === secondRoot : isContinued(claim);
}

function isContinued({ first, second, firstRoot, secondRoot, proof }: ConsistencyClaim): boolean {
  let node = first - 1;
  let last = second - 1;
  // The greatest complete subtree at the end of the earlier log is a node of both.
  while (isOdd(node)) {
    node = halfOf(node);
    last = halfOf(last);
  }
  // Where it is the whole earlier log, its root is known and the proof does not repeat it.
  const [start, ...siblings] = node === 0 ? [firstRoot, ...proof] : proof;
  if (start === undefined) {
    return false;
  }
  let earlier = start;
  let later = start;
  for (const sibling of siblings) {
    if (last === 0) {
      return false;
    }
    if (isOdd(node) || node === last) {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
      while (!isOdd(node) && node !== 0) {
        node = halfOf(node);
        last = halfOf(last);
      }
    } else {
      later = nodeHash(later, sibling);
    }
    node = halfOf(node);
    last = halfOf(last);
  }
  return last === 0 && earlier === firstRoot && later === secondRoot;
}
