import { describe, expect, it } from 'vitest';
import { guardCell } from './cell-guard.js';

describe('a cell of a comma-separated table', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("https://example.org","council")',
    '+998 71 200 00 00',
    '-2+3',
    '-',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
  ])('is no formula: %j', (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
  });

  it.each(['-5', '-0.5', '12', '80.25', '', 'Andijon', 'a=b', ' =1', '2–5', '638/7'])('stays as it is: %j', (text) => {
    expect(guardCell(text)).toBe(text);
  });

  it('is no date: a fraction that could be a day of a month stays a fraction', () => {
    expect(['31/3', '5/7', '11/1950', '32/3', '7346/79'].map(guardCell)).toEqual(["'31/3", "'5/7", "'11/1950", '32/3', '7346/79']);
  });
});
