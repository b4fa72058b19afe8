import type { ExactText, MethodologyRules } from '../../scoring/methodology-rules.js';
import type { MarkValue } from '../../scoring/values.js';

/** How the weights of the indicators vary; their nominal ones are the shares of the greatest points. */
export type WeightVariation =
  /**
   * w ~ Dirichlet(kappa w0). The greater kappa, the closer to the nominal weights; by default the greatest weight has a
   * coefficient of variation of 10 %.
   */
  | { readonly kind: 'DIRICHLET'; readonly kappa?: number }
  /** Each weight by itself between (1 - share) and (1 + share) times the nominal one; 0.25 by default. */
  | { readonly kind: 'UNIFORM'; readonly share?: number }
  /** All weights are equally possible, the nominal ones count for nothing (SMAA). */
  | { readonly kind: 'SIMPLEX' };

/** A council with its official points. */
export interface CouncilPoints {
  readonly code: string;
  /**
   * Exact texts by the code of the indicator, from 0 to its greatest points, for every indicator of the rules: null
   * where it does not apply, "0" for missing evidence.
   */
  readonly points: Readonly<Record<string, ExactText | null>>;
}

/** A revealed mark of the last round, as it entered the points. */
export interface RaterMark {
  readonly council: string;
  readonly indicator: string;
  readonly rater: string;
  readonly value: MarkValue;
}

/** What the robustness of a table is computed from. */
export interface RobustnessInput {
  readonly rules: MethodologyRules;
  readonly councils: readonly CouncilPoints[];
  /** See `seedOf`. */
  readonly seed: string;
  /** 10,000 by default, 1,000,000 at most. */
  readonly draws?: number;
  /** DIRICHLET by default. */
  readonly weights?: WeightVariation;
  /**
   * For the questions about raters. An item whose official points are not what its marks make together (a consensus, an
   * adjustment, a measurement) does not rest on them: its marks are not looked at.
   */
  readonly marks?: readonly RaterMark[];
  /** The least share that enters the geometric alternative, > 0 and < 1; "0.01" by default. */
  readonly geometricFloor?: ExactText;
}

/** Why the robustness is not computed. */
export type RobustnessReason =
  /** There is no council, or none that the rules rate. */
  | 'NOTHING_GIVEN'
  /** Two councils have the same code. */
  | 'DUPLICATE_COUNCIL'
  /** The rules cannot be read or contradict themselves; whoever approves a version has to refuse it. */
  | 'BAD_RULES'
  /** Points are missing, no exact number, or not between 0 and the greatest points. */
  | 'BAD_POINTS'
  /** The seed is empty. */
  | 'BAD_SEED'
  /** The draws are not a whole number from 1 to 1,000,000. */
  | 'BAD_DRAWS'
  /** kappa is not > 0 and <= 1,000,000, the share not from 0 to 1, or the floor not between 0 and 1. */
  | 'BAD_WEIGHTS';
