import { describe, expect, it } from 'vitest';
import { countFaults, shareFaults } from './measurement-rule.js';

const unit = { uzLatn: 'foiz' };
const share = { kind: 'MEASURED', unit, direction: 1, scale: 'PERCENT' } as const;

describe('a share', () => {
  it.each([
    ['GOALPOST', { kind: 'GOALPOST', low: '0', high: '100' }, false],
    ['GOALPOST beyond the whole', { kind: 'GOALPOST', low: '0', high: '120' }, true],
    ['TARGET', { kind: 'TARGET', target: '95', floor: '0' }, false],
    ['TARGET beyond the whole', { kind: 'TARGET', target: '100', floor: '150' }, true],
    ['BANDS', { kind: 'BANDS', bands: [{ lowerBound: '0', points: '0' }, { lowerBound: '100', points: '5' }] }, false],
    ['BANDS beyond the whole', { kind: 'BANDS', bands: [{ lowerBound: '0', points: '0' }, { lowerBound: '100.5', points: '5' }] }, true],
    ['COMPARE_PREVIOUS', { kind: 'COMPARE_PREVIOUS', notLess: '5', less: '0' }, false],
  ] as const)('may be more than the whole only where the rule speaks of more: %s', (_, normaliser, isTaken) => {
    const faults = shareFaults({ ...share, normaliser }, { numerator: '11', denominator: '10' });
    expect(faults.length === 0).toBe(isTaken);
    expect(shareFaults({ ...share, normaliser }, { numerator: '10', denominator: '10' })).toEqual([]);
    expect(shareFaults({ ...share, normaliser }, { numerator: '-1', denominator: '10' })).toHaveLength(1);
  });

  it('is not asked of a plain number', () => {
    const normaliser = { kind: 'GOALPOST', low: '-5', high: '5' } as const;
    expect(shareFaults({ ...share, scale: 'NUMBER', normaliser }, { numerator: '-7', denominator: '1' })).toEqual([]);
  });
});

describe('counts', () => {
  it('are up to a million million millions, in millionths', () => {
    expect(countFaults({ numerator: '-1000000000000000000', denominator: '0.000001' })).toEqual([]);
    expect(countFaults({ numerator: '0', denominator: '1000000000000000000' })).toEqual([]);
  });
});
