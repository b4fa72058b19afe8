import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type MarkValue, rational } from '../../../scoring/index.js';
import { auditMark } from './opened-mark.js';
import { auditIndicator, stepBelow } from './scale.js';
import { smallIndicators } from './small-methodology.fixture.js';

const opened = { rater: 'R-1', council: 'UZ-AN', indicator: '', round: 0, committedAt: 0, justification: 'Hujjatlar asosida.' };

const indicatorOf = (code: string) => {
  const indicator = smallIndicators.find((candidate) => candidate.code === code);
  if (!indicator) {
    throw new Error(code);
  }
  return indicator;
};

const markOn = (code: string, value: MarkValue, justification = opened.justification) =>
  auditMark(indicatorOf(code), { ...opened, indicator: code, value, justification });

describe('a mark', () => {
  it.each([
    ['levels', { kind: 'LEVEL', level: 'A' }, '20', 1, '1'],
    ['levels', { kind: 'LEVEL', level: 'B' }, '14', 0.7, '2/3'],
    ['levels', { kind: 'LEVEL', level: 'D' }, '0', 0, '0'],
    ['range', { kind: 'POINTS', points: '2.50' }, '5/2', 0.25, '1/4'],
    ['binary', { kind: 'POINTS', points: '4' }, '4', 1, '1'],
    ['ternary', { kind: 'POINTS', points: '3' }, '3', 0.5, '1/2'],
    ['range', { kind: 'NO_EVIDENCE' }, 'NO_EVIDENCE', null, 'NO_EVIDENCE'],
    ['range', { kind: 'NOT_APPLICABLE' }, 'NOT_APPLICABLE', null, 'NOT_APPLICABLE'],
  ] as const)('on %s of %j is worth %s, a share of %s, and stands at %s', (code, value, text, share, place) => {
    expect(markOn(code, value)).toMatchObject({ value: text, share, place });
  });

  it('that the indicator does not take is none', () => {
    expect(markOn('levels', { kind: 'LEVEL', level: 'Z' })).toBeNull();
    expect(markOn('binary', { kind: 'POINTS', points: '3' })).toBeNull();
  });

  it('has one hash for a reason in either script, however it is typed', () => {
    const value: MarkValue = { kind: 'POINTS', points: '4' };
    const hash = markOn('binary', value, 'Hujjatlar toʻliq')?.justificationHash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const text of ["  hujjatlar   TO'LIQ ", 'Ҳужжатлар тўлиқ', 'Hujjatlar to‘liq']) {
      expect(markOn('binary', value, text)?.justificationHash).toBe(hash);
    }
    expect(markOn('binary', value, 'Hujjatlar toʻliq emas')?.justificationHash).not.toBe(hash);
    expect(markOn('binary', value, ' ')?.justificationHash).toBeNull();
    expect(markOn('binary', { kind: 'NO_EVIDENCE' })?.justificationHash).toBeNull();
  });
});

describe('an indicator', () => {
  it.each([
    ['levels', { family: 'LEVELS', step: 0.45, width: 1 }],
    ['range', { family: 'RANGE', step: 0.05, width: 1 }],
    ['binary', { family: 'BINARY', step: 1, width: 1 }],
    ['ternary', { family: 'TERNARY', step: 0.5, width: 1 }],
  ])('of %s has its widest step and its width as shares', (code, shares) => {
    expect(auditIndicator(indicatorOf(code))).toEqual({ code, ...shares });
  });

  it('that is measured is judged by nobody', () => {
    expect(auditIndicator(indicatorOf('measured'))).toBeNull();
    expect(stepBelow(indicatorOf('measured'), rational('5'))).toBeNull();
  });

  it.each([
    ['levels', '20', '14'],
    ['levels', '17', '14'],
    ['levels', '0', null],
    ['range', '5.5', '5'],
    ['range', '0.25', '0'],
    ['range', '0', null],
    ['binary', '4', '0'],
    ['ternary', '6', '3'],
    ['ternary', '3', '0'],
  ])('of %s has below %s the value %s', (code, points, below) => {
    expect(stepBelow(indicatorOf(code), rational(points))).toEqual(below === null ? null : rational(below));
  });

  it('never steps up, nor below its scale', () => {
    fc.assert(
      fc.property(fc.constantFrom('levels', 'range', 'binary', 'ternary'), fc.integer({ min: 0, max: 40 }), (code, quarters) => {
        const points = rational(`${quarters}/2`);
        const below = stepBelow(indicatorOf(code), points);
        expect(below === null || (compare(below, points) < 0 && compare(below, rational('0')) >= 0)).toBe(true);
      }),
    );
  });
});
