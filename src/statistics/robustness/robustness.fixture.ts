import type { Aggregator, ExactText, MethodologyRules } from '../../scoring/methodology-rules.js';
import { sum } from '../../scoring/rational.js';
import { rational, toExactString } from '../../scoring/rational-text.js';
import type { CouncilOutcomes } from '../../scoring/score-table.js';
import type { CouncilPoints } from './robustness-input.js';

/** An indicator of a test: its code, the code of its criterion, its greatest points. */
export type TestIndicator = readonly [code: string, criterion: string, maxPoints: string];

/** Rules with these indicators, all of the kind RANGE, criteria in the order in which they first occur. */
export function rulesOf(
  indicators: readonly TestIndicator[],
  changes: Partial<MethodologyRules> = {},
  aggregator: Aggregator = { kind: 'LINEAR' },
): MethodologyRules {
  const criteria = [...new Set(indicators.map(([, criterion]) => criterion))];
  return {
    criteria: criteria.map((code, order) => ({
      code,
      order,
      maxPoints: toExactString(sum(indicators.filter((each) => each[1] === code).map((each) => rational(each[2])))),
      aggregator,
    })),
    indicators: indicators.map(([code, criterionCode, maxPoints]) => ({
      code,
      criterionCode,
      maxPoints,
      allowNotApplicable: true,
      kind: 'RANGE',
      min: '0',
      max: maxPoints,
      step: '0.5',
    })),
    naRule: 'GLOBAL',
    noEvidenceRule: 'ZERO',
    raterAggregation: { kind: 'MEDIAN' },
    evenMedianRule: 'MEAN',
    dataThreshold: '0',
    publishedDecimals: 2,
    categoryBasis: 'ROUNDED',
    categories: [
      { code: 'good', lowerBound: '81' },
      { code: 'satisfactory', lowerBound: '55' },
      { code: 'unsatisfactory', lowerBound: '0' },
    ],
    tieBreak: [],
    ...changes,
  };
}

/** A council with the points of the indicators of the rules, in their order. */
export function council(rules: MethodologyRules, code: string, points: readonly (ExactText | null)[]): CouncilPoints {
  return {
    code,
    points: Object.fromEntries(rules.indicators.map((indicator, index) => [indicator.code, points[index] ?? null])),
  };
}

/** Outcomes of scoring as official points. */
export function pointsOf({ council: code, outcomes }: CouncilOutcomes): CouncilPoints {
  const points = [...outcomes].map(([indicator, outcome]) => {
    const text = outcome.kind === 'POINTS' ? toExactString(outcome.points) : null;
    return [indicator, outcome.kind === 'NO_EVIDENCE' ? '0' : text] as const;
  });
  return { code, points: Object.fromEntries(points) };
}
