import type { MethodologyBody } from '../../publication/methodology-body.js';
import { decimal, name, share, translated } from './forms.js';
import { object, variant } from './object.js';
import { anyText, boolean, integer, list, nullable, oneOf, type Read } from './readers.js';
import { scoring } from './scoring-shape.js';

/** The most indicators that a methodology may have here. */
export const mostIndicators = 1_000;

const criterion = object({
  code: name,
  name: translated,
  order: integer(0, 1_000_000),
  maxPoints: nullable(decimal),
  aggregator: variant('kind', {
    LINEAR: object({ kind: oneOf('LINEAR') }),
    GEOMETRIC: object({ kind: oneOf('GEOMETRIC'), floor: decimal }),
  }),
});

const indicator = object({
  code: name,
  criterionCode: name,
  order: integer(0, 1_000_000),
  name: translated,
  guide: translated,
  maxPoints: nullable(decimal),
  allowNotApplicable: boolean,
  scoring,
  evidence: object({
    minItems: integer(0, 1_000_000),
    kinds: list(oneOf('FILE', 'STATISTIC', 'ATTESTATION'), 10),
    mustFallInPeriod: boolean,
  }),
  justificationMinChars: integer(0, 1_000_000),
  confidenceAsked: boolean,
  visibility: oneOf('PUBLIC', 'INTERNAL'),
  comparableTo: list(name, 1_000),
});

/** The body of a methodology version. */
export const methodology: Read<MethodologyBody> = object({
  scaleMin: decimal,
  scaleMax: decimal,
  naRule: oneOf('GLOBAL', 'WITHIN_CRITERION'),
  noEvidenceRule: oneOf('ZERO', 'BLOCK'),
  raterAggregation: variant('kind', {
    MEDIAN: object({ kind: oneOf('MEDIAN') }),
    MEAN: object({ kind: oneOf('MEAN') }),
    TRIMMED_MEAN: object({ kind: oneOf('TRIMMED_MEAN'), drop: integer(0, 1_000) }),
  }),
  evenMedianRule: oneOf('LOWER', 'MEAN'),
  minRaters: integer(0, 1_000),
  dataThreshold: share,
  publishedDecimals: integer(0, 2),
  roundingMode: oneOf('HALF_UP'),
  categoryBasis: oneOf('ROUNDED', 'RAW'),
  categories: list(object({ code: name, name: translated, lowerBound: decimal }), 100),
  tieBreak: list(name, 1_000),
  maxRounds: integer(0, 1_000),
  appealDays: integer(0, 10_000),
  legalBasis: list(object({ act: anyText(10_000) }, { article: anyText(10_000), url: anyText(10_000) }), 1_000),
  completeness: oneOf('COMPLETE', 'PARTIAL'),
  unknownParts: list(translated, 1_000),
  illustrative: boolean,
  criteria: list(criterion, 1_000),
  indicators: list(indicator, mostIndicators),
});
