import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsUpTo } from './arbitraries.fixture.js';
import { hundredTimesGeometricMean, wholeRoot } from './geometric-mean.js';
import type { MethodologyRules } from './methodology-rules.js';
import { type Rational, add, compare, divide, fraction, minimum, multiply } from './rational.js';
import { rational, toDecimalString, toExactString } from './rational-text.js';
import { scoreTable } from './score-table.js';
import { totalOf } from './totals.js';
import { type ItemOutcome, notScored, scored } from './values.js';
import { exampleIndicators, exampleOutcomes, exampleRules } from './worked-example.fixture.js';

const maxima = [15n, 15n, 10n, 5n, 5n];
const notApplicable: ItemOutcome = { kind: 'NOT_APPLICABLE' };
const noEvidence: ItemOutcome = { kind: 'NO_EVIDENCE' };
const within: MethodologyRules = { ...exampleRules, naRule: 'WITHIN_CRITERION' };

function geometric(floor: string): MethodologyRules {
  return {
    ...exampleRules,
    criteria: exampleRules.criteria.map((criterion) => ({ ...criterion, aggregator: { kind: 'GEOMETRIC', floor } })),
  };
}

/** Outcomes in the order A1, A2, B1, B2, C1; a text is points. */
function outcomes(...given: readonly (string | ItemOutcome)[]): Map<string, ItemOutcome> {
  return new Map(
    exampleIndicators.flatMap((code, index) => {
      const outcome = given[index];
      return outcome === undefined ? [] : [[code, typeof outcome === 'string' ? scored(rational(outcome)) : outcome]];
    }),
  );
}

function total(rules: MethodologyRules, given: ReadonlyMap<string, ItemOutcome>): string {
  const result = totalOf(rules, given);
  return result.rated ? toExactString(result.total) : `${result.reason} ${result.indicatorCodes.join(' ')}`.trim();
}

/** Few different outcomes of an indicator, so that ties are common. */
const fewOutcomes = (maximum: bigint): fc.Arbitrary<ItemOutcome> =>
  fc.oneof(
    fc.bigInt({ min: 0n, max: 5n }).map((fifths) => scored(fraction(fifths * maximum, 5n))),
    fc.constantFrom(notApplicable, noEvidence),
  );

/** Whether one key comes before another: by the first part in which they differ. */
function isBetter(left: readonly Rational[], right: readonly Rational[]): boolean {
  const at = left.findIndex((part, place) => compare(part, right[place] ?? fraction(0n)) !== 0);
  return at !== -1 && compare(left[at] ?? fraction(0n), right[at] ?? fraction(0n)) > 0;
}

function totalOfPoints(methodology: MethodologyRules, given: readonly Rational[]): Rational | null {
  const result = totalOf(methodology, outcomes(...given.map(scored)));
  return result.rated ? result.total : null;
}

describe('a total', () => {
  it('loses a criterion that does not apply from both sums', () => {
    const given = outcomes('15', '15', '5', '0', notApplicable);
    expect(total(within, given)).toBe('700/9');
    expect(total(exampleRules, given)).toBe('700/9');
    const result = totalOf(within, given);
    expect(result.rated && result.criteria.at(-1)).toEqual({ code: 'C', points: null, maxPoints: null, share: null });
  });

  it('counts missing evidence as zero, or waits for it, as declared', () => {
    const given = outcomes('15', noEvidence, '10', '5', '5');
    expect(total(exampleRules, given)).toBe('70');
    expect(total({ ...exampleRules, noEvidenceRule: 'BLOCK' }, given)).toBe('NO_EVIDENCE A2');
  });

  it('does not exist while an item has no outcome', () => {
    expect(total(exampleRules, outcomes('15', '15', '10'))).toBe('NOT_SCORED B2 C1');
    expect(total(exampleRules, outcomes('15', '15', notScored('ABSTENTIONS_SPLIT'), '5', '5'))).toBe('NOT_SCORED B1');
  });

  it('needs the declared share of the points to be applicable, the share itself being enough', () => {
    const thirtyFiveOfFifty = outcomes('15', notApplicable, '10', '5', '5');
    expect(total({ ...exampleRules, dataThreshold: '7/10' }, thirtyFiveOfFifty)).toBe('100');
    expect(total({ ...exampleRules, dataThreshold: '0.7000001' }, thirtyFiveOfFifty)).toBe('BELOW_DATA_THRESHOLD A2');
    expect(total(exampleRules, outcomes(notApplicable, notApplicable, '10', '5', '5'))).toBe(
      'BELOW_DATA_THRESHOLD A1 A2',
    );
  });

  it('needs something to be applicable, whatever the threshold', () => {
    const nothing = outcomes(...exampleIndicators.map(() => notApplicable));
    expect(total({ ...exampleRules, dataThreshold: '0' }, nothing)).toMatch(/^BELOW_DATA_THRESHOLD/);
  });

  it('takes no notice of indicators that the rules do not have', () => {
    expect(total(exampleRules, outcomes('15', '15', '10', '5', '5').set('Z9', scored(rational('50'))))).toBe('100');
  });

  it('is not defined over linear and geometric criteria together', () => {
    const criteria = [...geometric('0.1').criteria.slice(0, 1), ...exampleRules.criteria.slice(1)];
    const mixed = { ...exampleRules, criteria };
    expect(total(mixed, outcomes('15', '15', '10', '5', '5'))).toBe('AGGREGATORS_MIXED');
  });
});

describe('a geometric total', () => {
  // Computed apart with 60 decimal digits.
  it.each([
    [['15', '12', '9', '5', '32/7'], '0.01', '91.13070541912822416262'],
    [['10', noEvidence, '7.5', '5', '2.5'], '0.01', '45.69512543152510932308'],
    [[noEvidence, noEvidence, '7.5', '5', '2.5'], '0.1', '22.18925017158375193685'],
  ] as const)('of %j with the floor %s is %s, cut to 20 decimals', (given, floor, expected) => {
    const result = totalOf(geometric(floor), outcomes(...given));
    expect(result.rated && toDecimalString(result.total, 20)).toBe(expected);
  });

  it('is exact where the root is', () => {
    expect(total(geometric('0.01'), outcomes('15', '15', '10', '5', '5'))).toBe('100');
    expect(total(geometric('0.01'), outcomes('7.5', '7.5', '5', '2.5', '2.5'))).toBe('50');
    expect(total(geometric('0.2'), outcomes('0', '0', '0', '0', '0'))).toBe('20');
  });

  it('weighs criteria by what applies under GLOBAL and wholly under WITHIN_CRITERION', () => {
    const given = outcomes('15', '15', notApplicable, '0', '5');
    const global = totalOf({ ...geometric('0.5'), naRule: 'GLOBAL' }, given);
    const whole = totalOf({ ...geometric('0.5'), naRule: 'WITHIN_CRITERION' }, given);
    // 100 * 0.5 ^ (5 / 40) and 100 * 0.5 ^ (15 / 50)
    expect(global.rated && toDecimalString(global.total, 6)).toBe('91.700404');
    expect(whole.rated && toDecimalString(whole.total, 6)).toBe('81.225240');
  });

  it('refuses what is not positive', () => {
    expect(() => hundredTimesGeometricMean([{ value: fraction(0n), weight: fraction(1n) }])).toThrow(RangeError);
    expect(() => hundredTimesGeometricMean([{ value: fraction(1n), weight: fraction(0n) }])).toThrow(RangeError);
    expect(() => hundredTimesGeometricMean([])).toThrow(RangeError);
  });

  it('rests on a root that is the greatest whole one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 9n }), (radicand, degree) => {
        const root = wholeRoot(radicand, degree);
        expect(root ** degree <= radicand && radicand < (root + 1n) ** degree).toBe(true);
      }),
    );
  });

  it('is never more than the arithmetic one above the floor', () => {
    const shares = fc.bigInt({ min: 1n, max: 100n }).map((hundredths) => fraction(hundredths, 100n));
    fc.assert(
      fc.property(fc.tuple(shares, shares, shares), ([a, b, c]) => {
        const given = outcomes(
          ...[a, a, b, b, c].map((share, index) => scored(multiply(share, fraction(maxima[index] ?? 0n)))),
        );
        const [low, high] = [totalOf(geometric('0.01'), given), totalOf(exampleRules, given)];
        expect(low.rated && high.rated && compare(low.total, high.total)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('whatever the points', () => {
  const points = fc.tuple(...maxima.map((maximum) => pointsUpTo(maximum)));
  const item = fc.nat({ max: 4 });
  const rules = fc.constantFrom(exampleRules, within, geometric('0.01'));

  it('a total lies between 0 and 100 and does not fall when an item gets more', () => {
    fc.assert(
      fc.property(rules, points, item, (methodology, given, at) => {
        const raised = given.map((value, index) =>
          index === at ? minimum(add(value, fraction(1n, 2n)), fraction(maxima[index] ?? 0n)) : value,
        );
        const [low, high] = [totalOfPoints(methodology, given), totalOfPoints(methodology, raised)];
        expect(low && high && compare(low, high)).toBeLessThanOrEqual(0);
        expect(low && compare(low, fraction(0n))).toBeGreaterThanOrEqual(0);
        expect(high && compare(high, fraction(100n))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('without anything that does not apply both rules give the same total', () => {
    fc.assert(
      fc.property(points, (given) => {
        expect(totalOfPoints(within, given)).toEqual(totalOfPoints(exampleRules, given));
      }),
    );
  });

  it('an item with the average share leaves the GLOBAL total as it is when it does not apply', () => {
    fc.assert(
      fc.property(points, (given) => {
        // Take out C1 after giving it the share of all the others.
        const others = given.slice(0, 4);
        const share = divide(others.reduce(add), fraction(45n));
        const all = totalOfPoints(exampleRules, [...others, multiply(share, fraction(5n))]);
        const without = totalOf(exampleRules, outcomes(...others.map(scored), notApplicable));
        expect(without.rated && without.total).toEqual(all);
      }),
    );
  });
});

describe('the table', () => {
  it('breaks ties by the declared criteria only', () => {
    const table = scoreTable({ ...within, tieBreak: ['A'] }, exampleOutcomes());
    // K2, K3 and K5 are published with 81; they have 22, 22.5 and 24 points of A.
    expect(table.map((row) => row.rated && row.rank)).toEqual([1, 4, 3, 5, 2]);
  });

  // 80 each. B: 9 of 10 applicable points, and 10 of 15; on B's whole scale 27/2 and 10.
  const inPart = { council: 'part', outcomes: outcomes('15', '12', '9', notApplicable, '0') };
  const whole = { council: 'whole', outcomes: outcomes('15', '15', '10', '0', '0') };

  it.each([
    ['GLOBAL', [2, 1], ['9', '10']],
    // There the first has more in all, too: 27 + 27/2 + 0 of 50.
    ['WITHIN_CRITERION', [1, 2], ['27/2', '10']],
  ] as const)('breaks ties by the points of a criterion that applies only in part, under %s', (naRule, ranks, points) => {
    const table = scoreTable({ ...exampleRules, naRule, dataThreshold: '1/2', tieBreak: ['B'] }, [inPart, whole]);
    expect(table.map((row) => row.rated && row.rank)).toEqual(ranks);
    expect(table.map((row) => row.rated && row.criteria.find(({ code }) => code === 'B')?.points)).toEqual(points);
  });

  it('ranks by the published number and the criterion points that it shows, whatever the outcomes', () => {
    const council = fc.tuple(...maxima.map(fewOutcomes)).map((given) => ({ council: '', outcomes: outcomes(...given) }));
    const tieBreaks = fc.shuffledSubarray(['A', 'B', 'C']);
    fc.assert(
      fc.property(fc.array(council, { maxLength: 14 }), fc.constantFrom(exampleRules, within), tieBreaks, (councils, rules, tieBreak) => {
        const rows = scoreTable({ ...rules, dataThreshold: '1/5', tieBreak }, councils).filter((row) => row.rated);
        const keys = rows.map(({ published, criteria }) => [
          rational(published),
          ...tieBreak.map((code) => rational(criteria.find((criterion) => criterion.code === code)?.points ?? '-1')),
        ]);
        expect(rows.map(({ rank }) => rank)).toEqual(
          keys.map((key) => 1 + keys.filter((other) => isBetter(other, key)).length),
        );
      }),
    );
  });

  it('ranks only the councils that are rated, and says why the others are not', () => {
    const table = scoreTable(exampleRules, [{ council: 'K0', outcomes: new Map() }, ...exampleOutcomes()]);
    expect(table[0]).toEqual({
      council: 'K0',
      rated: false,
      reason: 'NOT_SCORED',
      indicatorCodes: [...exampleIndicators],
    });
    expect(table.slice(1)).toEqual(scoreTable(exampleRules, exampleOutcomes()));
  });

  it('publishes with the declared decimals and ranks on them', () => {
    const table = scoreTable({ ...exampleRules, publishedDecimals: 2 }, exampleOutcomes());
    expect(table.map((row) => row.rated && [row.published, row.rank, row.category])).toEqual([
      ['91.14', 1, 'good'],
      ['80.00', 4, 'satisfactory'],
      ['80.71', 3, 'satisfactory'],
      ['50.00', 5, 'unsatisfactory'],
      ['81.00', 2, 'good'],
    ]);
  });

  it('gives every council the same row in whatever order the councils come', () => {
    const all = exampleOutcomes();
    const straight = new Map(scoreTable(exampleRules, all).map((row) => [row.council, row]));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(scoreTable(exampleRules, shuffled)).toEqual(shuffled.map(({ council }) => straight.get(council)));
      }),
    );
  });

  it('is empty for no councils', () => {
    expect(scoreTable(exampleRules, [])).toEqual([]);
  });
});
