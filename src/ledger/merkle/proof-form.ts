import { isTreeHash } from './tree-hash.js';

// A tree of 2^53 leaves has 53 levels above them, and a consistency proof begins with one hash more.
const mostHashes = 54;

/** Whether a value is a list of hashes of 64 lower-case hex digits that is not longer than any proof. */
export function isProof(value: unknown): value is readonly string[] {
  // Spread, because `every` passes over the holes of a list.
  return Array.isArray(value) && value.length <= mostHashes && [...(value as unknown[])].every(isTreeHash);
}
