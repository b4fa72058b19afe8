import type { CommittedValue } from '../ledger/committed-value.js';
import type { ShownEntry } from '../ledger/log-entry.js';
import type { MethodologyBody } from './methodology-body.js';

/** The first member of a bundle. */
export const bundleKind = 'kengash/bundle/1';

/**
 * The verification bundle of a publication: all that a stranger needs to recompute every published figure from the marks
 * and to prove, offline, that nothing was put in, left out or changed on the way. It holds no name, no account and no
 * justification.
 */
export interface Bundle {
  readonly kind: typeof bundleKind;
  /** The snapshot as canonical JSON, byte for byte as it was hashed, and its hash. */
  readonly snapshot: string;
  readonly snapshotHash: string;
  /** The methodology version, whose hash every figure names. */
  readonly methodology: MethodologyBody;
  /** The id of the rating cycle as commitments name it. */
  readonly cycle: string;
  /** In the order in which the table was made: by the councils' names, not by rank. */
  readonly councils: readonly BundledCouncil[];
  /** The entries of the ledger that the rest points to by their place in this list, in the order of the log. */
  readonly entries: readonly BundledEntry[];
  /** The checkpoint that all proofs lead to: a signed note, with the cosignatures that there were. */
  readonly checkpoint: string;
  /** The key of the log, as C2SP writes it: to be compared with the one that is known from elsewhere. */
  readonly logKey: string;
  /** The entry of the publication itself. */
  readonly publication: EntryReference;
}

/** The place of an entry in `Bundle.entries`. */
export type EntryReference = number;

/** An entry of the ledger with its proof. */
export interface BundledEntry {
  /** Its place in the log. */
  readonly index: number;
  readonly shown: ShownEntry;
  /** Its body; its hash is `shown.body`. Null where only that the entry is there has to be proved. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Inclusion in the tree of the checkpoint (RFC 6962), bottom up. */
  readonly proof: readonly string[];
}

/** One council. */
export interface BundledCouncil {
  readonly code: string;
  /**
   * The entry that was made when its evaluation was opened, before anything was rated: it names the council, the
   * methodology, and the indicator of each item. Null where there is none, and then nothing is proved.
   */
  readonly opened: EntryReference | null;
  /**
   * The entry that was made when its points were settled: it names, for each item, the points, how they came about, and
   * the entries that they rest on. Null where there is none, and then nothing is proved.
   */
  readonly settled: EntryReference | null;
  readonly items: readonly BundledItem[];
}

/** One item of a council. */
export interface BundledItem {
  /** The id of the item as commitments name it. */
  readonly item: string;
  readonly indicator: string;
  /** What the table was made of, adjustments included: exact points, and where they come from. */
  readonly points: string | null;
  readonly basis: string | null;
  /** How the points came about, before any adjustment. */
  readonly decision: BundledDecision;
  /** Appeals and corrections, in their order; the last one's points are those of the item. */
  readonly adjustments: readonly BundledAdjustment[];
  /** Every mark that counts or counted, of every round that was revealed; none where the item is measured. */
  readonly marks: readonly BundledMark[];
  /** The marks that did not count when their rounds were revealed: their raters had replaced them, or had left. */
  readonly left: readonly BundledLeftMark[];
  /** The reveals, one a round. */
  readonly reveals: readonly BundledReveal[];
}

/** How points came about. */
export type BundledDecision =
  /** By the rules out of the marks of the last round. */
  | { readonly method: 'AGGREGATE' }
  /** In a session: agreed on, or by the rules out of the last round where nobody agreed. */
  | { readonly method: 'AGREED' | 'NO_CONSENSUS'; readonly entry: EntryReference }
  /** Out of a measured value, and of the one of the period before where the rule compares the two. */
  | { readonly method: 'MEASURED'; readonly value: BundledMeasurement | null; readonly previous: BundledPrevious | null };

/** A measured value. */
export interface BundledMeasurement {
  readonly numerator: string;
  readonly denominator: string;
  /** Null where it was never entered. */
  readonly entry: EntryReference | null;
}

/** A measured value of the earlier cycle that this one is compared with. */
export interface BundledPrevious extends BundledMeasurement {
  /**
   * The entry by which the council's evaluation was opened in that cycle: it names the council and the indicator of the
   * item that the value was recorded for. Null where there is none; then it is not proved whose value it is.
   */
  readonly opened: EntryReference | null;
}

/** An adjustment: `points` and `basis` replace those before. */
export interface BundledAdjustment {
  readonly points: string | null;
  readonly basis: string | null;
  readonly entry: EntryReference;
}

/** A mark: its commitment with its entry, and what was committed to where the methodology marks the indicator PUBLIC. */
export interface BundledMark {
  readonly round: number;
  /** The rater's pseudonym in the cycle. */
  readonly rater: string;
  readonly commitment: string;
  readonly entry: EntryReference;
  /** VOID: the rater has left since, and the mark counts for nothing; `voided` is the entry that says so. */
  readonly state: 'COUNTS' | 'VOID';
  readonly voided: EntryReference | null;
  /** Null of an indicator that the methodology marks INTERNAL: it is proved by its commitment and its points alone. */
  readonly opening: {
    readonly value: CommittedValue;
    readonly justificationHash: string;
    readonly salt: string;
  } | null;
}

/** A mark that did not count when its round was revealed. What it says is nobody's business, so it is not opened. */
export interface BundledLeftMark {
  readonly round: number;
  readonly rater: string;
  readonly commitment: string;
  readonly entry: EntryReference;
  readonly state: 'SUPERSEDED' | 'VOID';
  /** The commitment of the mark of the same rater that stands in its place; null for a void one. */
  readonly by: string | null;
  /** The entry by which it is void; null for a superseded one. */
  readonly voided: EntryReference | null;
}

/**
 * The reveal of a round. The body of its entry lists the commitments that were opened in it, and those that were left
 * behind: of the item in a session, of all items of the council for round 0.
 */
export interface BundledReveal {
  readonly round: number;
  readonly entry: EntryReference;
}
