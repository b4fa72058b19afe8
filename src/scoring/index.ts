export { isAdmissible, whyInadmissible, type InadmissibleReason } from './admissible.js';
export { scaleOf } from './scale.js';
export { whyNotOfficial } from './official-points.js';
export {
  aggregateRaters,
  median,
  trimmedMean,
  type AggregationBasis,
  type MinorityAbstentions,
  type RaterAggregate,
} from './aggregate-raters.js';
export { categoryOf, categoryOfTotal } from './category.js';
export { GEOMETRIC_DECIMALS, hundredTimesGeometricMean, type WeightedFactor } from './geometric-mean.js';
export { measuredOutcome, measuredValue, type Measured, type MeasuredIndicator } from './measured-points.js';
export type {
  Aggregator,
  BandRules,
  CategoryRules,
  CriterionRules,
  DecimalText,
  ExactText,
  IndicatorKind,
  IndicatorRules,
  LevelRules,
  MethodologyRules,
  Normaliser,
  RaterAggregation,
} from './methodology-rules.js';
export { markOutcome } from './points.js';
export { compareKeys, competitionRanks, denseRanks, fractionalRanks, type RankKey } from './rank.js';
export {
  add,
  clamp,
  compare,
  divide,
  equals,
  floor,
  fraction,
  isWhole,
  maximum,
  minimum,
  multiply,
  negate,
  ONE,
  type Rational,
  subtract,
  sum,
  ZERO,
} from './rational.js';
export { parseDecimal, parseRational, rational, toDecimalString, toExactString } from './rational-text.js';
export { roundHalfUp } from './rounding.js';
export {
  type CouncilOutcomes,
  type CriterionFigure,
  type NotRatedRow,
  type RatedRow,
  scoreTable,
  type ScoreRow,
} from './score-table.js';
export { type CriterionResult, type NotRatedReason, totalOf, type TotalResult } from './totals.js';
export { type ItemOutcome, type MarkValue, notScored, type NotScoredReason, scored } from './values.js';
