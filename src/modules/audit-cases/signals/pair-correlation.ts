import { normalUpperTail } from '../../../statistics/index.js';
import { type AuditMark, itemKey } from './audit-mark.js';
import { byCode } from './by-code.js';
import { pearson } from './correlation.js';
import { adjustedPValues } from './false-discoveries.js';
import { type Finding, finding } from './finding.js';
import { itemResiduals, type Residuals } from './residuals.js';
import { type Thresholds, thresholds } from './thresholds.js';

interface Pair {
  readonly raters: readonly [string, string];
  readonly correlation: number;
  readonly expected: number;
  readonly items: number;
  readonly pValue: number;
}

/**
 * Pairs of raters whose individual marks deviate together: Pearson's correlation r of their residuals (`itemResiduals`)
 * over the items on which both and a third one have marked and not all said the same. The residuals of n independent
 * raters around their mean correlate by -1 / (n - 1): that, over the items of the pair, is what is expected of honest ones.
 *
 * r is compared with it by Fisher's z (1921): (artanh r - artanh expected) sqrt(N - 3), upper tail, from ten items on;
 * pairs with fewer are not tested. Where two raters alone have marked, they deviate from their mean by the same, and
 * nothing can be told.
 *
 * Two who mark together also draw the mean of their items to themselves, and so push all others to one side. A pair that
 * was found therefore counts as one voice when a weaker one beside it is tested again: only what stays is told.
 *
 * Figure: the p value adjusted over all pairs that were tested; threshold: the rate of false discoveries, 5 %. With three
 * raters a third one who is erratic looks like a pair of the others: a person has to look.
 */
export function pairSignals(marks: readonly AuditMark[], limits: Thresholds = thresholds): Finding[] {
  const { PAIR_CORRELATION_FALSE_DISCOVERIES: rate, PAIR_CORRELATION_LEAST_ITEMS: least } = limits;
  const items = itemResiduals(marks);
  const raters = [...new Set(items.flatMap((item) => [...item.keys()]))].toSorted(byCode);
  const pairs = raters.flatMap((first, at) => raters.slice(at + 1).flatMap((second) => correlated(items, [first, second], least)));
  const adjusted = adjustedPValues(pairs.map(({ pValue }) => pValue));
  const found = pairs.map((pair, at) => ({ ...pair, figure: adjusted[at] ?? 1 })).filter(({ figure }) => figure <= rate);
  return confirmed(marks, found, least).map(({ raters: [rater, otherRater], correlation, expected, items: count, pValue, figure }) =>
    finding({
      kind: 'PAIR_CORRELATION',
      rater,
      otherRater,
      figure,
      threshold: rate,
      detail: { correlation, expected, items: count, pValue, pairs: pairs.length },
    }),
  );
}

/** The pairs that stay when each stronger one beside them counts as one voice; in the order in which they were given. */
function confirmed<Found extends Pair>(marks: readonly AuditMark[], found: readonly Found[], least: number): readonly Found[] {
  const cutoff = Math.max(0, ...found.map(({ pValue }) => pValue));
  const kept: Found[] = [];
  for (const pair of found.toSorted((left, right) => left.pValue - right.pValue)) {
    const beside = kept.filter(({ raters }) => !raters.some((rater) => pair.raters.includes(rater)));
    const [again] = beside.length === 0 ? [pair] : correlated(itemResiduals(withOneVoice(marks, beside)), pair.raters, least);
    if (again && again.pValue <= cutoff) {
      kept.push(pair);
    }
  }
  return found.filter((pair) => kept.includes(pair));
}

/** The marks without those of the second rater of a pair on items that the first one has marked too. */
function withOneVoice(marks: readonly AuditMark[], pairs: readonly Pair[]): AuditMark[] {
  const marked = new Set(marks.map((mark) => `${mark.rater} ${itemKey(mark)}`));
  return marks.filter((mark) => !pairs.some(({ raters: [first, second] }) => mark.rater === second && marked.has(`${first} ${itemKey(mark)}`)));
}

function correlated(items: readonly Residuals[], raters: readonly [string, string], least: number): Pair[] {
  const [first, second] = raters;
  const common = items.filter((item) => item.has(first) && item.has(second));
  const correlation = pearson(
    common.map((item) => item.get(first) ?? 0),
    common.map((item) => item.get(second) ?? 0),
  );
  if (common.length < least || common.length <= 3 || correlation === null) {
    return [];
  }
  const expected = common.reduce((total, item) => total - 1 / (item.size - 1), 0) / common.length;
  const z = (Math.atanh(correlation) - Math.atanh(expected)) * Math.sqrt(common.length - 3);
  return [{ raters, correlation, expected, items: common.length, pValue: normalUpperTail(z) }];
}
