import {
  aggregateRaters,
  compare,
  equals,
  type IndicatorRules,
  type MarkValue,
  median,
  type MethodologyRules,
  rational,
  scaleOf,
  toExactString,
} from '../../scoring/index.js';
import { consensus, disagreementIndex } from '../../statistics/index.js';
import { toNumber } from './numbers.js';
import type { MarkSummaryType, ValueCountType } from './mark-summary.type.js';
import { pointsOfMarks, triage } from './triage.js';

/** How many raters of a round say nothing in it: two different things. */
export interface Unsaid {
  /** Have marked, and left. */
  readonly withheld: number;
  /** Were to mark, and have not. */
  readonly notScored: number;
}

/** What the marks of a round come to (Delphi feedback: counts, median and range, never names). */
export function summaryOf(
  rules: MethodologyRules,
  indicator: IndicatorRules,
  marks: readonly MarkValue[],
  minRaters: number,
  unsaid: Unsaid,
): MarkSummaryType {
  const points = pointsOfMarks(indicator, marks);
  const { low, high } = scaleOf(indicator);
  const middle = median(points, rules.evenMedianRule);
  const { outcome } = aggregateRaters(rules, indicator, marks);
  return {
    marks: marks.length,
    counts: [...countsOf(indicator, marks), ...countsOfUnsaid(unsaid)],
    aggregate: outcome.kind === 'POINTS' ? toExactString(outcome.points) : null,
    median: middle && toExactString(middle),
    minimum: points[0] ? toExactString(points[0]) : null,
    maximum: points.at(-1) ? toExactString(points.at(-1) ?? low) : null,
    disagreementIndex: disagreementIndex(points.map(toNumber), toNumber(low), toNumber(high)).value,
    consensus: indicator.kind === 'LEVELS' ? consensus(levelCounts(indicator, marks)).value : null,
    reasons: triage(rules, indicator, marks, minRaters).reasons,
  };
}

/** How many gave each level, in the order of their points. */
function levelCounts(indicator: Extract<IndicatorRules, { kind: 'LEVELS' }>, marks: readonly MarkValue[]): readonly number[] {
  return indicator.levels
    .toSorted((left, right) => compare(rational(left.points), rational(right.points)))
    .map(({ code }) => marks.filter((mark) => mark.kind === 'LEVEL' && mark.level === code).length);
}

function countsOfUnsaid({ withheld, notScored }: Unsaid): readonly ValueCountType[] {
  const counts = [
    { kind: 'WITHHELD', points: null, count: withheld },
    { kind: 'NOT_SCORED', points: null, count: notScored },
  ] as const;
  return counts.filter(({ count }) => count > 0);
}

function countsOf(indicator: IndicatorRules, marks: readonly MarkValue[]): readonly ValueCountType[] {
  const kind = indicator.kind === 'LEVELS' ? 'LEVEL' : 'POINTS';
  const points = pointsOfMarks(indicator, marks);
  const different = points.filter((value, at) => at === 0 || !equals(value, points[at - 1] ?? value));
  const without = (['NOT_APPLICABLE', 'NO_EVIDENCE'] as const).map((name) => ({
    kind: name,
    points: null,
    count: marks.filter((mark) => mark.kind === name).length,
  }));
  return [
    ...different.map((value) => ({ kind, points: toExactString(value), count: points.filter((other) => equals(other, value)).length }) as const),
    ...without.filter(({ count }) => count > 0),
  ];
}
