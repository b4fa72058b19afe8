import { describe, expect, it } from 'vitest';
import { exampleOutcomes, exampleRules } from '../../scoring/worked-example.fixture.js';
import asem from '../composite/asem-pillars.json' with { type: 'json' };
import { council, pointsOf, rulesOf } from './robustness.fixture.js';
import type { RobustnessInput } from './robustness-input.js';
import { type CouncilRobustness, rankRobustness } from './rank-robustness.js';
import example from './simulated-example.json' with { type: 'json' };

const exampleInput: RobustnessInput = {
  rules: exampleRules,
  councils: exampleOutcomes().map(pointsOf),
  seed: example.seed,
  draws: example.draws,
};

function probability(of: CouncilRobustness | undefined, rank: number): number {
  return of?.acceptability.find((share) => share.rank === rank)?.probability ?? 0;
}

function broken(changes: Partial<RobustnessInput['rules']>): Partial<RobustnessInput> {
  return { rules: { ...exampleRules, ...changes } };
}

describe.each(['GLOBAL', 'WITHIN_CRITERION'] as const)('the worked example under the rule %s', (naRule) => {
  const { value } = rankRobustness({ ...exampleInput, rules: { ...exampleRules, naRule } });

  it('has the ranks and categories that another language with exact fractions counts', () => {
    const counted = value?.councils.map((of) => ({
      ranks: Object.fromEntries(of.acceptability.map((share) => [share.rank, Math.round(share.probability * 2000)])),
      categories: Object.fromEntries(
        of.categories.filter((share) => share.probability > 0).map((share) => [share.code, share.probability * 2000]),
      ),
    }));
    expect(counted).toEqual(Object.values(example.counts[naRule]));
  });

  it('tells the official figures, and who is near a boundary', () => {
    expect(value?.councils.map(({ published, nearBoundary }) => [published, nearBoundary])).toEqual(
      naRule === 'GLOBAL'
        ? [
            ['91', false],
            ['80', true],
            ['81', true],
            ['50', false],
            ['81', true],
          ]
        : [
            ['91', false],
            ['81', true],
            ['81', true],
            ['50', false],
            ['81', true],
          ],
    );
  });
});

describe('the worked example', () => {
  const { value } = rankRobustness(exampleInput);

  it('has rank intervals by nearest rank', () => {
    expect(value?.councils.map(({ rankInterval: { low, high }, medianRank }) => [low, medianRank, high])).toEqual([
      [1, 1, 1],
      [2, 3, 4],
      [2, 2, 3],
      [5, 5, 5],
      [2, 2, 4],
    ]);
  });

  it('tells what leaving out and other choices do', () => {
    expect(value?.leaveOneOut.criteria.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
    expect(value?.leaveOneOut.indicators.map(({ code }) => code)).toEqual(['A1', 'A2', 'B1', 'B2', 'C1']);
    expect(value?.leaveOneOut.raters).toBeNull();
    // K2 rises from the fourth to the second place, as the worked example shows.
    expect(value?.alternatives[0]).toEqual({
      choice: 'NA_RULE',
      instead: 'WITHIN_CRITERION',
      meanChange: 2 / 5,
      greatestChange: 2,
      mostMoved: ['K2'],
    });
    expect(value?.alternatives.map(({ choice, instead }) => [choice, instead])).toEqual([
      ['NA_RULE', 'WITHIN_CRITERION'],
      ['AGGREGATOR', 'GEOMETRIC'],
    ]);
  });

  it('lets the marks of raters speak where the points rest on them', () => {
    const marks = [
      // K5's B1: the median of these is 8, without R1 or R2 it is 8.25, and 81.5 becomes 82, above K3's 81.
      ...['8', '8', '8.5'].map((points, index) => ({ indicator: 'B1', rater: `R${index + 1}`, points })),
      // K5's A2: the points 9 are not the median of these, so they were settled otherwise.
      ...['1', '1', '1'].map((points, index) => ({ indicator: 'A2', rater: `R${index + 1}`, points })),
    ].map(({ points, ...mark }) => ({ ...mark, council: 'K5', value: { kind: 'POINTS' as const, points } }));
    const { value: withMarks } = rankRobustness({ ...exampleInput, marks });
    expect(withMarks?.leaveOneOut.raters?.map(({ code, greatestChange }) => [code, greatestChange])).toEqual([
      ['R1', 1],
      ['R2', 1],
      ['R3', 0],
    ]);
    expect(withMarks?.alternatives.at(-1)).toMatchObject({ choice: 'RATER_AGGREGATION', instead: 'MEAN' });
    expect(withMarks?.councils).toEqual(value?.councils);
  });

  it('moves when the one rater who kept it up is left out', () => {
    const a1 = ['15', '15', '0'].map((points, index) => ({
      council: 'K5',
      indicator: 'A1',
      rater: `R${index + 1}`,
      value: { kind: 'LEVEL' as const, level: `L${points}` },
    }));
    const { value: withMarks } = rankRobustness({ ...exampleInput, marks: a1 });
    // Without R1 the lower of 15 and 0 counts: K5 falls from the second place to the fourth, and K2 is third.
    expect(withMarks?.leaveOneOut.raters).toMatchObject([
      { code: 'R1', greatestChange: 2, mostMoved: ['K5'] },
      { code: 'R2', greatestChange: 2, mostMoved: ['K5'] },
      { code: 'R3', greatestChange: 0, mostMoved: [] },
    ]);
  });
});

describe('under all weights alike', () => {
  const draws = 10_000;
  const tolerance = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / draws);
  const acceptabilities = (rows: readonly (readonly string[])[]) => {
    const rules = rulesOf((rows[0] ?? []).map((_, index) => [`I${index}`, 'X', '10'] as const));
    const councils = rows.map((row, index) => council(rules, `K${index}`, row));
    return rankRobustness({ rules, councils, seed: 'smaa', draws, weights: { kind: 'SIMPLEX' } }).value;
  };

  it('one of two is first with the exact probability', () => {
    // (1, 0) is above (0, 1/2) when its weight is more than a third.
    const value = acceptabilities([
      ['10', '0'],
      ['0', '5'],
    ]);
    expect(Math.abs(probability(value?.councils[0], 1) - 2 / 3)).toBeLessThan(tolerance(2 / 3));
    expect(Math.abs((value?.pairwise?.[0]?.[1] ?? NaN) - 2 / 3)).toBeLessThan(tolerance(2 / 3));
    expect(Math.abs((value?.pairwise?.[1]?.[0] ?? NaN) - 1 / 3)).toBeLessThan(tolerance(1 / 3));
    expect(value?.dominance.ordered).toBe(0);
  });

  it('each of three that are best in one thing is first with a third', () => {
    const value = acceptabilities([
      ['10', '0', '0'],
      ['0', '10', '0'],
      ['0', '0', '10'],
    ]);
    for (const of of value?.councils ?? []) {
      for (const rank of [1, 2, 3]) {
        expect(Math.abs(probability(of, rank) - 1 / 3)).toBeLessThan(tolerance(1 / 3));
      }
    }
  });

  it('who is better in everything is always first', () => {
    const value = acceptabilities([
      ['9', '8', '7'],
      ['8', '7', '6'],
    ]);
    expect(value?.councils.map((of) => [probability(of, 1), probability(of, 2)])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(value?.dominance).toEqual({ pairs: 1, ordered: 1, share: 1 });
  });
});

describe('the example of the R package COINr', () => {
  // The sub-indices weigh the same, and the pillars within them, whatever the number of pillars.
  const rules = rulesOf(
    asem.pillars.map(({ code, subIndex }) => [code, subIndex, subIndex === 'Conn' ? '30' : '50'] as const),
    { naRule: 'WITHIN_CRITERION' },
  );
  const councils = Object.entries(asem.countries).map(([code, scores]) =>
    council(
      rules,
      code,
      scores.map((score, index) => `${Math.round(score * 100) * Number(rules.indicators[index]?.maxPoints)}/10000`),
    ),
  );
  const { value } = rankRobustness({ rules, councils, seed: 'asem', draws: 10 });

  it('has its index', () => {
    expect(value?.councils.find(({ council: code }) => code === 'NLD')).toMatchObject({ published: '64.82', rank: 2 });
    expect(value?.councils.find(({ council: code }) => code === 'DNK')).toMatchObject({ published: '64.80', rank: 3 });
  });

  it.each(Object.entries(asem.published.meanRankChange))('loses %s, and the ranks move by %s', (pillar, expected) => {
    const change = value?.leaveOneOut.indicators.find(({ code }) => code === pillar)?.meanChange ?? NaN;
    // It ranks the unrounded index, which orders a pair or two that share a published number.
    expect(Math.abs(change - expected)).toBeLessThan(2.1 / councils.length);
  });
});

describe('another seed', () => {
  it('gives other draws of the same distribution', () => {
    const other = rankRobustness({ ...exampleInput, seed: 'another' }).value;
    const value = rankRobustness(exampleInput).value;
    expect(other?.councils).not.toEqual(value?.councils);
    for (const [index, of] of value?.councils.entries() ?? []) {
      for (const rank of [1, 2, 3, 4, 5]) {
        expect(Math.abs(probability(of, rank) - probability(other?.councils[index], rank))).toBeLessThan(0.08);
      }
    }
  });
});

describe('no robustness', () => {
  const [first, second] = exampleInput.councils;
  const pointed = (points: Record<string, string | null>): Partial<RobustnessInput> => ({
    councils: [{ code: 'K1', points: { ...first?.points, ...points } }],
  });

  it.each<{ name: string; changes: Partial<RobustnessInput>; reason: string }>([
    { name: 'no councils', changes: { councils: [] }, reason: 'NOTHING_GIVEN' },
    {
      name: 'councils to which nothing applies',
      changes: pointed({ A1: null, A2: null, B1: null, B2: null, C1: null }),
      reason: 'NOTHING_GIVEN',
    },
    {
      name: 'a council twice',
      changes: { councils: first && second ? [first, second, first] : [] },
      reason: 'DUPLICATE_COUNCIL',
    },
    { name: 'missing points', changes: { councils: [{ code: 'K1', points: {} }] }, reason: 'BAD_POINTS' },
    { name: 'points that are no number', changes: pointed({ A1: 'many' }), reason: 'BAD_POINTS' },
    { name: 'negative points', changes: pointed({ A1: '-1' }), reason: 'BAD_POINTS' },
    { name: 'too many points', changes: pointed({ A1: '15.5' }), reason: 'BAD_POINTS' },
    { name: 'no seed', changes: { seed: '' }, reason: 'BAD_SEED' },
    { name: 'no draw', changes: { draws: 0 }, reason: 'BAD_DRAWS' },
    { name: 'half a draw', changes: { draws: 0.5 }, reason: 'BAD_DRAWS' },
    { name: 'too many draws', changes: { draws: 1_000_001 }, reason: 'BAD_DRAWS' },
    { name: 'a kappa of zero', changes: { weights: { kind: 'DIRICHLET', kappa: 0 } }, reason: 'BAD_WEIGHTS' },
    { name: 'a share above one', changes: { weights: { kind: 'UNIFORM', share: 2 } }, reason: 'BAD_WEIGHTS' },
    { name: 'a floor of zero', changes: { geometricFloor: '0' }, reason: 'BAD_WEIGHTS' },
    { name: 'no indicators', changes: broken({ indicators: [] }), reason: 'BAD_RULES' },
    {
      name: 'an unknown criterion',
      changes: broken({ criteria: exampleRules.criteria.slice(1) }),
      reason: 'BAD_RULES',
    },
    {
      name: 'criteria that are not the sum of their indicators',
      changes: broken({ criteria: exampleRules.criteria.map((criterion) => ({ ...criterion, maxPoints: '1' })) }),
      reason: 'BAD_RULES',
    },
    {
      name: 'indicators that give nothing',
      changes: broken({ indicators: exampleRules.indicators.map((indicator) => ({ ...indicator, maxPoints: '0' })) }),
      reason: 'BAD_RULES',
    },
    { name: 'a threshold that is no number', changes: broken({ dataThreshold: 'half' }), reason: 'BAD_RULES' },
    {
      name: 'a bound that is no number',
      changes: broken({ categories: [{ code: 'good', lowerBound: '' }] }),
      reason: 'BAD_RULES',
    },
    {
      name: 'aggregators that are mixed',
      changes: broken({
        criteria: exampleRules.criteria.map((criterion, index) =>
          index === 0 ? { ...criterion, aggregator: { kind: 'GEOMETRIC', floor: '0.1' } } : criterion,
        ),
      }),
      reason: 'BAD_RULES',
    },
  ])('comes of $name: $reason', ({ changes, reason }) => {
    expect(rankRobustness({ ...exampleInput, ...changes })).toEqual({ value: null, reason });
  });

  it('is kept from councils that are not rated, which are told', () => {
    const applied = { A1: null, A2: null, B1: '5', B2: '2', C1: '1' };
    const { value } = rankRobustness({
      ...exampleInput,
      councils: [...exampleInput.councils, { code: 'K6', points: applied }],
    });
    expect(value?.notRated).toEqual([{ council: 'K6', reason: 'BELOW_DATA_THRESHOLD' }]);
    expect(value?.councils).toEqual(rankRobustness(exampleInput).value?.councils);
  });

  it('is one council alone, which is always first', () => {
    const { value } = rankRobustness({ ...exampleInput, councils: exampleInput.councils.slice(0, 1) });
    expect(value?.councils[0]).toMatchObject({ rankInterval: { low: 1, high: 1 }, medianRank: 1, nearBoundary: false });
    expect(value?.dominance.share).toBeNull();
  });
});
