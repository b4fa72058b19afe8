import { describe, expect, it } from 'vitest';
import { pointsFaults } from '../../src/modules/appeals/appeal-points.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { rulesOf } from '../../src/modules/methodologies/index.js';
import type { IndicatorRules } from '../../src/scoring/index.js';

function indicator(code: string): IndicatorRules {
  const found = rulesOf(illustrative.body)?.indicators.find((candidate) => candidate.code === code);
  if (!found) {
    throw new Error(`no indicator ${code}`);
  }
  return found;
}

const codeOf = (code: string, points: string, present: Parameters<typeof pointsFaults>[1]) =>
  pointsFaults(indicator(code), present, points, ['points'])[0]?.code ?? 'fine';

describe('the points that an appeal may lead to', () => {
  const four = { points: '4', basis: 'MEDIAN' } as const;
  it.each([
    // A range from 0 to 8 in steps of a half.
    ['2.2', '4', 'fine'],
    ['2.2', '4.50', 'fine'],
    ['2.2', '8', 'fine'],
    ['2.2', '4.25', 'OFF_THE_STEPS'],
    ['2.2', '8.5', 'NOT_ADMISSIBLE'],
    ['2.2', '-1', 'NOT_ADMISSIBLE'],
    ['2.2', '3.5', 'APPEAL_LOWERS_POINTS'],
    // Levels of 0, 2, 4 and 6 points.
    ['1.2', '6', 'fine'],
    ['1.2', '5', 'OFF_THE_STEPS'],
    ['1.2', '7', 'NOT_ADMISSIBLE'],
    // Measured, by bands of 0, 3, 5 and 8 points.
    ['1.1', '5', 'fine'],
    ['1.1', '6', 'OFF_THE_STEPS'],
    ['1.1', '3', 'APPEAL_LOWERS_POINTS'],
    ['1.1', '9', 'NOT_ADMISSIBLE'],
    // Measured, by the share of the way to a target: anything up to 10.
    ['2.1', '6.125', 'fine'],
    // Measured, by a comparison: 4 or 0.
    ['3.1', '4', 'fine'],
    ['3.1', '1', 'OFF_THE_STEPS'],
    // None, half or all of 6.
    ['1.3', '6', 'fine'],
    ['1.3', '5', 'OFF_THE_STEPS'],
  ])('of %s with %s are: %s', (code, points, expected) => {
    expect(codeOf(code, points, four)).toBe(expected);
  });

  it('are not less than a fraction that was settled', () => {
    const present = { points: '13/3', basis: 'MEAN' } as const;
    expect(codeOf('2.2', '4', present)).toBe('APPEAL_LOWERS_POINTS');
    expect(codeOf('2.2', '4.5', present)).toBe('fine');
    expect(pointsFaults(indicator('2.2'), present, '4', ['points'])).toEqual([
      { code: 'APPEAL_LOWERS_POINTS', path: ['points'], parameters: { minimum: '13/3' } },
    ]);
  });

  it('are any where nothing was settled, and all of them where the indicator was found not to apply', () => {
    expect(codeOf('2.2', '0', { points: null, basis: null })).toBe('fine');
    expect(codeOf('2.2', '0', { points: null, basis: 'NO_EVIDENCE' })).toBe('fine');
    expect(codeOf('2.2', '7.5', { points: null, basis: 'NOT_APPLICABLE' })).toBe('APPEAL_LOWERS_POINTS');
    expect(codeOf('2.2', '8', { points: null, basis: 'NOT_APPLICABLE' })).toBe('fine');
  });
});
