import type { TranslatedText } from '../language/translated-text.js';

/** How the marks of several raters become one; `drop` is how many are left out at either end. */
export type RaterAggregationBody =
  | { readonly kind: 'MEDIAN' }
  | { readonly kind: 'MEAN' }
  | { readonly kind: 'TRIMMED_MEAN'; readonly drop: number };

/** How a criterion enters the total; `floor` (decimal, over 0) is the least share in a geometric mean. */
export type AggregatorBody = { readonly kind: 'LINEAR' } | { readonly kind: 'GEOMETRIC'; readonly floor: string };

/** A category of the result, from `lowerBound` (decimal) itself included. */
export interface CategoryBody {
  readonly code: string;
  readonly name: TranslatedText;
  readonly lowerBound: string;
}

/** An act that the methodology rests on. */
export interface LegalBasisBody {
  readonly act: string;
  readonly article?: string;
  readonly url?: string;
}

/** A criterion; `maxPoints` is a decimal string, null where it is not public. */
export interface CriterionBody {
  readonly code: string;
  readonly name: TranslatedText;
  readonly order: number;
  readonly maxPoints: string | null;
  readonly aggregator: AggregatorBody;
}

/** One level, best first; points fall strictly. */
export interface LevelBody {
  readonly code: string;
  readonly points: string;
  readonly descriptor: TranslatedText;
}

/** What a number of points within a judged range looks like. */
export interface AnchorBody {
  readonly points: string;
  readonly descriptor: TranslatedText;
}

/** How a measured value becomes points; bounds are decimals in the indicator's unit, bands run upward. */
export type NormaliserBody =
  | { readonly kind: 'GOALPOST'; readonly low: string; readonly high: string }
  | { readonly kind: 'TARGET'; readonly target: string; readonly floor: string }
  | { readonly kind: 'BANDS'; readonly bands: readonly { readonly lowerBound: string; readonly points: string }[] }
  | { readonly kind: 'COMPARE_PREVIOUS'; readonly notLess: string; readonly less: string };

/** What is asked for an indicator; UNKNOWN where it is not public. */
export type ScoringBody =
  | { readonly kind: 'LEVELS'; readonly levels: readonly LevelBody[] }
  | {
      readonly kind: 'RANGE';
      readonly min: string;
      readonly max: string;
      readonly step: string;
      readonly anchors: readonly AnchorBody[];
    }
  | {
      readonly kind: 'MEASURED';
      readonly unit: TranslatedText;
      /** 1 when more is better, -1 when less is better. */
      readonly direction: 1 | -1;
      /** PERCENT: the normaliser speaks of 100 * numerator / denominator; NUMBER: of the plain quotient. */
      readonly scale: 'NUMBER' | 'PERCENT';
      readonly normaliser: NormaliserBody;
    }
  | { readonly kind: 'BINARY' }
  | { readonly kind: 'TERNARY' }
  | { readonly kind: 'UNKNOWN' };

/** The kinds of evidence that an indicator may ask for. */
export type EvidenceKindBody = 'FILE' | 'STATISTIC' | 'ATTESTATION';

/** What a council has to bring; `mustFallInPeriod` asks that the content arose within the rated period. */
export interface EvidenceRuleBody {
  readonly minItems: number;
  readonly kinds: readonly EvidenceKindBody[];
  readonly mustFallInPeriod: boolean;
}

/** An indicator; `maxPoints` is a decimal string, null where it is not public. */
export interface IndicatorBody {
  readonly code: string;
  readonly criterionCode: string;
  /** Place within its criterion, from 1. */
  readonly order: number;
  readonly name: TranslatedText;
  readonly guide: TranslatedText;
  readonly maxPoints: string | null;
  readonly allowNotApplicable: boolean;
  readonly scoring: ScoringBody;
  readonly evidence: EvidenceRuleBody;
  readonly justificationMinChars: number;
  readonly confidenceAsked: boolean;
  readonly visibility: 'PUBLIC' | 'INTERNAL';
  /** Codes of indicators of earlier versions that mean the same. */
  readonly comparableTo: readonly string[];
}

/** The whole content of a methodology version: what is reviewed, hashed when approved, and never changed after. */
export interface MethodologyBody {
  readonly scaleMin: string;
  readonly scaleMax: string;
  readonly naRule: 'GLOBAL' | 'WITHIN_CRITERION';
  readonly noEvidenceRule: 'ZERO' | 'BLOCK';
  readonly raterAggregation: RaterAggregationBody;
  readonly evenMedianRule: 'LOWER' | 'MEAN';
  readonly minRaters: number;
  /** A fraction: the least share of the points that has to be applicable. */
  readonly dataThreshold: string;
  readonly publishedDecimals: number;
  readonly roundingMode: 'HALF_UP';
  readonly categoryBasis: 'ROUNDED' | 'RAW';
  readonly categories: readonly CategoryBody[];
  readonly tieBreak: readonly string[];
  readonly maxRounds: number;
  readonly appealDays: number;
  readonly legalBasis: readonly LegalBasisBody[];
  /** Only a COMPLETE version can open a cycle. */
  readonly completeness: 'COMPLETE' | 'PARTIAL';
  readonly unknownParts: readonly TranslatedText[];
  /** True where it is nobody's official text. */
  readonly illustrative: boolean;
  readonly criteria: readonly CriterionBody[];
  readonly indicators: readonly IndicatorBody[];
}

/** A methodology with its first version, as the seeder loads it. */
export interface MethodologyRecord {
  readonly code: string;
  readonly title: TranslatedText;
  readonly owner: TranslatedText;
  readonly about: TranslatedText;
  readonly illustrative: boolean;
  /** An ISO date; null where none is set. */
  readonly effectiveFrom: string | null;
  readonly body: MethodologyBody;
}
