import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../ledger/sha256.js';
import { sha256Stream } from './sha256-stream.js';

function hex(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function hashOf(prefix: Uint8Array, counter: number): string {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(counter));
  return sha256Hex(prefix, bytes);
}

describe('the stream of SHA-256', () => {
  it('is the hash of the prefix and the counter, for every length of the prefix around whole blocks', () => {
    for (let length = 0; length <= 140; length += 1) {
      const prefix = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      const next = sha256Stream(prefix);
      expect([0, 1, 2].map(() => hex(next()))).toEqual([0, 1, 2].map((counter) => hashOf(prefix, counter)));
    }
  });

  it('is so for any bytes, and later too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 400 }), (prefix, counter) => {
        const next = sha256Stream(prefix);
        for (let skipped = 0; skipped < counter; skipped += 1) {
          next();
        }
        expect(hex(next())).toBe(hashOf(prefix, counter));
      }),
      { numRuns: 50 },
    );
  });
});
