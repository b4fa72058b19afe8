import { aggregateRaters } from '../../scoring/aggregate-raters.js';
import type { IndicatorRules, MethodologyRules } from '../../scoring/methodology-rules.js';
import { rational } from '../../scoring/rational-text.js';
import { byCode } from '../severity/severity-cells.js';
import type { RaterMark } from './robustness-input.js';
import { type ItemChange, type ScoreGrid, shareOf } from './score-grid.js';

/** An item whose official points are what its marks make together. */
export interface MarkedItem {
  readonly council: number;
  readonly indicator: number;
  readonly rules: IndicatorRules;
  readonly marks: readonly RaterMark[];
}

/** How marks are aggregated. */
export type AggregationRules = Pick<MethodologyRules, 'raterAggregation' | 'evenMedianRule'>;

/**
 * The items that rest on their marks; others, and marks of councils or indicators that are not in the grid, are left.
 */
export function markedItems(rules: MethodologyRules, grid: ScoreGrid, marks: readonly RaterMark[]): MarkedItem[] {
  const councils = new Map(grid.councils.map((code, index) => [code, index]));
  const indicators = new Map(grid.indicators.map((code, index) => [code, index]));
  const ruleOf = new Map(rules.indicators.map((indicator) => [indicator.code, indicator]));
  const items = new Map<number, MarkedItem & { readonly marks: RaterMark[] }>();
  for (const mark of marks) {
    const council = councils.get(mark.council);
    const indicator = indicators.get(mark.indicator);
    const ruleOfItem = ruleOf.get(mark.indicator);
    if (council !== undefined && indicator !== undefined && ruleOfItem) {
      const place = council * grid.indicators.length + indicator;
      const item = items.get(place) ?? { council, indicator, rules: ruleOfItem, marks: [] };
      item.marks.push(mark);
      items.set(place, item);
    }
  }
  return [...items]
    .filter(([place, item]) => {
      const change = itemUnder(rules, item, item.marks);
      const official = grid.applies[place] === 1 ? grid.shares[place] : null;
      return change !== null && change.share === official;
    })
    .map(([, item]) => item);
}

/** The raters of the items, in the order of their codes. */
export function ratersOf(items: readonly MarkedItem[]): readonly string[] {
  return [...new Set(items.flatMap(({ marks }) => marks.map(({ rater }) => rater)))].toSorted(byCode);
}

/** What the items become when one rater is left out; an item that has no other rater stays as it is. */
export function withoutRater(rules: AggregationRules, items: readonly MarkedItem[], rater: string): ItemChange[] {
  return items
    .filter(({ marks }) => marks.some((mark) => mark.rater === rater))
    .flatMap((item) => {
      const change = itemUnder(
        rules,
        item,
        item.marks.filter((mark) => mark.rater !== rater),
      );
      return change ? [change] : [];
    });
}

/** What the items become when their marks are aggregated by other rules. */
export function aggregatedBy(rules: AggregationRules, items: readonly MarkedItem[]): ItemChange[] {
  return items.flatMap((item) => itemUnder(rules, item, item.marks) ?? []);
}

/** Null where the marks make no outcome, as when there is none. */
function itemUnder(rules: AggregationRules, item: MarkedItem, marks: readonly RaterMark[]): ItemChange | null {
  const { outcome } = aggregateRaters(
    rules,
    item.rules,
    marks.map(({ value }) => value),
  );
  if (outcome.kind === 'NOT_SCORED') {
    return null;
  }
  return {
    council: item.council,
    indicator: item.indicator,
    share: shareOf(outcome, rational(item.rules.maxPoints)),
  };
}
