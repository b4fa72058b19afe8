import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInTashkent } from '../councils/index.js';
import { isBehind, openDoors } from './deadlines.js';
import { ratingCycleStates } from './rating-cycle.entity.js';

describe('the day in Tashkent', () => {
  it.each([
    ['2026-01-31T18:59:59.999Z', '2026-01-31'],
    ['2026-01-31T19:00:00.000Z', '2026-02-01'],
    ['2026-12-31T19:00:00.000Z', '2027-01-01'],
    ['2026-07-01T12:00:00.000Z', '2026-07-01'],
  ])('at %s is %s', (at, day) => {
    expect(dayInTashkent(new Date(at))).toBe(day);
  });

  it('is five hours ahead of UTC all the year round', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        expect(dayInTashkent(at)).toBe(new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('a last day', () => {
  it('lasts to its end, and none never ends', () => {
    expect(isBehind('2026-01-31', '2026-01-31')).toBe(false);
    expect(isBehind('2026-01-31', '2026-02-01')).toBe(true);
    expect(isBehind(null, '9999-12-31')).toBe(false);
  });

  it.each(ratingCycleStates)('lets in what %s is for, and nothing after it', (state) => {
    const open = openDoors(state, { evidence: false, marks: false });
    expect(open).toEqual({ evidence: state === 'EVIDENCE_OPEN', marks: state === 'SCORING' });
    expect(openDoors(state, { evidence: true, marks: true })).toEqual({ evidence: false, marks: false });
  });
});
