import { describe, expect, it } from 'vitest';
import { whyInadmissible } from './admissible.js';
import { type Measured, type MeasuredIndicator, measuredOutcome } from './measured-points.js';
import type { IndicatorKind, IndicatorRules, Normaliser } from './methodology-rules.js';
import { markOutcome } from './points.js';
import { toExactString } from './rational-text.js';
import type { ItemOutcome, MarkValue } from './values.js';

function indicator(kind: IndicatorKind, allowNotApplicable = false, maxPoints = '5'): IndicatorRules {
  return { code: 'X', criterionCode: 'C', maxPoints, allowNotApplicable, ...kind };
}

function measured(
  normaliser: Normaliser,
  direction: 1 | -1 = 1,
  scale: 'NUMBER' | 'PERCENT' = 'NUMBER',
): MeasuredIndicator {
  return {
    code: 'X',
    criterionCode: 'C',
    maxPoints: '5',
    allowNotApplicable: false,
    kind: 'MEASURED',
    direction,
    scale,
    normaliser,
  };
}

const points = (text: string): MarkValue => ({ kind: 'POINTS', points: text });
const level = (code: string): MarkValue => ({ kind: 'LEVEL', level: code });
const of = (numerator: string, denominator = '1'): Measured => ({ numerator, denominator });
const shown = (outcome: ItemOutcome) =>
  outcome.kind === 'POINTS'
    ? toExactString(outcome.points)
    : outcome.kind === 'NOT_SCORED'
      ? outcome.reason
      : outcome.kind;

const levels = indicator({
  kind: 'LEVELS',
  levels: [
    { code: 'TB', points: '5' },
    { code: 'AB', points: '3' },
    { code: 'B', points: '0' },
  ],
});
const range = indicator({ kind: 'RANGE', min: '1', max: '5', step: '0.5' });
const oddSteps = indicator({ kind: 'RANGE', min: '1', max: '5', step: '2' });
const binary = indicator({ kind: 'BINARY' });
const ternary = indicator({ kind: 'TERNARY' });
const share = measured({ kind: 'GOALPOST', low: '0', high: '70' });

describe('a mark', () => {
  it.each([
    ['a listed level', levels, level('AB'), null],
    ['a level that is not listed', levels, level('QB'), 'UNKNOWN_LEVEL'],
    ['a level by the name of an inherited member', levels, level('constructor'), 'UNKNOWN_LEVEL'],
    ['points where a level is asked', levels, points('5'), 'WRONG_KIND'],
    ['a level where points are asked', range, level('TB'), 'WRONG_KIND'],
    ['the least points', range, points('1'), null],
    ['the greatest points', range, points('5.0'), null],
    ['a step counted from the least points', range, points('2.5'), null],
    ['a whole step from an odd beginning', oddSteps, points('3'), null],
    ['a number between odd steps', oddSteps, points('4'), 'OFF_THE_STEPS'],
    ['points between two steps', range, points('2.25'), 'OFF_THE_STEPS'],
    ['points under the range', range, points('0.5'), 'OUT_OF_RANGE'],
    ['points over the range', range, points('5.5'), 'OUT_OF_RANGE'],
    ['a fraction', range, points('5/2'), 'NOT_A_NUMBER'],
    ['an exponent', range, points('1e0'), 'NOT_A_NUMBER'],
    ['nothing of a yes or no', binary, points('0'), null],
    ['all of a yes or no', binary, points('5'), null],
    ['half of a yes or no', binary, points('2.5'), 'OFF_THE_STEPS'],
    ['half of three answers', ternary, points('2.5'), null],
    ['a quarter of three answers', ternary, points('1.25'), 'OFF_THE_STEPS'],
    ['no evidence', range, { kind: 'NO_EVIDENCE' }, null],
    ['not applicable where it applies to all', range, { kind: 'NOT_APPLICABLE' }, 'NOT_APPLICABLE_NOT_ALLOWED'],
    ['not applicable where that may be', { ...range, allowNotApplicable: true }, { kind: 'NOT_APPLICABLE' }, null],
    ['points for a measured indicator', share, points('5'), 'MEASURED'],
    ['no evidence for a measured indicator', share, { kind: 'NO_EVIDENCE' }, 'MEASURED'],
  ] as const)('of %s is judged', (_name, rules, value, reason) => {
    expect(whyInadmissible(rules, value)).toBe(reason);
  });

  it('amounts to the points of its level, to its points, or to no number', () => {
    expect(shown(markOutcome(levels, level('AB')))).toBe('3');
    expect(shown(markOutcome(range, points('2.50')))).toBe('5/2');
    expect(shown(markOutcome(range, { kind: 'NO_EVIDENCE' }))).toBe('NO_EVIDENCE');
    expect(shown(markOutcome({ ...range, allowNotApplicable: true }, { kind: 'NOT_APPLICABLE' }))).toBe(
      'NOT_APPLICABLE',
    );
  });

  it('that is not admissible blocks instead of counting', () => {
    expect(shown(markOutcome(range, points('9')))).toBe('NOT_ADMISSIBLE');
  });
});

describe('a measurement', () => {
  const staffTrained = measured(
    {
      kind: 'BANDS',
      bands: [
        { lowerBound: '0', points: '0' },
        { lowerBound: '30', points: '2' },
        { lowerBound: '70', points: '5' },
        { lowerBound: '50', points: '3' },
      ],
    },
    1,
    'PERCENT',
  );

  it.each([
    ['139', '200', '3'],
    ['699999', '1000000', '3'],
    ['7', '10', '5'],
    ['1', '2', '3'],
    ['99', '200', '2'],
    ['59', '200', '0'],
    ['0', '200', '0'],
    ['200', '200', '5'],
  ])(
    'of %s of %s, read in percent on the exact value, gets %s from the bands 70, 50, 30, 0',
    (part, whole, expected) => {
      expect(shown(measuredOutcome(staffTrained, of(part, whole)))).toBe(expected);
    },
  );

  it('below the lowest band is not scored', () => {
    expect(shown(measuredOutcome(staffTrained, of('-1')))).toBe('RULE_UNDEFINED');
  });

  it.each([
    ['64', 1, '32/7'],
    ['70', 1, '5'],
    ['90', 1, '5'],
    ['-3', 1, '0'],
    ['0', -1, '5'],
    ['64', -1, '3/7'],
    ['70', -1, '0'],
    ['90', -1, '0'],
  ] as const)('of %s between the goalposts 0 and 70, direction %i, gets %s', (value, direction, expected) => {
    expect(shown(measuredOutcome(measured({ kind: 'GOALPOST', low: '0', high: '70' }, direction), of(value)))).toBe(
      expected,
    );
  });

  it.each([
    ['20', '80', 1, '50', '5/2'],
    ['20', '80', 1, '80', '5'],
    ['20', '80', 1, '10', '0'],
    ['60', '10', -1, '10', '5'],
    ['60', '10', -1, '35', '5/2'],
    ['60', '10', -1, '61', '0'],
  ] as const)(
    'from the floor %s to the target %s, direction %i: %s gets %s',
    (floor, target, direction, value, expected) => {
      expect(shown(measuredOutcome(measured({ kind: 'TARGET', target, floor }, direction), of(value)))).toBe(expected);
    },
  );

  it.each([
    [1, of('1', '3'), of('333333', '1000000'), '4'],
    [1, of('1', '3'), of('2', '6'), '4'],
    [1, of('1', '3'), of('333334', '1000000'), '1'],
    [-1, of('5'), of('6'), '4'],
    [-1, of('6'), of('6'), '4'],
    [-1, of('7'), of('6'), '1'],
    [1, of('7'), null, 'NOT_APPLICABLE'],
  ] as const)(
    'compared with the last period, direction %i: %o after %o gets %s',
    (direction, now, before, expected) => {
      const rules = measured({ kind: 'COMPARE_PREVIOUS', notLess: '4', less: '1' }, direction);
      expect(shown(measuredOutcome(rules, now, before))).toBe(expected);
    },
  );

  it.each([
    ['is missing', null, 'NOTHING_GIVEN'],
    ['has the denominator zero', of('1', '0'), 'NOT_ADMISSIBLE'],
    ['is no number', of('many'), 'NOT_ADMISSIBLE'],
  ])('that %s is not scored', (_name, value, reason) => {
    expect(shown(measuredOutcome(share, value))).toBe(reason);
  });

  it('between goalposts that stand on one another is not scored', () => {
    expect(shown(measuredOutcome(measured({ kind: 'GOALPOST', low: '7', high: '7' }), of('7')))).toBe('RULE_UNDEFINED');
  });
});
