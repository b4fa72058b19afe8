import { median } from '../../../statistics/index.js';
import { type AuditMark, inOrder } from './audit-mark.js';
import { byCode } from './by-code.js';
import { type Finding, finding } from './finding.js';
import { type Thresholds, thresholds } from './thresholds.js';

interface Line {
  readonly rater: string;
  readonly place: string;
  readonly share: number;
  readonly marks: number;
}

/**
 * Raters who say the same of everything (straight-lining; Krosnick 1991): nine tenths and more of their individual marks
 * of one council stand at the same place of their scales, levels counted by rank, and that is at least a fifth more than
 * with the other raters of the council, for a council may be even. And raters of whose reasons at least a half stand word
 * for word, as search folds them, with another council too.
 *
 * Figure: the share; with a council it is about marks, without one about reasons. Fewer than five marks or reasons tell
 * nothing. Reasons of marks without points are left out: that there is no document can be said in one way.
 */
export function straightLiningSignals(marks: readonly AuditMark[], limits: Thresholds = thresholds): Finding[] {
  const individual = inOrder(marks).filter(({ round }) => round === 0);
  return [
    ...[...Map.groupBy(individual, ({ council }) => council)].flatMap(([council, ofCouncil]) => sameMarks(council, ofCouncil, limits)),
    ...sameReasons(individual, limits),
  ];
}

function sameMarks(council: string, marks: readonly AuditMark[], limits: Thresholds): Finding[] {
  const lines = [...Map.groupBy(marks, ({ rater }) => rater)]
    .filter(([, own]) => own.length >= limits.STRAIGHT_LINING_LEAST_ITEMS)
    .map(([rater, own]) => lineOf(rater, own));
  return lines.flatMap(({ rater, place, share, marks: count }) => {
    const others = lines.filter((other) => other.rater !== rater).map((other) => other.share);
    const usual = others.length === 0 ? 0 : median(others);
    const isLine = isAtLeast(share, limits.STRAIGHT_LINING_SHARE) && isAtLeast(share - usual, limits.STRAIGHT_LINING_EXCESS);
    const detail = { of: 'MARKS', place, marks: count, medianOfOthers: others.length === 0 ? null : usual };
    return isLine
      ? [finding({ kind: 'STRAIGHT_LINING', rater, council, figure: share, threshold: limits.STRAIGHT_LINING_SHARE, detail })]
      : [];
  });
}

/** The place that most marks of a rater stand at; of several the first by its code. */
function lineOf(rater: string, own: readonly AuditMark[]): Line {
  const places = [...Map.groupBy(own, ({ place }) => place)].toSorted(
    ([left, some], [right, more]) => more.length - some.length || byCode(left, right),
  );
  const [place, same] = places[0] ?? ['', []];
  return { rater, place, share: same.length / own.length, marks: own.length };
}

function sameReasons(marks: readonly AuditMark[], limits: Thresholds): Finding[] {
  const byRater = [...Map.groupBy(marks, ({ rater }) => rater)].toSorted(([left], [right]) => byCode(left, right));
  return byRater.flatMap(([rater, own]) => {
    const reasons = own.filter(({ justificationHash }) => justificationHash !== null);
    const councils = new Map(
      [...Map.groupBy(reasons, ({ justificationHash }) => justificationHash)].map(([hash, same]) => [hash, new Set(same.map(({ council }) => council)).size]),
    );
    const repeated = reasons.filter(({ justificationHash }) => (councils.get(justificationHash) ?? 0) > 1).length;
    const share = reasons.length === 0 ? 0 : repeated / reasons.length;
    const isSignal = reasons.length >= limits.STRAIGHT_LINING_LEAST_TEXTS && isAtLeast(share, limits.STRAIGHT_LINING_TEXT_SHARE);
    const detail = { of: 'REASONS', reasons: reasons.length, repeated, different: councils.size };
    return isSignal
      ? [finding({ kind: 'STRAIGHT_LINING', rater, figure: share, threshold: limits.STRAIGHT_LINING_TEXT_SHARE, detail })]
      : [];
  });
}

/** 0.9 - 0.7 is a little less than 0.2, and meant to be it. */
const isAtLeast = (value: number, bound: number): boolean => value > bound - 1e-9;
