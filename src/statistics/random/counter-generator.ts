import { sha256Stream } from './sha256-stream.js';

/** Numbers that look random and follow from the seed alone. */
export interface CounterGenerator {
  /** The next number from [0, 1): a multiple of 2^-53, every one of them equally likely. */
  uniform(): number;
  /** The next whole number from 0 to `bound - 1`, every one exactly equally likely. 1 <= bound <= 2^53. */
  below(bound: number): number;
}

const resolution = 2 ** 53;
const wordsPerBlock = 4;

/**
 * The generator of a seed, so simple that anybody can write it again in any language:
 *
 * - block i = SHA-256( the seed in UTF-8 || i as eight bytes, the highest first ), i = 0, 1, 2, ...: 32 bytes;
 * - every block is four words of eight bytes, the highest byte first, taken in order, and none is ever thrown away
 *   unused;
 * - the k-th call of `uniform` takes the next word w: u = floor(w / 2^11) is its upper 53 bits, the number is u / 2^53;
 * - `below(n)` takes the next word in the same way; if u >= 2^53 - (2^53 mod n) it takes another one, until it is less:
 *   the result is u mod n. Without the rejection small results would be favoured.
 *
 * It is no source of secrets: who knows the seed knows everything. Counter mode after NIST SP 800-90A (2015), reduced
 * to what a published simulation needs. `below` throws a RangeError for a bound that is not a whole number from 1 to
 * 2^53.
 */
export function counterGenerator(seed: string): CounterGenerator {
  const nextBlock = sha256Stream(new TextEncoder().encode(seed));
  let block: Int32Array = new Int32Array(0);
  let used = wordsPerBlock;

  function upperBits(): number {
    if (used === wordsPerBlock) {
      block = nextBlock();
      used = 0;
    }
    const high = (block[2 * used] ?? 0) >>> 0;
    const low = (block[2 * used + 1] ?? 0) >>> 0;
    used += 1;
    return high * 2 ** 21 + (low >>> 11);
  }

  return {
    uniform: () => upperBits() / resolution,
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > resolution) {
        throw new RangeError('The bound has to be a whole number from 1 to 2^53');
      }
      const limit = resolution - (resolution % bound);
      let bits = upperBits();
      while (bits >= limit) {
        bits = upperBits();
      }
      return bits % bound;
    },
  };
}
