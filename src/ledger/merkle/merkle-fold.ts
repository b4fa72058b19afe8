import { emptyRoot, isTreeHash, nodeHash } from './tree-hash.js';
import { isOdd, halfOf } from './tree-size.js';

/**
 * The hash over complete subtrees that stand beside one another, given from the left, the greatest first; 64 lower-case
 * hex digits. The last two are joined first, because the greatest stands alone on the left (RFC 6962, section 2.1).
 * Throws a TypeError for none.
 */
export function foldSubtrees(hashes: readonly string[]): string {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * Computes the root of a log from its leaf hashes, one after another, as somebody does who has the whole log and no
 * store. It keeps one hash for each complete subtree of the log, at most 53.
 */
export class MerkleFold {
  readonly #subtrees: string[] = [];
  #size = 0;

  /** How many leaves were added. */
  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. Throws a RangeError for what is not 64 lower-case hex digits; nothing is added. */
  add(leafHash: string): void {
    if (!isTreeHash(leafHash)) {
      throw new RangeError('A leaf hash is 64 lower-case hex digits');
    }
    let hash = leafHash;
    // As in counting up by one in binary: every trailing 1 is a subtree that is joined with what is carried.
    for (let rest = this.#size; isOdd(rest); rest = halfOf(rest)) {
      hash = nodeHash(this.#subtrees.pop() ?? '', hash);
    }
    this.#subtrees.push(hash);
    this.#size += 1;
  }

  /** The root over all leaves that were added (RFC 6962, section 2.1); that of an empty log when there is none. */
  root(): string {
    return this.#size === 0 ? emptyRoot : foldSubtrees(this.#subtrees);
  }
}

/**
 * The root over leaf hashes (RFC 6962, section 2.1), 64 lower-case hex digits. Throws a RangeError for a leaf hash of
 * another form.
 */
export function merkleRoot(leafHashes: Iterable<string>): string {
  const fold = new MerkleFold();
  for (const leafHash of leafHashes) {
    fold.add(leafHash);
  }
  return fold.root();
}
