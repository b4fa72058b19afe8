import type { Bundle, BundledCouncil } from '../../publication/bundle.js';
import type { MethodologyRules } from '../../scoring/index.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import { checkLeft } from './check-left.js';
import { checkMark } from './check-mark.js';
import { checkOrder } from './check-order.js';
import { checkCouncilReveal, checkRounds, checkSessionReveal, type MarkedItem } from './check-reveals.js';
import { type CheckedItem, isJudged, type ItemContext, type PlacedItem } from './checked-item.js';

/** An item before it is known how its evaluation was opened. */
type NamedItem = Omit<PlacedItem, 'opened'>;

/** Gives the items of a council their indicators; refuses a repeated, unknown or missing one. */
export function placeItems({ methodology }: Bundle, rules: MethodologyRules, council: BundledCouncil, place: string): readonly NamedItem[] {
  const seen = new Set<string>();
  const placed = council.items.map((item, at) => {
    const own = `${place}.items[${at}]`;
    const indicator = methodology.indicators.find(({ code }) => code === item.indicator);
    const indicatorRules = rules.indicators.find(({ code }) => code === item.indicator);
    if (!indicator || !indicatorRules) {
      return refuse('INDICATOR_UNKNOWN', `${own}.indicator`, `The methodology has no indicator ${shown(item.indicator)}.`);
    }
    if (seen.has(item.indicator)) {
      refuse('ITEM_REPEATED', `${own}.indicator`, `${council.code} has the indicator ${item.indicator} twice.`);
    }
    seen.add(item.indicator);
    return { item, indicator, rules: indicatorRules, place: own, name: `${council.code} ${item.indicator}` };
  });
  const missing = methodology.indicators.find(({ code }) => !seen.has(code));
  return missing ? refuse('ITEM_MISSING', `${place}.items`, `${council.code} has no item for the indicator ${missing.code}.`) : placed;
}

/** Verifies all marks and reveals of a council. */
export function checkCouncilMarks(context: ItemContext, items: readonly PlacedItem[], onMark: () => void): readonly CheckedItem[] {
  const marked = items.map((placed): MarkedItem => {
    const { item, place, name } = placed;
    if (!isJudged(placed) && item.marks.length + item.left.length + item.reveals.length > 0) {
      refuse('MARKS_OF_MEASURED', place, `${name} is measured: it has no marks and no reveals.`);
    }
    const marks = item.marks.map((mark, at) => {
      const logged = checkMark(context, placed, mark, `${place}.marks[${at}]`);
      onMark();
      return logged;
    });
    return { ...placed, marks, left: checkLeft(context, placed, marks) };
  });
  marked.filter(isJudged).forEach(checkRounds);
  const revealed = checkCouncilReveal(context, marked);
  return marked.map((item) => {
    const reveals = item.item.reveals.map((reveal, at) =>
      reveal.round === 0
        ? { round: 0, index: revealed?.index ?? -1, hash: revealed?.hash ?? '', sessionId: null }
        : checkSessionReveal(context, item, reveal, `${item.place}.reveals[${at}]`),
    );
    const checked = { ...item, reveals };
    checkOrder(checked);
    return checked;
  });
}
