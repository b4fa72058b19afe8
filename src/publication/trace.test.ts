import { describe, expect, it } from 'vitest';
import { illustrative } from '../modules/methodologies/data/illustrative.js';
import type { MethodologyBody } from './methodology-body.js';
import { withRank } from './rank-trace.js';
import type { SettledItem } from './settled.js';
import { listOfTrace, type Trace, traceOf, traceOfItem } from './trace.js';

const hash = '0'.repeat(64);
const { body } = illustrative;
const partial: MethodologyBody = { ...body, completeness: 'PARTIAL' };

/** A council with all points of each indicator, but for the given ones. */
function council(code: string, changed: Readonly<Record<string, Partial<SettledItem>>> = {}) {
  const items = body.indicators.map((indicator): SettledItem => ({
    indicatorCode: indicator.code,
    officialPoints: indicator.maxPoints,
    officialBasis: 'MEDIAN',
    ...changed[indicator.code],
  }));
  return { code, name: { uzLatn: code }, items };
}

describe('the trace of an item', () => {
  const item = {
    indicatorCode: '4.2',
    officialPoints: '6',
    officialBasis: 'CORRECTION',
    replaced: [
      { points: '0', basis: 'NO_EVIDENCE' },
      { points: '3', basis: 'APPEAL' },
    ],
  };

  it('tells what others have taken the place of, in turn', () => {
    const trace = traceOfItem(body, hash, item);
    expect(trace && listOfTrace(trace)).toEqual([
      { figure: 'indicator 4.2', value: '6', rule: `CORRECTION of 6; methodology ${hash}`, partOf: null },
      { figure: 'settled', value: '0', rule: 'NO_EVIDENCE; replaced since', partOf: 0 },
      { figure: 'adjustment 1', value: '3', rule: 'APPEAL; replaced since', partOf: 0 },
    ]);
  });

  it('does not tell what the marks come to where they are not given', () => {
    const marks = ['0', '6', '6'].map((points, at) => ({ rater: `R-${at}`, round: 0, value: { kind: 'POINTS' as const, points } }));
    const agreed = { indicatorCode: '4.2', officialPoints: '0', officialBasis: 'CONSENSUS' };
    expect(traceOfItem(body, hash, { ...agreed, marks })?.rule).toContain('the aggregate of the marks would be 6');
    expect(traceOfItem(body, hash, { ...agreed, marks: [] })?.rule).toBe(`CONSENSUS of 6; methodology ${hash}`);
  });

  it('is none by a methodology that is partial', () => {
    expect(traceOfItem(partial, hash, item)).toBeNull();
  });
});

describe('the rank above a trace', () => {
  const best = council('UZ-AN');
  const unrated = council('UZ-BU', { '4.2': { officialPoints: null, officialBasis: null } });
  const next = council('UZ-FA', { '4.2': { officialPoints: '0' } });
  const traced = ({ code, items, name }: ReturnType<typeof council>): Trace => traceOf(body, hash, { code, items, name }) as Trace;

  it('stands beside the numbers of the other councils', () => {
    const [rank, ...rest] = listOfTrace(withRank(body, [best, unrated, next], 'UZ-FA', traced(next)));
    expect(rank).toMatchObject({ figure: 'rank', value: '2', partOf: null });
    expect(rank?.rule).toContain('of 2 that are rated');
    expect(rest.filter(({ partOf }) => partOf === 0)).toEqual([
      expect.objectContaining({ figure: 'published', value: '94' }),
      { figure: 'published UZ-AN', value: '100', rule: 'rank 1', partOf: 0 },
      { figure: 'published UZ-BU', value: null, rule: 'NOT_SCORED', partOf: 0 },
    ]);
  });

  it('is none for a council that is not rated, or not there, nor by a partial methodology', () => {
    const trace = traced(unrated);
    expect(withRank(body, [best, unrated], 'UZ-BU', trace)).toBe(trace);
    expect(withRank(body, [best], 'UZ-BU', trace)).toBe(trace);
    expect(withRank(partial, [best, next], 'UZ-FA', trace)).toBe(trace);
  });
});
