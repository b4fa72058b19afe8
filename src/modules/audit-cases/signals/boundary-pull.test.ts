import { describe, expect, it } from 'vitest';
import { type ItemOutcome, type MethodologyRules, rational, scored } from '../../../scoring/index.js';
import { boundarySignals } from './boundary-pull.js';
import { smallMethodology } from './small-methodology.fixture.js';

type Points = Readonly<Record<string, string>>;

/** 50 points together, so that a point is two per cent. */
const base: Points = { levels: '14', range: '5', binary: '4', ternary: '3', measured: '1' };

const outcomes = (points: Points): ReadonlyMap<string, ItemOutcome> =>
  new Map(Object.entries(points).map(([code, text]) => [code, text === 'NO_EVIDENCE' ? { kind: text } : scored(rational(text))]));

const council = (before: Points, after: Points, code = 'UZ-AN') => ({
  council: code,
  individual: outcomes({ ...base, ...before }),
  official: outcomes({ ...base, ...after }),
});

const found = (before: Points, after: Points, rules: MethodologyRules = smallMethodology) => boundarySignals(rules, [council(before, after)]);

describe('a council that crossed the bound of a category in session', () => {
  it('by half a step of the item that was raised is told with how it came there', () => {
    // 27 points are 54 %, 27.5 are 55 %: the category begins at 54.5 %, half of the way.
    expect(found({ range: '5' }, { range: '5.5' })).toEqual([
      {
        kind: 'BOUNDARY_PULL',
        rater: null,
        otherRater: null,
        council: 'UZ-AN',
        indicator: null,
        round: null,
        figure: 0.5,
        threshold: 1,
        detail: { from: 'low', to: 'good', totalOfMarks: '54', total: '55', raised: ['range'], shareOfCouncils: 1 },
      },
    ]);
  });

  it.each([
    ['stays where the marks had put it', { range: '5.5' }, { range: '6' }, []],
    ['fell below a bound', { range: '5.5' }, { range: '5' }, []],
    ['went far beyond the bound', { range: '5' }, { range: '9' }, []],
    ['was raised by two steps, of which the second one counts', { range: '4.5' }, { range: '5.5' }, [0.5]],
    ['was raised by a level, less than a level beyond', { levels: '5' }, { levels: '14', range: '6' }, [1.5 / 18]],
    ['is raised from missing evidence', { binary: 'NO_EVIDENCE' }, { binary: '4', range: '5.5' }, [0.5 / 8]],
    ['was lowered as much as raised', { range: '5', ternary: '3' }, { range: '2', ternary: '6' }, []],
  ])('%s', (_, before, after, figures) => {
    const told = found(before, after).map(({ figure }) => figure);
    expect(told).toHaveLength(figures.length);
    for (const [at, figure] of figures.entries()) {
      expect(told[at]).toBeCloseTo(figure, 6);
    }
  });

  it('is measured from the bound itself where the category is read from the exact total', () => {
    expect(found({ range: '5' }, { range: '5.5' }, { ...smallMethodology, categoryBasis: 'RAW' })).toMatchObject([{ figure: 0 }]);
    const between = { ...smallMethodology, categories: [{ code: 'low', lowerBound: '0' }, { code: 'good', lowerBound: '54.2' }] };
    // Published as a whole number, so that 55 is the first one in the category.
    expect(found({ range: '5' }, { range: '5.5' }, between)).toMatchObject([{ figure: 0.5 }]);
  });

  it('is told with the share of the rated councils of which that holds', () => {
    const blocked = { ...smallMethodology, noEvidenceRule: 'BLOCK' } as const;
    const councils = [
      council({}, {}, 'UZ-BU'),
      council({ range: '5' }, { range: '5.5' }),
      council({ range: '5' }, { range: '9' }, 'UZ-FA'),
      council({}, { binary: 'NO_EVIDENCE' }, 'UZ-JI'),
    ];
    const signals = boundarySignals(blocked, councils);
    expect(signals).toMatchObject([{ council: 'UZ-AN', detail: { shareOfCouncils: 0.333333 } }]);
    expect(boundarySignals(blocked, councils.toReversed())).toEqual(signals);
  });
});
