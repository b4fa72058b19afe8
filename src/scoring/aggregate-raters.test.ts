import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateRaters, median, trimmedMean } from './aggregate-raters.js';
import { rationals } from './arbitraries.fixture.js';
import type { IndicatorRules, MethodologyRules, RaterAggregation } from './methodology-rules.js';
import { compare, equals } from './rational.js';
import { toExactString } from './rational-text.js';
import type { MarkValue } from './values.js';

const range: IndicatorRules = {
  code: 'X',
  criterionCode: 'C',
  maxPoints: '10',
  allowNotApplicable: true,
  kind: 'RANGE',
  min: '0',
  max: '10',
  step: '1',
};
const levels: IndicatorRules = {
  code: 'X',
  criterionCode: 'C',
  maxPoints: '10',
  allowNotApplicable: true,
  kind: 'LEVELS',
  levels: ['0', '1', '3', '10'].map((points) => ({ code: points, points })),
};
const binary: IndicatorRules = {
  code: 'X',
  criterionCode: 'C',
  maxPoints: '10',
  allowNotApplicable: true,
  kind: 'BINARY',
};

type Rules = Pick<MethodologyRules, 'raterAggregation' | 'evenMedianRule'>;
const rulesOf = (raterAggregation: RaterAggregation, evenMedianRule: 'LOWER' | 'MEAN' = 'MEAN'): Rules => ({
  raterAggregation,
  evenMedianRule,
});
const medianRules = rulesOf({ kind: 'MEDIAN' });

/** "NA" and "NE" abstain; anything else is points, or a level of that code. */
function marks(indicator: IndicatorRules, texts: readonly string[]): MarkValue[] {
  return texts.map((text) => {
    if (text === 'NA' || text === 'NE') {
      return { kind: text === 'NA' ? 'NOT_APPLICABLE' : 'NO_EVIDENCE' };
    }
    return indicator.kind === 'LEVELS' ? { kind: 'LEVEL', level: text } : { kind: 'POINTS', points: text };
  });
}

function aggregated(rules: Rules, indicator: IndicatorRules, texts: readonly string[]): string {
  const { outcome } = aggregateRaters(rules, indicator, marks(indicator, texts));
  return outcome.kind === 'POINTS'
    ? toExactString(outcome.points)
    : outcome.kind === 'NOT_SCORED'
      ? outcome.reason
      : outcome.kind;
}

describe('marks with points', () => {
  it('have the middle one of an odd number as their median', () => {
    expect(aggregated(medianRules, range, ['9', '2', '4'])).toBe('4');
  });

  it('have the mean or the lower of the two middle ones of an even number, as declared', () => {
    expect(aggregated(medianRules, range, ['2', '5', '9', '4'])).toBe('9/2');
    expect(aggregated(rulesOf({ kind: 'MEDIAN' }, 'LOWER'), range, ['2', '5', '9', '4'])).toBe('4');
  });

  it('always take the lower one of two levels or answers', () => {
    expect(aggregated(medianRules, levels, ['10', '3', '1', '3'])).toBe('3');
    expect(aggregated(medianRules, levels, ['10', '3', '1', '10'])).toBe('3');
    expect(aggregated(medianRules, binary, ['10', '0'])).toBe('0');
  });

  it('have an exact mean', () => {
    expect(aggregated(rulesOf({ kind: 'MEAN' }), range, ['1', '1', '2'])).toBe('4/3');
  });

  it('lose the ends before a trimmed mean, which needs more than it drops', () => {
    const trimmed = rulesOf({ kind: 'TRIMMED_MEAN', drop: 1 });
    expect(aggregated(trimmed, range, ['10', '1', '4', '3'])).toBe('7/2');
    expect(aggregated(trimmed, range, ['10', '1', '4'])).toBe('4');
    expect(aggregated(trimmed, range, ['10', '1'])).toBe('TOO_FEW_TO_TRIM');
    expect(aggregated(trimmed, range, ['10', '1', 'NA'])).toBe('TOO_FEW_TO_TRIM');
  });
});

describe('abstentions', () => {
  it.each([
    [['NA', 'NA', '5'], 'NOT_APPLICABLE', 'NOT_APPLICABLE', 0, 0],
    [['NE', 'NE', '5'], 'NO_EVIDENCE', 'NO_EVIDENCE', 0, 0],
    [['NE', 'NA', 'NE'], 'NO_EVIDENCE', 'NO_EVIDENCE', 1, 0],
    [['NA', 'NE', 'NA'], 'NOT_APPLICABLE', 'NOT_APPLICABLE', 0, 1],
    [['NA', 'NA', '5', '7'], '6', 'MEDIAN', 2, 0],
    [['NE', 'NE', '5', '7'], '6', 'MEDIAN', 0, 2],
    [['NA', '5', '7'], '6', 'MEDIAN', 1, 0],
    [['NA', 'NE', '5'], '5', 'MEDIAN', 1, 1],
    [['NA', 'NE'], 'ABSTENTIONS_SPLIT', null, 1, 1],
    [['NA', 'NA', 'NE', 'NE'], 'ABSTENTIONS_SPLIT', null, 2, 2],
    [[], 'NOTHING_GIVEN', null, 0, 0],
  ] as const)(
    '%j make %s on the basis %s, with %i and %i in the minority',
    (texts, shown, basis, notApplicable, noEvidence) => {
      expect(aggregated(medianRules, range, texts)).toBe(shown);
      expect(aggregateRaters(medianRules, range, marks(range, texts))).toMatchObject({
        basis,
        minorityAbstentions: { notApplicable, noEvidence },
      });
    },
  );

  it('never hide a mark that is not admissible', () => {
    expect(aggregated(medianRules, range, ['5', '6', '11'])).toBe('NOT_ADMISSIBLE');
    expect(aggregated(medianRules, { ...range, allowNotApplicable: false }, ['5', '6', 'NA'])).toBe('NOT_ADMISSIBLE');
  });
});

describe('the aggregate', () => {
  const texts = fc.array(fc.constantFrom('0', '1', '2', '3', '7', '10', 'NA', 'NE'), { minLength: 1, maxLength: 9 });
  const aggregations = fc.constantFrom<RaterAggregation>(
    { kind: 'MEDIAN' },
    { kind: 'MEAN' },
    { kind: 'TRIMMED_MEAN', drop: 1 },
  );

  it('does not depend on the order of the raters', () => {
    const shuffles = texts.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffles, aggregations, ([given, shuffled], aggregation) => {
        const rules = rulesOf(aggregation);
        expect(aggregateRaters(rules, range, marks(range, shuffled))).toEqual(
          aggregateRaters(rules, range, marks(range, given)),
        );
      }),
    );
  });

  it('lies between the least and the greatest value, and the median has half on either side', () => {
    fc.assert(
      fc.property(
        fc.array(rationals, { minLength: 1, maxLength: 9 }),
        fc.constantFrom('LOWER', 'MEAN'),
        (values, rule) => {
          const sorted = values.toSorted(compare);
          const within = [median(values, rule), trimmedMean(values, 0)].filter((value) => value !== null);
          expect(within).toHaveLength(2);
          for (const value of within) {
            expect(compare(value, sorted[0] ?? value)).toBeGreaterThanOrEqual(0);
            expect(compare(value, sorted.at(-1) ?? value)).toBeLessThanOrEqual(0);
          }
          const [middle] = within;
          const half = values.length / 2;
          expect(values.filter((value) => middle && compare(value, middle) <= 0).length).toBeGreaterThanOrEqual(half);
          expect(values.filter((value) => middle && compare(value, middle) >= 0).length).toBeGreaterThanOrEqual(half);
        },
      ),
    );
  });

  it('does not fall when a rater gives more', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(values, fc.nat(), aggregations, (given, at, aggregation) => {
        const raised = given.map((value, index) => (index === at % given.length ? value + 1 : value));
        const [before, after] = [given, raised].map(
          (list) => aggregateRaters(rulesOf(aggregation), range, marks(range, list.map(String))).outcome,
        );
        const points = [before, after].flatMap((outcome) => (outcome?.kind === 'POINTS' ? [outcome.points] : []));
        expect(points).toHaveLength(2);
        const [low, high] = points;
        expect(low && high && compare(low, high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('of one value is that value', () => {
    fc.assert(
      fc.property(rationals, fc.integer({ min: 1, max: 6 }), (value, count) => {
        const same = Array.from({ length: count }, () => value);
        expect(
          [median(same, 'LOWER'), median(same, 'MEAN'), trimmedMean(same, 0)].every(
            (each) => each && equals(each, value),
          ),
        ).toBe(true);
      }),
    );
  });

  it('of nothing is null', () => {
    expect(median([], 'LOWER')).toBeNull();
    expect(trimmedMean([], 0)).toBeNull();
  });
});
