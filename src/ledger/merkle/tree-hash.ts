import { sha256Hex } from '../sha256.js';

/** The root of a log without leaves: SHA-256 of nothing (RFC 6962, section 2.1). */
export const emptyRoot = sha256Hex();

const hashForm = /^[0-9a-f]{64}$/;

/** Whether a value is a hash as this folder writes it: 32 bytes as 64 lower-case hex digits. */
export function isTreeHash(value: unknown): value is string {
  return typeof value === 'string' && hashForm.test(value);
}

// A leaf and a node begin with different bytes, so that no node can be passed off as a leaf.
const leafPrefix = Uint8Array.of(0);

/** The hash of a leaf: SHA-256(0x00 || leaf) (RFC 6962, section 2.1). A text is hashed as its UTF-8 bytes. */
export function leafHash(leaf: string | Uint8Array): string {
  return sha256Hex(leafPrefix, leaf);
}

/**
 * The hash of a node over two subtrees: SHA-256(0x01 || left || right) (RFC 6962, section 2.1). Throws a RangeError for
 * what is not 64 lower-case hex digits: a damaged row of a store must not become a plausible root.
 */
export function nodeHash(left: string, right: string): string {
  if (!isTreeHash(left) || !isTreeHash(right)) {
    throw new RangeError('A node is hashed from two hashes of 64 lower-case hex digits');
  }
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  const digits = left + right;
  for (let at = 0; at < 64; at += 1) {
    bytes[at + 1] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  }
  return sha256Hex(bytes);
}
