import { describe, expect, it } from 'vitest';
import { categoryOfTotal } from './category.js';
import { competitionRanks } from './rank.js';
import { rational, toExactString } from './rational-text.js';
import { scoreTable } from './score-table.js';
import { exampleCouncils, exampleIndicators, exampleOutcomes, exampleRules } from './worked-example.fixture.js';
import example from './worked-example.json' with { type: 'json' };

describe.each(['GLOBAL', 'WITHIN_CRITERION'] as const)('the worked example under the rule %s', (naRule) => {
  const rules = { ...exampleRules, naRule };
  const expected = example.expected[naRule];
  const table = scoreTable(rules, exampleOutcomes());

  it('gives every council its points of every indicator', () => {
    const points = exampleOutcomes().map(({ outcomes }) =>
      exampleIndicators.map((code) => {
        const outcome = outcomes.get(code);
        // The example writes missing evidence as the zero that it counts for.
        return outcome?.kind === 'POINTS'
          ? toExactString(outcome.points)
          : outcome?.kind === 'NO_EVIDENCE'
            ? '0'
            : null;
      }),
    );
    expect(points).toEqual(
      exampleCouncils.map((council) => exampleIndicators.map((code) => expected[council].indicatorPoints[code])),
    );
  });

  it('gives exact totals, published numbers, categories and ranks', () => {
    expect(table).toMatchObject(
      exampleCouncils.map((council) => ({
        council,
        rated: true,
        totalExact: expected[council].totalExact,
        published: `${expected[council].published}`,
        category: expected[council].categoryOnRounded,
        rank: expected[council].rankOnRounded,
      })),
    );
  });

  it('reads the categories from the exact totals where the methodology says so', () => {
    const raw = scoreTable({ ...rules, categoryBasis: 'RAW' }, exampleOutcomes());
    expect(raw).toMatchObject(exampleCouncils.map((council) => ({ category: expected[council].categoryOnRaw })));
    // The published number and the rank on it stay the same.
    expect(raw).toMatchObject(exampleCouncils.map((council) => ({ rank: expected[council].rankOnRounded })));
  });

  it('orders the exact totals as the example does', () => {
    const keys = exampleCouncils.map((council) => [rational(expected[council].totalExact)]);
    expect(competitionRanks(keys)).toEqual(exampleCouncils.map((council) => expected[council].rankOnRaw));
  });
});

describe('the criteria of the worked example', () => {
  it('keep their weight under WITHIN_CRITERION', () => {
    const { expected } = example;
    const table = scoreTable({ ...exampleRules, naRule: 'WITHIN_CRITERION' }, exampleOutcomes());
    expect(table).toMatchObject(
      exampleCouncils.map((council) => ({
        criteria: Object.entries(expected.WITHIN_CRITERION[council].criterionPoints).map(([code, points]) => ({
          code,
          points,
          maxPoints: exampleRules.criteria.find((criterion) => criterion.code === code)?.maxPoints,
        })),
      })),
    );
  });

  it('show what was earned of what applies under GLOBAL', () => {
    const [, second] = scoreTable(exampleRules, exampleOutcomes());
    expect(second).toMatchObject({
      council: 'K2',
      criteria: [
        { code: 'A', points: '22', maxPoints: '30' },
        { code: 'B', points: '9', maxPoints: '10' },
        { code: 'C', points: '5', maxPoints: '5' },
      ],
    });
  });
});

describe('a total of 80.x between the published bands', () => {
  it.each([
    ['80', 'satisfactory', 'satisfactory'],
    ['80.49', 'satisfactory', 'satisfactory'],
    ['161/2', 'good', 'satisfactory'],
    ['80.51', 'good', 'satisfactory'],
    ['565/7', 'good', 'satisfactory'],
    ['81', 'good', 'good'],
    ['54.49', 'unsatisfactory', 'unsatisfactory'],
    ['54.5', 'satisfactory', 'unsatisfactory'],
    ['55', 'satisfactory', 'satisfactory'],
  ])('puts %s into %s by the rounded and %s by the exact number', (total, rounded, raw) => {
    expect(categoryOfTotal({ ...exampleRules, categoryBasis: 'ROUNDED' }, rational(total))).toBe(rounded);
    expect(categoryOfTotal({ ...exampleRules, categoryBasis: 'RAW' }, rational(total))).toBe(raw);
  });
});
