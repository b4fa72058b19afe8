import { describe, expect, it } from 'vitest';
import { type AuditMark, itemKey } from './audit-mark.js';
import { conformitySignals } from './conformity.js';
import { haloSignals } from './halo.js';
import { outlierSignals } from './outlier.js';
import { pairSignals } from './pair-correlation.js';
import { severitySignals } from './severity.js';
import { honestPanel, type PanelPlan, shuffled, simulatedIndicators } from './simulated-panel.fixture.js';
import { straightLiningSignals } from './straight-lining.js';

/** The lower middle of the individual marks of each item, proposed between the rounds. */
function proposals(marks: readonly AuditMark[]) {
  return [...Map.groupBy(marks.filter(({ round }) => round === 0), itemKey).values()].map((ofItem) => {
    const { council, indicator, value } = ofItem.toSorted((left, right) => (left.share ?? 0) - (right.share ?? 0))[(ofItem.length - 1) >> 1] as AuditMark;
    return { council, indicator, value, madeAt: 1_500 };
  });
}

const detectors = {
  SEVERITY: (marks: readonly AuditMark[]) => severitySignals(marks, simulatedIndicators),
  OUTLIER: (marks: readonly AuditMark[]) => outlierSignals(marks, simulatedIndicators),
  HALO: (marks: readonly AuditMark[]) => haloSignals(marks),
  STRAIGHT_LINING: (marks: readonly AuditMark[]) => straightLiningSignals(marks),
  CONFORMITY: (marks: readonly AuditMark[]) => conformitySignals(marks, proposals(marks)),
  PAIR_CORRELATION: (marks: readonly AuditMark[]) => pairSignals(marks),
};

const panels: readonly PanelPlan[] = [
  { seed: 'three of nine', councils: 14, raters: 9, ratersPerCouncil: 3, rounds: 1 },
  { seed: 'five of nine', councils: 14, raters: 9, ratersPerCouncil: 5, rounds: 2 },
  { seed: 'seven at once', councils: 14, raters: 7, ratersPerCouncil: 7 },
  { seed: 'a single council', councils: 1, raters: 3, ratersPerCouncil: 3, rounds: 1 },
];

describe.each(panels)('an honest panel, $seed,', (plan) => {
  const marks = honestPanel(plan);

  it.each(Object.entries(detectors))('gives no signal of %s', (_, detect) => {
    expect(detect(marks)).toEqual([]);
  });
});

describe('forty honest panels', () => {
  const many = Array.from({ length: 40 }, (_, at) => honestPanel({ seed: `panel ${at}`, councils: 14, raters: 9, ratersPerCouncil: 3 }));

  it('give a signal about a pair as seldom as the rate of false discoveries says', () => {
    expect(many.filter((marks) => pairSignals(marks).length > 0).length).toBeLessThanOrEqual(4);
  });

  it('give an outlier among thousands of marks, and no other signal', () => {
    const marks = many.flat().length;
    expect(many.flatMap((panel) => outlierSignals(panel, simulatedIndicators)).length / marks).toBeLessThan(1 / 500);
    expect(many.flatMap((panel) => [...severitySignals(panel, simulatedIndicators), ...haloSignals(panel), ...straightLiningSignals(panel)])).toEqual([]);
  });
});

describe('signals', () => {
  // Nobody is honest here: every kind of signal is there.
  const marks = honestPanel({ seed: 'some of nine', councils: 10, raters: 9, ratersPerCouncil: 5, rounds: 1 }).map((mark, at) => ({
    ...mark,
    ...(mark.rater === 'R02' && mark.round === 0 ? { share: 1, place: '1', value: '1', justificationHash: 'the same' } : {}),
    ...(at % 97 === 0 ? { share: mark.share !== null && mark.share > 0.5 ? 0 : 1, value: 'far' } : {}),
  }));

  it.each(Object.entries(detectors))('of %s do not hang on the order of the marks', (_, detect) => {
    const found = detect(marks);
    for (const seed of ['a', 'b', 'c']) {
      expect(detect(shuffled(marks, seed))).toEqual(found);
    }
  });
});
