import {
  aggregateRaters,
  divide,
  type IndicatorRules,
  type ItemOutcome,
  markOutcome,
  type MarkValue,
  type MethodologyRules,
  rational,
  type Rational,
  type ScoreRow,
  scoreTable,
} from '../scoring/index.js';
import {
  counterGenerator,
  intraclassCorrelation,
  kendallTauB,
  kendallW,
  krippendorffAlphaInterval,
  spearman,
} from '../statistics/index.js';
import type { MethodologyBody } from './methodology-body.js';
import { outcomeOfItem, type SettledCouncil, type SettledItem } from './settled.js';
import type { AgreementFigure } from './snapshot.js';
import { sixDecimals } from './six-decimals.js';

/** Samples of the bootstrap behind the interval of alpha. */
const bootstrapDraws = 2_000;

type Given = readonly (readonly (number | null)[])[];

/**
 * How far the raters agreed in their individual marks, and what the sessions have changed: alpha of each criterion with
 * its interval, on shares of the greatest points (ordinal where all its judged indicators have levels, else interval);
 * ICC(A,k) and Kendall's W of the councils' totals by rater, where every rater has judged every council; Spearman's and
 * Kendall's correlation of the table before the sessions with the one after.
 */
export function agreementOf(
  body: MethodologyBody,
  rules: MethodologyRules,
  councils: readonly SettledCouncil[],
  scored: readonly ScoreRow[],
  seed: string,
): readonly AgreementFigure[] {
  const judged = rules.indicators.filter(
    ({ kind, code }) => kind !== 'MEASURED' && body.indicators.find((indicator) => indicator.code === code)?.visibility === 'PUBLIC',
  );
  const raters = [...new Set(councils.flatMap(({ items }) => items.flatMap(({ marks = [] }) => marks.map(({ rater }) => rater))))].toSorted();
  const criteria = [...rules.criteria].toSorted((left, right) => left.order - right.order);
  return [
    ...criteria.flatMap(({ code }) => alphaOf(code, judged.filter(({ criterionCode }) => criterionCode === code), councils, raters, seed)),
    ...totalsOf(judged, councils, raters),
    ...sessionsOf(rules, judged, councils, scored),
  ];
}

function alphaOf(
  criterion: string,
  indicators: readonly IndicatorRules[],
  councils: readonly SettledCouncil[],
  raters: readonly string[],
  seed: string,
): readonly AgreementFigure[] {
  if (indicators.length === 0) {
    return [];
  }
  const ratings: Given = raters.map((rater) =>
    councils.flatMap(({ items }) =>
      indicators.map((indicator) => shareOf(indicator, individualMark(items.find(({ indicatorCode }) => indicatorCode === indicator.code), rater))),
    ),
  );
  const metric = indicators.every(({ kind }) => kind === 'LEVELS') ? 'ordinal' : 'interval';
  const alpha = krippendorffAlphaInterval(ratings, metric, { random: counterGenerator(`${seed}/${criterion}`), draws: bootstrapDraws });
  return [
    {
      criterion,
      statistic: 'KRIPPENDORFF_ALPHA',
      metric,
      value: shown(alpha.value),
      reason: alpha.reason,
      low: shown(alpha.lower),
      high: shown(alpha.upper),
      units: alpha.units,
      raters: raters.length,
    },
  ];
}

/** Of totals by rater: only where the design is complete, for a total without some items is another total. */
function totalsOf(judged: readonly IndicatorRules[], councils: readonly SettledCouncil[], raters: readonly string[]): readonly AgreementFigure[] {
  const totals = councils.map(({ items }) =>
    raters.map((rater) => {
      const points = judged.map((indicator) => pointsOf(indicator, individualMark(items.find(({ indicatorCode }) => indicatorCode === indicator.code), rater)));
      return points.some((value) => value === null) ? null : points.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    }),
  );
  const isComplete = totals.length > 0 && raters.length > 0 && totals.every((row) => row.every((total) => total !== null));
  const common = { criterion: null, metric: null, units: councils.length, raters: raters.length } as const;
  const missing = { value: null, reason: 'INCOMPLETE', low: null, high: null } as const;
  if (!isComplete) {
    return [
      { ...common, statistic: 'ICC_A_K', ...missing },
      { ...common, statistic: 'KENDALL_W', ...missing },
    ];
  }
  const complete = totals as readonly (readonly number[])[];
  const { forms, reason, value } = intraclassCorrelation(complete);
  const form = forms['ICC(2,k)'];
  const concordance = kendallW(raters.map((_, at) => complete.map((row) => row[at] ?? 0)));
  return [
    { ...common, statistic: 'ICC_A_K', value: shown(value), reason, low: shown(form?.lower ?? null), high: shown(form?.upper ?? null) },
    { ...common, statistic: 'KENDALL_W', value: shown(concordance.value), reason: concordance.reason, low: null, high: null },
  ];
}

/** The table that the individual marks alone would have made, against the one that was settled. */
function sessionsOf(
  rules: MethodologyRules,
  judged: readonly IndicatorRules[],
  councils: readonly SettledCouncil[],
  scored: readonly ScoreRow[],
): readonly AgreementFigure[] {
  const before = scoreTable(
    rules,
    councils.map(({ code, items }) => ({
      council: code,
      outcomes: new Map(items.map((item) => [item.indicatorCode, individualOutcome(rules, judged, item)])),
    })),
  );
  const pairs = scored.flatMap((row, at) => {
    const earlier = before[at];
    return row.rated && earlier?.rated ? [[number(earlier.totalExact), number(row.totalExact)] as const] : [];
  });
  const [x, y] = [pairs.map(([left]) => left), pairs.map(([, right]) => right)];
  const common = { criterion: null, metric: null, low: null, high: null, units: pairs.length, raters: 0 } as const;
  const [rho, tau] = [spearman(x, y), kendallTauB(x, y)];
  return [
    { ...common, statistic: 'SPEARMAN_ROUNDS', value: shown(rho.value), reason: rho.reason },
    { ...common, statistic: 'KENDALL_TAU_B_ROUNDS', value: shown(tau.value), reason: tau.reason },
  ];
}

function individualOutcome(rules: MethodologyRules, judged: readonly IndicatorRules[], item: SettledItem): ItemOutcome {
  const indicator = judged.find(({ code }) => code === item.indicatorCode);
  const marks = (item.marks ?? []).filter(({ round }) => round === 0).map(({ value }) => value);
  return indicator && marks.length > 0 ? aggregateRaters(rules, indicator, marks).outcome : outcomeOfItem(item);
}

const individualMark = (item: SettledItem | undefined, rater: string): MarkValue | null =>
  item?.marks?.find((mark) => mark.round === 0 && mark.rater === rater)?.value ?? null;

/** Points as a share of the greatest, so that indicators of one criterion can stand together; null for no number. */
function shareOf(indicator: IndicatorRules, mark: MarkValue | null): number | null {
  const outcome = mark && markOutcome(indicator, mark);
  // Divided exactly: equal shares of different scales are then equal numbers.
  return outcome?.kind === 'POINTS' ? double(divide(outcome.points, rational(indicator.maxPoints))) : null;
}

function pointsOf(indicator: IndicatorRules, mark: MarkValue | null): number | null {
  const outcome = mark && markOutcome(indicator, mark);
  return outcome?.kind === 'POINTS' ? double(outcome.points) : null;
}

const double = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
const number = (text: string): number => double(rational(text));
const shown = (value: number | null): string | null => (value === null ? null : sixDecimals(value));
