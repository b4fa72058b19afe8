import { aggregateRaters, type IndicatorRules, type ItemOutcome, type MarkValue, type MethodologyRules } from '../../../scoring/index.js';
import type { AuditMark } from './audit-mark.js';
import { auditMark, type OpenedMark } from './opened-mark.js';
import { type AuditCouncil, boundarySignals } from './boundary-pull.js';
import { type AuditProposal, conformitySignals } from './conformity.js';
import type { Finding } from './finding.js';
import { haloSignals } from './halo.js';
import { outlierSignals } from './outlier.js';
import { pairSignals } from './pair-correlation.js';
import { auditIndicator } from './scale.js';
import { severitySignals } from './severity.js';
import { straightLiningSignals } from './straight-lining.js';

/** What the marks of a cycle came to, as the signals look at it. */
export interface AuditedCycle {
  readonly rules: MethodologyRules;
  /** The marks that were revealed and count, of all rounds. */
  readonly marks: readonly OpenedMark[];
  readonly proposals: readonly AuditProposal[];
  /** The settled outcomes by the codes of council and indicator. */
  readonly official: ReadonlyMap<string, ReadonlyMap<string, ItemOutcome>>;
}

/**
 * All signals about how the marks of a cycle came about, by kind and then by code. Signals for people: nothing here says
 * that a mark is wrong, and nothing follows from one but that an auditor looks. The order of the input changes nothing.
 */
export function findSignals(cycle: AuditedCycle): Finding[] {
  const { rules, proposals } = cycle;
  const byCode = new Map(rules.indicators.map((indicator) => [indicator.code, indicator]));
  const marks = cycle.marks.flatMap((mark): AuditMark[] => {
    const indicator = byCode.get(mark.indicator);
    const audited = indicator && auditMark(indicator, mark);
    return audited ? [audited] : [];
  });
  const indicators = rules.indicators.map(auditIndicator).filter((indicator) => indicator !== null);
  return [
    ...severitySignals(marks, indicators),
    ...outlierSignals(marks, indicators),
    ...haloSignals(marks),
    ...straightLiningSignals(marks),
    ...boundarySignals(rules, councilsOf(cycle, byCode)),
    ...conformitySignals(marks, proposals),
    ...pairSignals(marks),
  ];
}

/** The councils with what their individual marks alone would have come to; where nobody has marked, as was settled. */
function councilsOf({ rules, marks, official }: AuditedCycle, byCode: ReadonlyMap<string, IndicatorRules>): AuditCouncil[] {
  const individual = Map.groupBy(
    marks.filter(({ round }) => round === 0),
    ({ council }) => council,
  );
  return [...official].map(([council, outcomes]) => {
    const given = Map.groupBy(individual.get(council) ?? [], ({ indicator }) => indicator);
    const values = (code: string): readonly MarkValue[] => (given.get(code) ?? []).map(({ value }) => value);
    return {
      council,
      official: outcomes,
      individual: new Map(
        [...outcomes].map(([code, outcome]) => {
          const indicator = byCode.get(code);
          const isJudged = indicator && given.has(code);
          return [code, isJudged ? aggregateRaters(rules, indicator, values(code)).outcome : outcome];
        }),
      ),
    };
  });
}
