import type { IndicatorRules, MethodologyRules } from '../../../scoring/index.js';

const common = { criterionCode: '1', allowNotApplicable: true } as const;

/** One indicator of each kind that raters judge, and a measured one: 50 points. */
export const smallIndicators: readonly IndicatorRules[] = [
  {
    ...common,
    code: 'levels',
    maxPoints: '20',
    kind: 'LEVELS',
    levels: [
      { code: 'A', points: '20' },
      { code: 'B', points: '14' },
      { code: 'C', points: '5' },
      { code: 'D', points: '0' },
    ],
  },
  { ...common, code: 'range', maxPoints: '10', kind: 'RANGE', min: '0', max: '10', step: '0.5' },
  { ...common, code: 'binary', maxPoints: '4', kind: 'BINARY' },
  { ...common, code: 'ternary', maxPoints: '6', kind: 'TERNARY' },
  { ...common, code: 'measured', maxPoints: '10', kind: 'MEASURED', direction: 1, normaliser: { kind: 'GOALPOST', low: '0', high: '1' } },
];

/** Totals in percent, published as whole numbers; good from 55 on, very good from 81 on. */
export const smallMethodology: MethodologyRules = {
  criteria: [{ code: '1', order: 1, maxPoints: '50', aggregator: { kind: 'LINEAR' } }],
  indicators: smallIndicators,
  naRule: 'WITHIN_CRITERION',
  noEvidenceRule: 'ZERO',
  raterAggregation: { kind: 'MEDIAN' },
  evenMedianRule: 'LOWER',
  dataThreshold: '2/3',
  publishedDecimals: 0,
  categoryBasis: 'ROUNDED',
  categories: [
    { code: 'low', lowerBound: '0' },
    { code: 'good', lowerBound: '55' },
    { code: 'best', lowerBound: '81' },
  ],
  tieBreak: [],
};
