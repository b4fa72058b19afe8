import { describe, expect, it } from 'vitest';
import { counterGenerator } from '../../../statistics/index.js';
import type { AuditMark } from './audit-mark.js';
import { conformitySignals } from './conformity.js';
import { haloSignals } from './halo.js';
import { outlierSignals } from './outlier.js';
import { pairSignals } from './pair-correlation.js';
import { severitySignals } from './severity.js';
import { honestPanel, markOf, shifted, simulatedIndicators } from './simulated-panel.fixture.js';
import { straightLiningSignals } from './straight-lining.js';

const honest = honestPanel({ seed: 'three of nine', councils: 14, raters: 9, ratersPerCouncil: 3, rounds: 1 });

const isIndividual = (mark: AuditMark): boolean => mark.round === 0;

/** Sets the individual marks of a rater to a share of the greatest points. */
const flattened = (rater: string, share: number): AuditMark[] =>
  honest.map((mark) => {
    const indicator = simulatedIndicators.find(({ code }) => code === mark.indicator);
    return indicator && mark.rater === rater && isIndividual(mark) ? markOf(indicator, Math.round(share / indicator.step), mark) : mark;
  });

describe('a rater who is lenient by more than a level', () => {
  const marks = shifted(honest, (mark) => mark.rater === 'R03' && isIndividual(mark), 0.3);

  it('is found by the family in which that goes furthest beyond, and nobody else is', () => {
    const found = severitySignals(marks, simulatedIndicators);
    expect(found).toMatchObject([{ kind: 'SEVERITY', rater: 'R03', detail: { family: 'RANGE', step: 0.1 } }]);
    expect(found[0]?.figure).toBeGreaterThan(found[0]?.threshold ?? 1);
  });

  it('is told by the opposite figure when severe', () => {
    const severe = severitySignals(
      shifted(honest, (mark) => mark.rater === 'R03' && isIndividual(mark), -0.3),
      simulatedIndicators,
    );
    expect(severe).toMatchObject([{ rater: 'R03' }]);
    expect(severe[0]?.figure).toBeLessThan(-0.1);
  });

  it('is not told with fewer than eight marks in common, nor between two raters', () => {
    const few = marks.filter(({ council, indicator, rater }) => rater !== 'R03' || (council === 'C01' && indicator < 'L8'));
    expect(severitySignals(few, simulatedIndicators)).toEqual([]);
    const two = marks.filter(({ rater }) => rater === 'R03' || rater === 'R04');
    expect(severitySignals(two, simulatedIndicators)).toEqual([]);
  });

  it('is found within the part of the panel that shares councils, where the parts share none', () => {
    const other = honest.map((mark) => ({ ...mark, rater: `X-${mark.rater}`, council: `X-${mark.council}` }));
    expect(severitySignals([...marks, ...other], simulatedIndicators)).toEqual(severitySignals(marks, simulatedIndicators));
  });
});

/** The marks of one item and round, by raters in their order. */
const marksOf = (shares: readonly number[], indicator: string): AuditMark[] =>
  shares.map((share, at) => ({ ...(honest[0] as AuditMark), indicator, rater: `R0${at + 1}`, share, value: String(share), council: 'C01', round: 2 }));

describe('a mark far from the others', () => {

  it.each([
    ['more than a level of three others', 'L1', [1, 1 / 3, 1 / 3], ['R01']],
    ['a level of three others', 'L1', [2 / 3, 1 / 3, 1 / 3], []],
    ['more than a third of the scale', 'P1', [0.2, 0.6, 0.6, 0.7], ['R01']],
    ['a third of the scale and less', 'P1', [0.3, 0.6, 0.6, 0.6], []],
    ['the other one of two', 'P1', [0.1, 0.6], ['R01', 'R02']],
    ['a single one', 'P1', [0.1], []],
    ['by its modified z score', 'P1', [0.1, 0.5, 0.6, 0.6, 0.7, 0.5], ['R01']],
    ['a step from many equal ones', 'P1', [0.5, 0.6, 0.6, 0.6, 0.6, 0.6], []],
    ['half of the scale from many equal ones', 'P1', [0.1, 0.6, 0.6, 0.6, 0.6, 0.6], ['R01']],
    ['nothing, all being the same', 'P1', [0.6, 0.6, 0.6, 0.6, 0.6], []],
  ])('%s', (_, indicator, shares, raters) => {
    expect(outlierSignals(marksOf(shares, indicator), simulatedIndicators).map(({ rater }) => rater)).toEqual(raters);
  });

  it('is told with its council, indicator and round', () => {
    expect(outlierSignals(marksOf([0.2, 0.6, 0.6, 0.7], 'P1'), simulatedIndicators)).toEqual([
      {
        kind: 'OUTLIER',
        rater: 'R01',
        otherRater: null,
        council: 'C01',
        indicator: 'P1',
        round: 2,
        figure: 0.4,
        threshold: 0.333333,
        detail: { method: 'DISTANCE', share: 0.2, distanceFromOthers: 0.4, marks: 4 },
      },
    ]);
  });

  it('without points is none', () => {
    const marks = marksOf([0.2, 0.6, 0.6, 0.7], 'P1').map((mark, at) => (at === 0 ? { ...mark, share: null, value: 'NO_EVIDENCE' } : mark));
    expect(outlierSignals(marks, simulatedIndicators)).toEqual([]);
  });
});

describe('a rater who tells indicators apart less than the others', () => {
  // A council's mean, and hardly anything around it.
  const marks = honest.map((mark) => {
    const indicator = simulatedIndicators.find(({ code }) => code === mark.indicator);
    const own = honest.filter(({ rater, council, round }) => rater === mark.rater && council === mark.council && round === 0);
    const mean = own.reduce((total, { share }) => total + (share ?? 0), 0) / own.length;
    const means = honest.filter(({ indicator: code, round }) => code === mark.indicator && round === 0).map(({ share }) => share ?? 0);
    const usual = means.reduce((left, right) => left + right, 0) / means.length - 0.55;
    return indicator && mark.rater === 'R05' && isIndividual(mark) ? { ...mark, share: mean + usual } : mark;
  });

  it('is found', () => {
    expect(haloSignals(marks)).toMatchObject([{ kind: 'HALO', rater: 'R05', threshold: 0.5 }]);
  });

  it('is not told of few marks, nor beside one other rater', () => {
    const firstOnes = simulatedIndicators.slice(0, 4).map(({ code }) => code);
    expect(haloSignals(marks.filter(({ indicator }) => firstOnes.includes(indicator)))).toEqual([]);
    expect(haloSignals(marks.filter(({ rater }) => rater === 'R05' || rater === 'R06'))).toEqual([]);
  });
});

describe('a rater who says the same of everything', () => {
  it('is found council by council', () => {
    const found = straightLiningSignals(flattened('R07', 1));
    const councils = new Set(honest.filter(({ rater }) => rater === 'R07').map(({ council }) => council));
    expect(found.map(({ rater, council, figure }) => [rater, council, figure])).toEqual([...councils].toSorted().map((council) => ['R07', council, 1]));
  });

  it('is none where the others of an even council do alike', () => {
    const even = honest.map((mark) => ({ ...mark, place: '1' }));
    expect(straightLiningSignals(even)).toEqual([]);
  });

  it('is none with four marks', () => {
    const firstOnes = simulatedIndicators.slice(0, 4).map(({ code }) => code);
    expect(straightLiningSignals(flattened('R07', 1).filter(({ indicator }) => firstOnes.includes(indicator)))).toEqual([]);
  });

  it('is found by reasons that stand with several councils', () => {
    const marks = honest.map((mark, at) => ({ ...mark, justificationHash: mark.rater === 'R02' && at % 5 > 0 ? 'as said before' : mark.justificationHash }));
    expect(straightLiningSignals(marks)).toMatchObject([
      { kind: 'STRAIGHT_LINING', rater: 'R02', council: null, threshold: 0.5, detail: { of: 'REASONS' } },
    ]);
  });

  it('is none by reasons that stand once more with the same council, or are not there', () => {
    const marks = honest.map((mark) => ({ ...mark, justificationHash: mark.rater === 'R02' ? mark.council : null }));
    expect(straightLiningSignals(marks)).toEqual([]);
  });
});

describe('a rater who follows proposals', () => {
  const first = honest.filter(({ rater, round }) => rater === 'R01' && round === 1);
  const proposals = first.map(({ council, indicator, value }) => ({ council, indicator, value, madeAt: 1_500 }));

  it('is found', () => {
    const found = conformitySignals(honest, proposals);
    expect(found).toMatchObject([{ kind: 'CONFORMITY', rater: 'R01', figure: 1, threshold: 0.8 }]);
    expect(found[0]?.detail.shareOfOthers).toBeLessThan(0.8);
  });

  it('is none where the proposals came after the marks', () => {
    expect(conformitySignals(honest, proposals.map((proposal) => ({ ...proposal, madeAt: 2_000 })))).toEqual([]);
  });

  it('is none with four changes, nor where the marks stayed', () => {
    const changes = honest.filter(({ rater, round, council, indicator, value }) => {
      const before = honest.find((mark) => mark.rater === rater && mark.council === council && mark.indicator === indicator && mark.round === 0);
      return round === 1 && rater === 'R01' && before?.value !== value;
    });
    const four = changes.slice(0, 4).map(({ council, indicator }) => `${council} ${indicator}`);
    const five = changes.slice(0, 5).map(({ council, indicator }) => `${council} ${indicator}`);
    const ofFirstRater = (items: readonly string[]) => honest.filter(({ rater, council, indicator }) => rater === 'R01' && items.includes(`${council} ${indicator}`));
    expect(conformitySignals(ofFirstRater(four), proposals)).toEqual([]);
    expect(conformitySignals(ofFirstRater(five), proposals)).toMatchObject([{ figure: 1, detail: { changes: 5, landed: 5, shareOfOthers: null } }]);
  });
});

describe('two raters who mark together', () => {
  const panel = honestPanel({ seed: 'a pair', councils: 10, raters: 5, ratersPerCouncil: 5 });
  const copied = panel.map((mark) => {
    const original = panel.find(({ rater, council, indicator }) => rater === 'R01' && council === mark.council && indicator === mark.indicator);
    const generator = counterGenerator(`copies ${mark.council} ${mark.indicator}`);
    return mark.rater === 'R02' && original && generator.uniform() < 0.8 ? { ...original, rater: 'R02' } : mark;
  });

  it('are found, and no other pair', () => {
    expect(pairSignals(panel)).toEqual([]);
    expect(pairSignals(copied)).toMatchObject([{ kind: 'PAIR_CORRELATION', rater: 'R01', otherRater: 'R02', threshold: 0.05 }]);
  });

  it('are found among three', () => {
    const three = copied.filter(({ rater }) => ['R01', 'R02', 'R03'].includes(rater));
    expect(pairSignals(three)).toMatchObject([{ rater: 'R01', otherRater: 'R02' }]);
  });

  it('are not told of where nobody else has marked, nor of nine items', () => {
    expect(pairSignals(copied.filter(({ rater }) => ['R01', 'R02'].includes(rater)))).toEqual([]);
    const nine = simulatedIndicators.slice(0, 9).map(({ code }) => code);
    expect(pairSignals(copied.filter(({ council, indicator }) => council === 'C01' && nine.includes(indicator)))).toEqual([]);
  });
});
