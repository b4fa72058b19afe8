import { aggregateRaters } from './aggregate-raters.js';
import { measuredOutcome } from './measured-points.js';
import type { IndicatorRules, MethodologyRules } from './methodology-rules.js';
import type { CouncilOutcomes } from './score-table.js';
import { type ItemOutcome, type MarkValue, notScored } from './values.js';
import example from './worked-example.json' with { type: 'json' };

/** The codes of the example's five councils. */
export type ExampleCouncil = keyof typeof example.scores;

/** The codes of the example's five indicators. */
export type ExampleIndicator = keyof (typeof example.scores)['K1'];

/** The councils of the example, in its order. */
export const exampleCouncils: readonly ExampleCouncil[] = ['K1', 'K2', 'K3', 'K4', 'K5'];

/** The indicators of the example, in its order. */
export const exampleIndicators: readonly ExampleIndicator[] = ['A1', 'A2', 'B1', 'B2', 'C1'];

const levels = (points: readonly string[]) => ({
  kind: 'LEVELS' as const,
  levels: points.map((value) => ({ code: `L${value}`, points: value })),
});
const indicator = { allowNotApplicable: true };

/** The rules of the example: three criteria, five indicators, 50 points. */
export const exampleRules: MethodologyRules = {
  criteria: [
    { code: 'A', order: 1, maxPoints: '30', aggregator: { kind: 'LINEAR' } },
    { code: 'B', order: 2, maxPoints: '15', aggregator: { kind: 'LINEAR' } },
    { code: 'C', order: 3, maxPoints: '5', aggregator: { kind: 'LINEAR' } },
  ],
  indicators: [
    { ...indicator, code: 'A1', criterionCode: 'A', maxPoints: '15', ...levels(['15', '10', '5', '0']) },
    { ...indicator, code: 'A2', criterionCode: 'A', maxPoints: '15', kind: 'RANGE', min: '0', max: '15', step: '0.5' },
    { ...indicator, code: 'B1', criterionCode: 'B', maxPoints: '10', kind: 'RANGE', min: '0', max: '10', step: '0.5' },
    { ...indicator, code: 'B2', criterionCode: 'B', maxPoints: '5', ...levels(['5', '3', '2', '0']) },
    {
      ...indicator,
      code: 'C1',
      criterionCode: 'C',
      maxPoints: '5',
      kind: 'MEASURED',
      direction: 1,
      normaliser: { kind: 'GOALPOST', low: '0', high: '70' },
    },
  ],
  naRule: 'GLOBAL',
  noEvidenceRule: 'ZERO',
  raterAggregation: { kind: 'MEDIAN' },
  evenMedianRule: 'MEAN',
  dataThreshold: '2/3',
  publishedDecimals: 0,
  categoryBasis: 'ROUNDED',
  categories: [
    { code: 'good', lowerBound: '81' },
    { code: 'satisfactory', lowerBound: '55' },
    { code: 'unsatisfactory', lowerBound: '0' },
  ],
  tieBreak: [],
};

/** An indicator of the example. */
export function exampleIndicator(code: string): IndicatorRules {
  const found = exampleRules.indicators.find((candidate) => candidate.code === code);
  if (!found) {
    throw new RangeError(`No indicator ${code}`);
  }
  return found;
}

/** The marks of the example, through the aggregation of raters, as outcomes of all councils. */
export function exampleOutcomes(rules: MethodologyRules = exampleRules): CouncilOutcomes[] {
  return exampleCouncils.map((council) => ({
    council,
    outcomes: new Map(exampleIndicators.map((code) => [code, outcomeOf(rules, council, code)])),
  }));
}

function outcomeOf(rules: MethodologyRules, council: ExampleCouncil, code: ExampleIndicator): ItemOutcome {
  const given: number | string | readonly string[] = example.scores[council][code];
  const rule = exampleIndicator(code);
  if (typeof given === 'number') {
    return rule.kind === 'MEASURED'
      ? measuredOutcome(rule, { numerator: `${given}`, denominator: '1' })
      : notScored('NOT_ADMISSIBLE');
  }
  const texts = typeof given === 'string' ? [given, given, given] : given;
  return aggregateRaters(
    rules,
    rule,
    texts.map((text) => markOf(rule, text)),
  ).outcome;
}

function markOf(rule: IndicatorRules, text: string): MarkValue {
  if (text === 'NOT_APPLICABLE' || text === 'NO_EVIDENCE') {
    return { kind: text };
  }
  return rule.kind === 'LEVELS' ? { kind: 'LEVEL', level: `L${text}` } : { kind: 'POINTS', points: text };
}
