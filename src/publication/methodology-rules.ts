import type { IndicatorRules, MethodologyRules } from '../scoring/index.js';
import type { IndicatorBody, MethodologyBody } from './methodology-body.js';

/** What scoring needs of an indicator; null where a part of it is not public. */
export function indicatorRules(indicator: IndicatorBody): IndicatorRules | null {
  const { scoring, code, criterionCode, maxPoints, allowNotApplicable } = indicator;
  return scoring.kind === 'UNKNOWN' || maxPoints === null
    ? null
    : { ...scoring, code, criterionCode, maxPoints, allowNotApplicable };
}

/** What scoring needs of a body; null for a partial one, by which nothing can be rated. */
export function rulesOf(body: MethodologyBody): MethodologyRules | null {
  const indicators = body.indicators.map(indicatorRules);
  const criteria = body.criteria.map(({ code, order, maxPoints, aggregator }) =>
    maxPoints === null ? null : { code, order, maxPoints, aggregator },
  );
  const isWhole = [...indicators, ...criteria].every((part) => part !== null);
  if (body.completeness !== 'COMPLETE' || !isWhole) {
    return null;
  }
  return {
    criteria: criteria.filter((criterion) => criterion !== null),
    indicators: indicators.filter((indicator) => indicator !== null),
    naRule: body.naRule,
    noEvidenceRule: body.noEvidenceRule,
    raterAggregation: body.raterAggregation,
    evenMedianRule: body.evenMedianRule,
    dataThreshold: body.dataThreshold,
    publishedDecimals: body.publishedDecimals === 0 ? 0 : body.publishedDecimals === 1 ? 1 : 2,
    categoryBasis: body.categoryBasis,
    categories: body.categories.map(({ code, lowerBound }) => ({ code, lowerBound })),
    tieBreak: body.tieBreak,
  };
}
