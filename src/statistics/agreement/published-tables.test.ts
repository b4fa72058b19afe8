import { describe, expect, it } from 'vitest';
import type { CategoryWeights } from './category-weights.js';
import { printed, type PublishedFigure, relativeError } from './closeness.fixture.js';
import { cohenKappa } from './cohen-kappa.js';
import { agreementA, consensus, polarization } from './consensus.js';
import { disagreementIndex } from './disagreement-index.js';
import { fleissKappa } from './fleiss-kappa.js';
import { gwetAC } from './gwet-ac.js';
import { intraclassCorrelation } from './intraclass-correlation.js';
import { kendallW } from './kendall-w.js';
import { type DifferenceMetric, krippendorffAlpha } from './krippendorff-alpha.js';
import { modifiedZ } from './modified-z.js';
import file from './published-tables.json' with { type: 'json' };
import { kendallTauB, spearman } from './rank-correlation.js';
import { type GivenTable, transpose } from './tables.js';

type Row = readonly [name: string, actual: number | null | undefined, figure: PublishedFigure];

const { tables } = file;
const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
const weightings = ['identity', 'linear', 'quadratic', 'ordinal', 'radical', 'ratio'] as const;

/** The ratings, one array per rater, that are behind counts of raters by subject and category. */
function ratingsBehind(counts: readonly (readonly number[])[]): number[][] {
  return transpose(
    counts.map((row) => row.flatMap((count, category) => Array.from({ length: count }, () => category))),
  );
}

/** The square table of two raters on a declared scale. */
function crossTable(first: readonly number[], second: readonly number[], scale: readonly number[]): number[][] {
  return scale.map((row) =>
    scale.map((column) => first.filter((mark, unit) => mark === row && second[unit] === column).length),
  );
}

/** The ratings, one array per rater, that are behind the square table of two raters. */
function pairsBehind(table: readonly (readonly number[])[]): number[][] {
  const cells = table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, () => [first, second])),
  );
  return transpose(cells);
}

function alphas(name: string, ratings: GivenTable, figures: Partial<Record<DifferenceMetric, PublishedFigure>>): Row[] {
  return metrics.flatMap((metric) => {
    const figure = figures[metric];
    return figure ? [[`${name} ${metric}`, krippendorffAlpha(ratings, metric).value, figure] as const] : [];
  });
}

function gwetRows(): Row[] {
  const { observers } = tables['krippendorff-c-4x12'].data;
  const { expected } = tables['gwet-raw4raters'];
  return weightings.flatMap((weights): Row[] => {
    const { value, observedAgreement, expectedAgreement } = gwetAC(observers, [1, 2, 3, 4, 5], weights);
    return [
      [`AC ${weights}`, value, expected[`${weights}_ac`]],
      [`AC ${weights}, observed`, observedAgreement, expected[`${weights}_pa`]],
      [`AC ${weights}, by chance`, expectedAgreement, expected[`${weights}_pe`]],
    ];
  });
}

function abstractorRows(): Row[] {
  const { data, expected } = tables['irrcac-3x3-abstractors'];
  return weightings.flatMap((weights): Row[] => [
    [`3x3 kappa ${weights}`, cohenKappa(data.table, weights).value, expected[`cohen_${weights}`]],
    [`3x3 AC ${weights}`, gwetAC(pairsBehind(data.table), [0, 1, 2], weights).value, expected[`gwet_${weights}`]],
  ]);
}

function intraclassRows(): Row[] {
  const { data, expected } = tables['shrout-fleiss-1979'];
  const { forms, meanSquares } = intraclassCorrelation(data.targets);
  const [one, two, three] = [forms['ICC(1,1)'], forms['ICC(2,1)'], forms['ICC(3,1)']];
  const [oneK, twoK, threeK] = [forms['ICC(1,k)'], forms['ICC(2,k)'], forms['ICC(3,k)']];
  return [
    ['BMS', meanSquares?.betweenTargets, expected.BMS],
    ['WMS', meanSquares?.withinTargets, expected.WMS],
    ['JMS', meanSquares?.betweenRaters, expected.JMS],
    ['EMS', meanSquares?.residual, expected.EMS],
    ['ICC(1,1)', one.value, expected.ICC1],
    ['ICC(2,1)', two.value, expected.ICC2],
    ['ICC(3,1)', three.value, expected.ICC3],
    ['ICC(1,k)', oneK.value, expected.ICC1k],
    ['ICC(2,k)', twoK.value, expected.ICC2k],
    ['ICC(3,k)', threeK.value, expected.ICC3k],
    ['F of one way', one.f, expected.F1],
    ['F of two ways', three.f, expected.F3],
    ['p of one way', oneK.p, expected.p1],
    ['p of two ways', twoK.p, expected.p3],
    ['ICC(1,1), lower', one.lower, expected.ci1_lo],
    ['ICC(1,1), upper', one.upper, expected.ci1_hi],
    ['ICC(2,1), lower', two.lower, expected.ci2_lo],
    ['ICC(2,1), upper', two.upper, expected.ci2_hi],
    ['ICC(3,1), lower', three.lower, expected.ci3_lo],
    ['ICC(3,1), upper', three.upper, expected.ci3_hi],
    ['ICC(1,k), lower', oneK.lower, expected.ci1k_lo],
    ['ICC(1,k), upper', oneK.upper, expected.ci1k_hi],
    ['ICC(2,k), lower', twoK.lower, expected.ci2k_lo],
    ['ICC(2,k), upper', twoK.upper, expected.ci2k_hi],
    ['ICC(3,k), lower', threeK.lower, expected.ci3k_lo],
    ['ICC(3,k), upper', threeK.upper, expected.ci3k_hi],
  ];
}

function anxietyRows(): Row[] {
  const { data, expected } = tables['irr-anxiety-20x3'];
  const { value: w, chiSquare, p } = kendallW(data.observers);
  const [, second = [], third = []] = data.observers;
  const kappa = (scale: readonly number[], weights: CategoryWeights) =>
    cohenKappa(crossTable(second, third, scale), weights).value;
  const used = [1, 2, 3, 4, 6];
  const declared = [1, 2, 3, 4, 5, 6];
  return [
    ['anxiety ICC(2,1)', intraclassCorrelation(transpose(data.observers)).forms['ICC(2,1)'].value, expected.ICC2],
    ['anxiety W', w, expected.W],
    ['anxiety chi-square', chiSquare, expected.chi2],
    ['anxiety p', p, expected.p],
    ['anxiety kappa', kappa(declared, 'identity'), expected.kappa_dropped],
    ['anxiety kappa, linear, scale as used', kappa(used, 'linear'), expected.kappa_linear_dropped],
    ['anxiety kappa, quadratic, scale as used', kappa(used, 'quadratic'), expected.kappa_quadratic_dropped],
    ['anxiety kappa, linear, scale as declared', kappa(declared, 'linear'), expected.kappa_linear],
    ['anxiety kappa, quadratic, scale as declared', kappa(declared, 'quadratic'), expected.kappa_quadratic],
  ];
}

function concordanceRows(): Row[] {
  const { data, expected } = tables['kendall-w-siegel-castellan'];
  const { value, chiSquare, df, p } = kendallW(transpose(data.subjects));
  return [
    ['W', value, expected.W],
    ['W, chi-square', chiSquare, expected.chi2],
    ['W, degrees of freedom', df, expected.df],
    ['W, p', p, expected.p],
  ];
}

function fleissRows(): Row[] {
  const { data, expected } = tables['fleiss-wikipedia-10x5'];
  const result = fleissKappa(data.counts);
  const subjects = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10'] as const;
  const patients = tables['fleiss-1971-30x5'];
  const ofPatients = fleissKappa(patients.data.counts);
  const fifteen = tables['irrcac-6raters-15x5'];
  const ratings = ratingsBehind(fifteen.data.counts);
  return [
    ['Fleiss kappa', result.value, expected.kappa],
    ['Fleiss kappa, observed', result.observedAgreement, expected.Pbar],
    ['Fleiss kappa, by chance', result.expectedAgreement, expected.Pe],
    ...subjects.map((name, place): Row => [`Fleiss kappa, ${name}`, result.subjectAgreement[place], expected[name]]),
    ['Fleiss kappa, standard error', result.standardError, expected.se0],
    ['Fleiss kappa, z', result.z, expected.z],
    ['Fleiss kappa of 30 patients', ofPatients.value, patients.expected.kappa],
    ['Fleiss kappa of 30 patients, z', ofPatients.z, patients.expected.z],
    ['Fleiss kappa of 15 patients', fleissKappa(fifteen.data.counts).value, fifteen.expected.kappa],
    ['AC1 of 15 patients', gwetAC(ratings, [0, 1, 2, 3, 4]).value, fifteen.expected.identity_ac],
    ['alpha of 15 patients', krippendorffAlpha(ratings, 'nominal').value, fifteen.expected.alpha_nominal],
  ];
}

function fiveObserverRows(): Row[] {
  const { data, expected } = tables['gwet-raw5observers'];
  const { value, observedAgreement, expectedAgreement } = gwetAC(data.observers, [0, 1, 2, 3]);
  return [
    ['AC1 of 5 observers', value, expected.identity_ac],
    ['AC1 of 5 observers, observed', observedAgreement, expected.identity_pa],
    ['AC1 of 5 observers, by chance', expectedAgreement, expected.identity_pe],
    ['alpha of 5 observers', krippendorffAlpha(data.observers, 'nominal').value, expected.alpha_nominal],
  ];
}

function panelRows(): Row[] {
  const { data, expected } = tables['ipras-bmjopen-2012'];
  const result = disagreementIndex(data.ratings, 1, 9);
  const voters = tables['tastle-wierman-agrmt'];
  const { frequencies } = voters.data;
  const bounds = tables['tastle-wierman-boundaries'];
  return [
    ['panel, median', result.median, expected.median],
    ['panel, p30', result.p30, expected.p30],
    ['panel, p70', result.p70, expected.p70],
    ['panel, range', result.interpercentileRange, expected.IPR],
    ['panel, centre', ((result.p30 ?? 0) + (result.p70 ?? 0)) / 2, expected.IPRCP],
    ['panel, asymmetry', result.asymmetryIndex, expected.AI],
    ['panel, adjusted range', result.adjustedRange, expected.IPRAS],
    ['panel, index', result.value, expected.DI],
    ['consensus', consensus(frequencies).value, voters.expected.Cns],
    ['agreement A', agreementA(frequencies).value, voters.expected.vanDerEijkA],
    ['polarization', polarization(frequencies).value, voters.expected.polarization],
    ['consensus of one category', consensus(bounds.data.oneCategory).value, bounds.expected.oneCategory],
    ['consensus of the ends', consensus(bounds.data.ends).value, bounds.expected.ends],
    ['consensus of five alike', consensus(bounds.data.uniform5).value, bounds.expected.uniform5],
    ['consensus of neighbours', consensus(bounds.data.neighbours).value, bounds.expected.neighbours],
  ];
}

function pairRows(): Row[] {
  const { 'spearman-scipy-ties': ties, 'spearman-wikipedia-iq': iq, 'kendall-tau-b-scipy': tau } = tables;
  const { 'cohen-sas-3x3': sas, 'cohen-wikipedia-50': fifty } = tables;
  const { 'cohen-wikipedia-60': sixty, 'cohen-wikipedia-60-fewer': fewer } = tables;
  return [
    ['Spearman with ties', spearman(ties.data.x, ties.data.y).value, ties.expected.rho],
    ['Spearman without ties', spearman(iq.data.x, iq.data.y).value, iq.expected.rho],
    ['tau-b', kendallTauB(tau.data.x, tau.data.y).value, tau.expected.tau],
    ['kappa', cohenKappa(sas.data.table).value, sas.expected.kappa],
    ['kappa, linear', cohenKappa(sas.data.table, 'linear').value, sas.expected.kappa_linear],
    ['kappa of 50', cohenKappa(fifty.data.table).value, fifty.expected.kappa],
    ['kappa of 60 of 100', cohenKappa(sixty.data.table).value, sixty.expected.kappa],
    ['kappa of 60 of 100, other margins', cohenKappa(fewer.data.table).value, fewer.expected.kappa],
  ];
}

describe('published tables', () => {
  const {
    'krippendorff-c-4x12': fourObservers,
    'krippendorff-a-binary-2x10': binary,
    'krippendorff-b-nominal-2x12': nominal,
    'krippendorff-wikipedia-3x15': coders,
  } = tables;

  it.each<Row>([
    ...alphas('alpha 4x12', fourObservers.data.observers, fourObservers.expected),
    ...alphas('alpha 2x10', binary.data.observers, binary.expected),
    ...alphas('alpha 2x12', nominal.data.observers, nominal.expected),
    ...alphas('alpha 3x15', coders.data.observers, coders.expected),
    ...intraclassRows(),
    ...anxietyRows(),
    ...concordanceRows(),
    ...fleissRows(),
    ...gwetRows(),
    ...abstractorRows(),
    ...fiveObserverRows(),
    ...panelRows(),
    ...pairRows(),
  ])('give %s at the decimals printed, and in full', (_name, actual, figure) => {
    expect(relativeError(actual, figure.computed)).toBeLessThan(1e-12);
    expect(printed(actual, figure)).toBe(printed(figure.published, figure));
  });

  it('give no disagreement of the panel', () => {
    const { data, expected } = tables['ipras-bmjopen-2012'];
    expect(disagreementIndex(data.ratings, 1, 9).disagreement).toBe(expected.disagreement.published);
  });

  it('give the modified z scores and the two values that they flag', () => {
    const { data, expected } = tables['modified-z'];
    const { value, median, medianAbsoluteDeviation, flagged, method } = modifiedZ(data.x);
    expect(value?.map((score) => score.toFixed(6))).toEqual(expected.M.map((score) => score.toFixed(6)));
    expect(median).toBeCloseTo(expected.median, 12);
    expect(medianAbsoluteDeviation).toBeCloseTo(expected.MAD, 12);
    expect(flagged.map((place) => data.x[place])).toEqual(expected.flagged);
    expect(method).toBe('MAD');
  });
});
