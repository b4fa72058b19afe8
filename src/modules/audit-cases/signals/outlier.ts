import { farFromOthers, modifiedZ } from '../../../statistics/index.js';
import { type AuditIndicator, type AuditMark, inOrder, itemKey, type PointedMark } from './audit-mark.js';
import { type Finding, finding } from './finding.js';
import { type Thresholds, thresholds } from './thresholds.js';

/**
 * Marks far from the others of the same item and round. From five marks on: the modified z score exceeds 3.5
 * (`modifiedZ`); below, the mark lies further from the median of the others than one level, or than a third of the scale
 * where it has no levels (`farFromOthers`), and never less than one step.
 *
 * Where more than half of the marks are the same, the deviation that the score is measured in follows from the dissent
 * alone: a single mark apart from n - 1 equal ones has n / 1.253314 however near it is, which is beyond 3.5 from n = 5
 * on. There the distance has to be exceeded as well. Marks without points are left out.
 */
export function outlierSignals(
  marks: readonly AuditMark[],
  indicators: readonly AuditIndicator[],
  limits: Thresholds = thresholds,
): Finding[] {
  const known = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const pointed = inOrder(marks).filter((mark): mark is PointedMark => mark.share !== null);
  const rounds = Map.groupBy(pointed, (mark) => `${itemKey(mark)} ${mark.round}`);
  return [...rounds.values()].flatMap((ofRound) => {
    const indicator = known.get(ofRound[0]?.indicator ?? '');
    return indicator ? outliersIn(ofRound, toleranceOf(indicator, limits), limits) : [];
  });
}

/** How far from the median of the others is too far, as a share of the greatest points. */
function toleranceOf({ family, step, width }: AuditIndicator, limits: Thresholds): number {
  return family === 'LEVELS' ? step : Math.max(step, limits.OUTLIER_SCALE_SHARE * width);
}

function outliersIn(marks: readonly PointedMark[], tolerance: number, limits: Thresholds): Finding[] {
  const shares = marks.map(({ share }) => share);
  const isLong = marks.length >= limits.OUTLIER_LEAST_MARKS;
  const { value: scores, method } = modifiedZ(shares);
  const { value: distances, flagged: far } = farFromOthers(shares, tolerance);
  return marks.flatMap(({ rater, council, indicator, round, share }, at) => {
    const score = scores?.[at] ?? 0;
    const isFar = far.includes(at);
    const isBeyond = Math.abs(score) > limits.OUTLIER_MODIFIED_Z && (method === 'MAD' || isFar);
    if (isLong ? !isBeyond : !isFar) {
      return [];
    }
    const distance = distances?.[at] ?? 0;
    const measured = isLong
      ? { figure: Math.abs(score), threshold: limits.OUTLIER_MODIFIED_Z, method }
      : { figure: distance, threshold: tolerance, method: 'DISTANCE' };
    return [
      finding({
        kind: 'OUTLIER',
        rater,
        council,
        indicator,
        round,
        figure: measured.figure,
        threshold: measured.threshold,
        detail: { method: measured.method, share, distanceFromOthers: distance, marks: marks.length },
      }),
    ];
  });
}
