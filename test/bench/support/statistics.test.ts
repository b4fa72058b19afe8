import { describe, expect, it } from 'vitest';
import { median, quantile, slope, spread } from './statistics.js';

describe('the statistics of a benchmark', () => {
  it('take quantiles by the nearest rank, in whatever order the values come', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1), quantile(values, 0)]).toEqual([50, 99, 100, 1]);
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('tell how far values lie apart as a share of the middle', () => {
    expect(spread([9, 10, 12])).toBeCloseTo(0.3);
    expect(spread([7])).toBe(0);
  });

  it('fit a straight line', () => {
    expect(slope([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x })))).toBeCloseTo(2);
    expect(slope([{ x: 1, y: 1 }])).toBeNaN();
  });
});
