import { type NodeCoordinate, type ReadNode, subtreesBetween } from './complete-subtrees.js';
import { foldSubtrees } from './merkle-fold.js';
import { assertTreeSize, splitPoint } from './tree-size.js';

/**
 * What a proof is made of: for each of its hashes the complete subtrees that it is folded from, from the left. Most
 * have one; the ragged right side of a log has no node of its own and has several. `plan.flat()` are all nodes of the
 * proof, at most two for each level of the tree, to be read at once.
 */
export type ProofPlan = readonly (readonly NodeCoordinate[])[];

/**
 * The plan of the proof that the leaf at `index`, from 0, stands in the log of `size` leaves: the audit path of RFC
 * 6962, section 2.1.1 (RFC 9162, section 2.1.3.1). Throws a RangeError when the log has no such leaf.
 */
export function inclusionPlan(index: number, size: number): ProofPlan {
  assertTreeSize(size);
  assertTreeSize(index);
  if (index >= size) {
    throw new RangeError('There is no such leaf');
  }
  const plan: (readonly NodeCoordinate[])[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      plan.push(subtreesBetween(middle, end));
      end = middle;
    } else {
      plan.push(subtreesBetween(start, middle));
      start = middle;
    }
  }
  // The way goes down from the root, a proof up from the leaf.
  return plan.toReversed();
}

/**
 * The plan of the proof that the log of `first` leaves is the beginning of the log of `second` leaves (RFC 6962,
 * section 2.1.2; RFC 9162, section 2.1.4.1). It is empty for equal sizes. Throws a RangeError when `first` is 0, from
 * which every log follows and nothing is proved, or is greater than `second`.
 */
export function consistencyPlan(first: number, second: number): ProofPlan {
  assertTreeSize(first);
  assertTreeSize(second);
  if (first === 0 || first > second) {
    throw new RangeError('A log is consistent with an earlier one of at least one leaf');
  }
  const plan: (readonly NodeCoordinate[])[] = [];
  let start = 0;
  let end = second;
  while (end > first) {
    const middle = start + splitPoint(end - start);
    if (first <= middle) {
      plan.push(subtreesBetween(middle, end));
      end = middle;
    } else {
      plan.push(subtreesBetween(start, middle));
      start = middle;
    }
  }
  // Where the earlier log is all that is left, its root is known to the verifier and need not be told.
  return [...(start === 0 ? [] : [subtreesBetween(start, end)]), ...plan.toReversed()];
}

/** The hashes of a proof, 64 lower-case hex digits each, by its plan. Throws what `read` throws. */
export function foldPlan(plan: ProofPlan, read: ReadNode): readonly string[] {
  return plan.map((subtrees) => foldSubtrees(subtrees.map(read)));
}
