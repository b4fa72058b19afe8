import { type AuditIndicator, type AuditMark, individualPoints, type PointedMark } from './audit-mark.js';
import { byCode } from './by-code.js';
import { type Finding, finding } from './finding.js';
import { type Panel, panelsOf } from './panels.js';
import { type Thresholds, thresholds } from './thresholds.js';

interface SevereRater {
  readonly rater: string;
  readonly family: string;
  readonly figure: number;
  readonly threshold: number;
  readonly detail: Finding['detail'];
}

/**
 * Raters whose individual marks lie lower or higher than those of the others on the same councils and indicators: the
 * shrunken effect b* of the additive model (`raterSeverity`) exceeds two of its standard errors and one step of the
 * scale. One kind of scale at a time, in shares of the greatest points; a step is the mean of the steps of the marks.
 *
 * Raters who share no council cannot be compared: each connected part of the panel is judged by itself, from three raters
 * on. Figure: b*, > 0 lenient, < 0 severe; threshold: what it exceeds on either side. One finding a rater, of the family
 * in which it goes furthest beyond, the others named in the detail. None for a panel without degrees of freedom.
 */
export function severitySignals(
  marks: readonly AuditMark[],
  indicators: readonly AuditIndicator[],
  limits: Thresholds = thresholds,
): Finding[] {
  const known = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const families = Map.groupBy(individualPoints(marks), ({ indicator }) => known.get(indicator)?.family);
  const severe = [...families].flatMap(([family, ofFamily]) =>
    family ? panelsOf(ofFamily, cellOf, limits.SEVERITY_LEAST_COMMON).flatMap((panel) => severeIn(family, panel, known, limits)) : [],
  );
  return [...Map.groupBy(severe, ({ rater }) => rater)]
    .toSorted(([left], [right]) => byCode(left, right))
    .map(([rater, found]) => {
      const [first, ...others] = found.toSorted((left, right) => beyond(right) - beyond(left) || byCode(left.family, right.family));
      const { family, figure, threshold, detail } = first as SevereRater;
      return finding({
        kind: 'SEVERITY',
        rater,
        figure,
        threshold,
        detail: { family, ...detail, alsoIn: others.map((other) => other.family).toSorted() },
      });
    });
}

const beyond = ({ figure, threshold }: SevereRater): number => Math.abs(figure) - threshold;

const cellOf = ({ council, indicator, rater, share }: PointedMark) => ({ council, indicator, rater, value: share });

function severeIn(
  family: string,
  { marks, severity: { raters } }: Panel,
  known: ReadonlyMap<string, AuditIndicator>,
  limits: Thresholds,
): SevereRater[] {
  const step = marks.reduce((total, { indicator }) => total + (known.get(indicator)?.step ?? 1), 0) / marks.length;
  if (raters.length < limits.SEVERITY_LEAST_RATERS) {
    return [];
  }
  return raters.flatMap(({ rater, shown, shrunken, severity, standardError, common }) => {
    if (!shown || shrunken === null || standardError === null) {
      return [];
    }
    const threshold = Math.max(limits.SEVERITY_ERRORS * standardError, step);
    const detail = { severity, standardError, step, marksInCommon: common, raters: raters.length };
    return Math.abs(shrunken) > threshold ? [{ rater, family, figure: shrunken, threshold, detail }] : [];
  });
}
