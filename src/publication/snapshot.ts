import type { TranslatedText } from '../language/translated-text.js';
import { domainTags } from '../ledger/digest.js';
import type { MethodologyBody } from './methodology-body.js';

/** Between which places a council comes when the weights of the indicators vary: "3 (2-5)". */
export interface RankInterval {
  readonly low: number;
  readonly high: number;
}

/** One row of a published table. Members that earlier shapes did not have are absent there. */
export interface SnapshotRow {
  readonly councilCode: string;
  readonly name: TranslatedText;
  /** False where the council could not be rated; then the figures are null and `reason` says why. */
  readonly rated: boolean;
  readonly reason: string | null;
  /** The exact total, a whole number or a fraction. */
  readonly exact: string | null;
  readonly published: string | null;
  readonly category: string | null;
  readonly rank: number | null;
  /** The 5th and the 95th percentile of its ranks under varied weights. From the third shape on. */
  readonly rankInterval?: RankInterval | null;
  /** In which share of the draws its category was the published one, with four decimals. From the third shape on. */
  readonly categoryProbability?: string | null;
  /** Whether that share is less than 95 %. From the third shape on. */
  readonly nearBoundary?: boolean | null;
  /** `maxPoints` are those that count for the council: under GLOBAL, those of what applies to it. Not told by the first shape. */
  readonly criteria: readonly { readonly code: string; readonly points: string | null; readonly maxPoints?: string | null }[];
  /** The indicators that the methodology marks PUBLIC. */
  readonly indicators: readonly {
    readonly code: string;
    readonly points: string | null;
    readonly maxPoints?: string | null;
    readonly basis: string | null;
  }[];
}

/** How far the raters agreed, on the marks of the indicators that the methodology marks PUBLIC. */
export interface AgreementFigure {
  /** The code of a criterion; null for the cycle as a whole. */
  readonly criterion: string | null;
  readonly statistic: 'KRIPPENDORFF_ALPHA' | 'GWET_AC' | 'ICC_A_K' | 'KENDALL_W' | 'SPEARMAN_ROUNDS' | 'KENDALL_TAU_B_ROUNDS';
  /** ordinal, interval; null where the statistic has none. */
  readonly metric: string | null;
  /** Six decimals; null with a reason where it is not defined, never 0 or 1. */
  readonly value: string | null;
  readonly reason: string | null;
  /** The 95 % interval; null where there is none. */
  readonly low: string | null;
  readonly high: string | null;
  /** How many items or councils it rests on, and how many raters. */
  readonly units: number;
  readonly raters: number;
}

/** How the rank intervals were computed: whoever has these repeats them to the last place. */
export interface RobustnessFigure {
  readonly seed: string;
  readonly draws: number;
  readonly weights: { readonly kind: string; readonly kappa: string | null };
  /** Mean and greatest change of ranks when each indicator and criterion is left out; six decimals. */
  readonly leaveOneOut: readonly {
    readonly kind: 'INDICATOR' | 'CRITERION' | 'RATER';
    readonly code: string;
    readonly mean: string | null;
    readonly greatest: number | null;
  }[];
  /** The same for other choices of method. */
  readonly alternatives: readonly { readonly choice: string; readonly instead: string; readonly mean: string | null; readonly greatest: number | null }[];
}

/** One figure that a correction has changed. */
export interface CorrectedFigure {
  readonly councilCode: string;
  /** `published`, `exact`, `category`, `rank`, or `indicator <code>`. */
  readonly figure: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * A published table: everything that a figure rests on is in it or named by its hash. Its kind is the tag that it was
 * hashed under; a table of an earlier kind is read like any other.
 */
export interface Snapshot {
  readonly kind: (typeof snapshotKinds)[number];
  readonly number: number;
  readonly cycle: {
    readonly id: string;
    readonly title: TranslatedText;
    readonly periodFrom: string;
    readonly periodTo: string;
    readonly demonstration: boolean;
  };
  readonly methodology: { readonly code: string; readonly number: number; readonly hash: string; readonly illustrative: boolean };
  readonly categories: MethodologyBody['categories'];
  readonly publishedDecimals: number;
  readonly categoryBasis: string;
  readonly naRule: string;
  /** Criteria whose points order equal published numbers, the first one first. Not told by the first shape. */
  readonly tieBreak?: readonly string[];
  /** From the third shape on. */
  readonly agreement?: readonly AgreementFigure[];
  /** From the third shape on; null where no council was rated. */
  readonly robustness?: RobustnessFigure | null;
  /** What a correction has changed, and why; null for a first publication. From the third shape on. */
  readonly correction?: {
    readonly of: number;
    readonly reason: string;
    readonly figures: readonly CorrectedFigure[];
  } | null;
  readonly rows: readonly SnapshotRow[];
}

/** The shapes that there have been, the present one first. */
export const snapshotKinds = [domainTags.publication, domainTags.secondPublication, domainTags.formerPublication] as const;
