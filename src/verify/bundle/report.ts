import type { VerifiedSignature } from '../../ledger/note/index.js';
import type { Fault, Remark, Verdict } from '../fault.js';
import type { Step } from './verify-options.js';

/** What was verified, as far as it was reached; null where it was not. */
export interface BundleFacts {
  /** The number of the publication, its cycle, and the hash that names its table. */
  readonly publication: { readonly number: number; readonly cycle: string; readonly snapshotHash: string } | null;
  readonly methodology: { readonly code: string; readonly number: number; readonly hash: string } | null;
  readonly log: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly key: string;
    /** GIVEN: it was known from elsewhere. BUNDLE: it was believed. */
    readonly keyFrom: 'GIVEN' | 'BUNDLE';
    readonly cosignatures: readonly VerifiedSignature[];
    /** Whether it was compared with a checkpoint that somebody has kept. */
    readonly comparedWithKept: boolean;
  } | null;
  readonly counts: BundleCounts;
}

/** How much was verified. */
export interface BundleCounts {
  readonly entries: number;
  readonly councils: number;
  readonly items: number;
  readonly marks: number;
  /** Of the marks, those whose value was opened and is what was committed to. */
  readonly opened: number;
  readonly void: number;
  readonly reveals: number;
  readonly adjustments: number;
  /** Published values that were recomputed. */
  readonly figures: number;
}

/** What the verification of a bundle comes to. */
export interface BundleReport {
  readonly verdict: Verdict;
  /** The first thing that is wrong; null where nothing is. */
  readonly fault: Fault | null;
  /** The steps that were done to the end. */
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
  readonly facts: BundleFacts;
}

/** Nothing yet. */
export const noFacts: BundleFacts = {
  publication: null,
  methodology: null,
  log: null,
  counts: { entries: 0, councils: 0, items: 0, marks: 0, opened: 0, void: 0, reveals: 0, adjustments: 0, figures: 0 },
};
