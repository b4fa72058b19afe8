/** A decimal as text ("12", "0.5"); binary floating point never touches points. */
export type DecimalText = string;

/** A decimal or a fraction as text ("0.5", "2/3"). */
export type ExactText = string;

/** How the criteria make the total; `floor` > 0 is the least share that a criterion enters a geometric mean with. */
export type Aggregator = { readonly kind: 'LINEAR' } | { readonly kind: 'GEOMETRIC'; readonly floor: ExactText };

/** A criterion. Invariant: `maxPoints` is the sum of the maxima of its indicators. */
export interface CriterionRules {
  readonly code: string;
  readonly order: number;
  readonly maxPoints: DecimalText;
  readonly aggregator: Aggregator;
}

/** One level of a LEVELS indicator. */
export interface LevelRules {
  readonly code: string;
  readonly points: DecimalText;
}

/** One band: the points from `lowerBound`, itself included, up to the next band's bound. */
export interface BandRules {
  readonly lowerBound: DecimalText;
  readonly points: DecimalText;
}

/** How a measured value becomes points; the formulas stand in `measured-points.ts`. */
export type Normaliser =
  | { readonly kind: 'GOALPOST'; readonly low: DecimalText; readonly high: DecimalText }
  | { readonly kind: 'TARGET'; readonly target: DecimalText; readonly floor: DecimalText }
  | { readonly kind: 'BANDS'; readonly bands: readonly BandRules[] }
  | { readonly kind: 'COMPARE_PREVIOUS'; readonly notLess: DecimalText; readonly less: DecimalText };

/** What an indicator takes and how that becomes points. */
export type IndicatorKind =
  | { readonly kind: 'LEVELS'; readonly levels: readonly LevelRules[] }
  | { readonly kind: 'RANGE'; readonly min: DecimalText; readonly max: DecimalText; readonly step: DecimalText }
  | {
      readonly kind: 'MEASURED';
      /** 1 when more is better, -1 when less is better. */
      readonly direction: 1 | -1;
      /** PERCENT: the normaliser speaks of 100 * numerator / denominator. NUMBER, the default: of the quotient. */
      readonly scale?: 'NUMBER' | 'PERCENT';
      readonly normaliser: Normaliser;
    }
  | { readonly kind: 'BINARY' }
  | { readonly kind: 'TERNARY' };

/** An indicator, without its texts. */
export type IndicatorRules = IndicatorKind & {
  readonly code: string;
  readonly criterionCode: string;
  readonly maxPoints: DecimalText;
  readonly allowNotApplicable: boolean;
};

/** How the marks of several raters become one; `drop` is how many are left out at either end. */
export type RaterAggregation =
  { readonly kind: 'MEDIAN' } | { readonly kind: 'MEAN' } | { readonly kind: 'TRIMMED_MEAN'; readonly drop: number };

/** A category of the result, from `lowerBound` itself included. */
export interface CategoryRules {
  readonly code: string;
  readonly lowerBound: DecimalText;
}

/**
 * The part of a methodology version that scoring needs. Whoever approves a version has checked it: numbers that can be
 * read, codes that are unique and known, bounds in order, aggregators not mixed. Here they are taken as they are.
 */
export interface MethodologyRules {
  readonly criteria: readonly CriterionRules[];
  readonly indicators: readonly IndicatorRules[];
  /** What an indicator that does not apply leaves: all sums together, or its criterion, which keeps its weight. */
  readonly naRule: 'GLOBAL' | 'WITHIN_CRITERION';
  /** What missing evidence is: zero points, or a reason not to rate the council before it is resolved. */
  readonly noEvidenceRule: 'ZERO' | 'BLOCK';
  readonly raterAggregation: RaterAggregation;
  /** The median of an even number of marks, for RANGE alone: what is not on a continuous scale takes LOWER. */
  readonly evenMedianRule: 'LOWER' | 'MEAN';
  /** The least share of the points that has to be applicable. */
  readonly dataThreshold: ExactText;
  readonly publishedDecimals: 0 | 1 | 2;
  /** Whether a category is read from the published number or from the exact total. */
  readonly categoryBasis: 'ROUNDED' | 'RAW';
  readonly categories: readonly CategoryRules[];
  /** Criterion codes whose points order equal published numbers, the first one first. */
  readonly tieBreak: readonly string[];
}
