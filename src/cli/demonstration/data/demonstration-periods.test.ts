import { describe, expect, it } from 'vitest';
import { finishedPeriod, openPeriod } from './demonstration-periods.js';

describe.each([finishedPeriod, openPeriod])('the period $year', (period) => {
  it('is that calendar year, with its deadlines after it and in order', () => {
    const days = [period.periodFrom, period.periodTo, period.evidenceCloseOn, period.scoringCloseOn];
    const dates = days.filter((day) => day !== null);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.every((date) => new Date(date).toISOString().startsWith(date))).toBe(true);
    expect([period.periodFrom, period.periodTo]).toEqual([`${period.year}-01-01`, `${period.year}-12-31`]);
  });

  it('says in four languages that it is a demonstration', () => {
    expect(period.title.uzLatn).toContain('(namoyish)');
    expect(period.title.uzCyrl).toContain('(намойиш)');
    expect(period.title.ru).toContain('(демонстрация)');
    expect(period.title.en).toContain('(demonstration)');
  });
});

describe('the two periods', () => {
  it('follow each other', () => {
    expect(openPeriod.year).toBe(finishedPeriod.year + 1);
  });
});
