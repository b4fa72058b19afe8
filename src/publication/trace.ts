import {
  aggregateRaters,
  categoryOfTotal,
  type CriterionResult,
  type IndicatorRules,
  markOutcome,
  type MarkValue,
  type MethodologyRules,
  toDecimalString,
  toExactString,
  totalOf,
} from '../scoring/index.js';
import type { MethodologyBody } from './methodology-body.js';
import { rulesOf } from './methodology-rules.js';
import { lastRoundMarks, outcomesOf, type SettledCouncil, type SettledItem } from './settled.js';

/** How a figure came about: by which rule, out of which figures. */
export interface Trace {
  /** What it is of: `rank`, `published`, `total`, `criterion A`, `indicator A1`, `settled`, `mark R-0A1B2C3D4E`. */
  readonly figure: string;
  /** Exactly; null where there is no number. */
  readonly value: string | null;
  /** The rule that made it; of the published number, and of an item by itself, with the hash of the methodology. */
  readonly rule: string;
  readonly inputs: readonly Trace[];
}

/** A figure of a trace that is told as a list. */
export interface TracedFigure extends Omit<Trace, 'inputs'> {
  /** The place in the list of the figure that it went into; null of the whole. */
  readonly partOf: number | null;
}

/** A trace as a list, each figure before what it was made of: a client reads it to any depth with one selection. */
export function listOfTrace(trace: Trace): readonly TracedFigure[] {
  const list: TracedFigure[] = [];
  const add = ({ inputs, ...figure }: Trace, partOf: number | null): void => {
    const place = list.push({ ...figure, partOf }) - 1;
    for (const input of inputs) {
      add(input, place);
    }
  };
  add(trace, null);
  return list;
}

/** A measured value, for the trace of its item. */
export interface TracedMeasurement {
  readonly numerator: string;
  readonly denominator: string;
}

/** Official points that others have taken the place of. */
export interface ReplacedPoints {
  readonly points: string | null;
  readonly basis: string | null;
}

/** An item with what it rests on, as far as whoever asks may see it. */
export interface TracedItem extends SettledItem {
  readonly measured?: TracedMeasurement | null;
  /** What the official points were before: as they were settled, then every adjustment but the one that counts. */
  readonly replaced?: readonly ReplacedPoints[];
}

/** A council with such items. */
export interface TracedCouncil extends SettledCouncil {
  readonly items: readonly TracedItem[];
}

/**
 * The full trace of a council's figure, from the published number down to marks and measured values. Marks that are not
 * given (hidden, or not for whoever asks) are simply not among the inputs.
 */
export function traceOf(body: MethodologyBody, methodologyHash: string, council: TracedCouncil): Trace | null {
  const rules = rulesOf(body);
  if (!rules) {
    return null;
  }
  const result = totalOf(rules, outcomesOf(council).outcomes);
  const indicators = council.items.map((item) => itemTrace(rules, item));
  if (!result.rated) {
    return { figure: 'published', value: null, rule: `${result.reason}; methodology ${methodologyHash}`, inputs: indicators };
  }
  const exact = toExactString(result.total);
  const category = categoryOfTotal(rules, result.total);
  return {
    figure: 'published',
    value: toDecimalString(result.total, rules.publishedDecimals),
    rule: `HALF_UP to ${rules.publishedDecimals} decimals, once; category ${category ?? '-'} by ${rules.categoryBasis}; methodology ${methodologyHash}`,
    inputs: [
      {
        figure: 'total',
        value: exact,
        rule: totalRule(rules),
        inputs: result.criteria.map((criterion) => criterionTrace(rules, criterion, indicators)),
      },
    ],
  };
}

/** The trace of the points of one item by itself. Null where the methodology is partial, by which nothing is rated. */
export function traceOfItem(body: MethodologyBody, methodologyHash: string, item: TracedItem): Trace | null {
  const rules = rulesOf(body);
  const trace = rules && itemTrace(rules, item);
  return trace && { ...trace, rule: `${trace.rule}; methodology ${methodologyHash}` };
}

function totalRule({ naRule, criteria }: MethodologyRules): string {
  const isGeometric = criteria.some(({ aggregator }) => aggregator.kind === 'GEOMETRIC');
  return isGeometric
    ? `GEOMETRIC, ${naRule}: 100 times the product of the shares of the criteria to the power of their weights`
    : naRule === 'GLOBAL'
      ? 'GLOBAL: 100 times the points of what applies, divided by its greatest points'
      : 'WITHIN_CRITERION: 100 times the points of the criteria, divided by their greatest points; within one, in proportion to what applies';
}

function criterionTrace(rules: MethodologyRules, { code, points, maxPoints }: CriterionResult, indicators: readonly Trace[]): Trace {
  const own = new Set(rules.indicators.filter(({ criterionCode }) => criterionCode === code).map((indicator) => `indicator ${indicator.code}`));
  return {
    figure: `criterion ${code}`,
    value: points && toExactString(points),
    rule: maxPoints ? `of ${toExactString(maxPoints)}` : 'nothing of it applies',
    inputs: indicators.filter(({ figure }) => own.has(figure)),
  };
}

function itemTrace(rules: MethodologyRules, item: TracedItem): Trace {
  const indicator = rules.indicators.find(({ code }) => code === item.indicatorCode);
  const marks = lastRoundMarks(item);
  const inputs = [
    ...(item.replaced ?? []).map(replacedTrace),
    ...(item.measured
      ? [{ figure: 'measured', value: `${item.measured.numerator}/${item.measured.denominator}`, rule: 'as recorded', inputs: [] }]
      : []),
    ...(indicator ? marks.map(({ rater, round, value }) => markTrace(indicator, rater, round, value)) : []),
  ];
  const aggregate = indicator && marks.length > 0 ? aggregateRaters(rules, indicator, marks.map(({ value }) => value)) : null;
  const beside =
    aggregate?.outcome.kind === 'POINTS' && item.officialBasis !== aggregate.basis
      ? `; the aggregate of the marks would be ${toExactString(aggregate.outcome.points)}`
      : '';
  return {
    figure: `indicator ${item.indicatorCode}`,
    value: item.officialPoints,
    rule: `${item.officialBasis ?? 'NOT_SCORED'} of ${indicator?.maxPoints ?? '-'}${beside}`,
    inputs,
  };
}

function replacedTrace({ points, basis }: ReplacedPoints, at: number): Trace {
  const figure = at === 0 ? 'settled' : `adjustment ${at}`;
  return { figure, value: points, rule: `${basis ?? 'NOT_SCORED'}; replaced since`, inputs: [] };
}

function markTrace(indicator: IndicatorRules, rater: string, round: number, value: MarkValue): Trace {
  const outcome = markOutcome(indicator, value);
  const said = value.kind === 'POINTS' ? value.points : value.kind === 'LEVEL' ? value.level : value.kind;
  return {
    figure: `mark ${rater}`,
    value: outcome.kind === 'POINTS' ? toExactString(outcome.points) : null,
    rule: `round ${round}: ${value.kind} ${said}`,
    inputs: [],
  };
}
