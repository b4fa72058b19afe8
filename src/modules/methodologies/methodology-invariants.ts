import { shortestDecimal } from '../../ledger/index.js';
import {
  compare,
  fraction,
  isWhole,
  ONE,
  parseRational,
  type Rational,
  sum,
  toDecimalString,
  toExactString,
  ZERO,
} from '../../scoring/index.js';
import type { MethodologyBody } from '../../publication/methodology-body.js';
import { broken, type BrokenRule, figure, isFalling, isSame, isUnique, within } from './body-figures.js';
import { brokenScoring } from './scoring-invariants.js';

/** The most that all points of a geometric methodology come to; its root is taken of that degree, in whole numbers. */
const greatestGeometricTotal = fraction(1_000n);

/**
 * The rules between the parts of a complete body that it breaks: sums, bounds, orders, references. What passes here can
 * be scored to the end, whatever raters and councils give.
 */
export function brokenRules(body: MethodologyBody): BrokenRule[] {
  const codes = body.criteria.map((criterion) => criterion.code);
  const bounds = body.categories.map((category) => figure(category.lowerBound));
  const [highest, lowest] = [bounds[0] ?? null, bounds.at(-1) ?? null];
  const share = parseRational(body.dataThreshold);
  const { raterAggregation: aggregation } = body;
  const fewest = aggregation.kind === 'TRIMMED_MEAN' ? 2 * aggregation.drop + 1 : 0;
  const rules: readonly (readonly [holds: boolean, ...rule: Parameters<typeof broken>])[] = [
    [isUnique(body.indicators.map((indicator) => indicator.code)), 'CODES_UNIQUE', ['indicators']],
    [isUnique(codes), 'CODES_UNIQUE', ['criteria']],
    [isUnique(body.categories.map((category) => category.code)), 'CODES_UNIQUE', ['categories']],
    // Totals are a hundred times what was reached of what could be.
    [isSame(figure(body.scaleMin), ZERO), 'SCALE', ['scaleMin'], '0'],
    [isSame(figure(body.scaleMax), fraction(100n)), 'SCALE', ['scaleMax'], '100'],
    [isFalling(bounds) && isSame(lowest, figure(body.scaleMin)), 'CATEGORIES_FALL', ['categories'], body.scaleMin],
    [highest === null || compare(highest, fraction(100n)) <= 0, 'CATEGORY_REACHABLE', ['categories', 0, 'lowerBound'], '100'],
    [isUnique(body.tieBreak) && body.tieBreak.every((name) => codes.includes(name)), 'TIE_BREAK', ['tieBreak']],
    [share !== null && compare(share, ZERO) > 0 && compare(share, ONE) <= 0, 'DATA_THRESHOLD', ['dataThreshold']],
    [body.minRaters >= fewest, 'RATERS_TO_TRIM', ['minRaters'], `${fewest}`],
    [new Set(body.criteria.map((criterion) => criterion.aggregator.kind)).size === 1, 'AGGREGATORS_ALIKE', ['criteria']],
  ];
  return [
    ...rules.flatMap(([holds, ...rule]) => (holds ? [] : [broken(...rule)])),
    ...brokenCriteria(body),
    ...body.indicators.flatMap((indicator, at) => brokenScoring(indicator).map((rule) => within(['indicators', at], rule))),
    ...body.indicators.flatMap(({ criterionCode }, at) =>
      codes.includes(criterionCode) ? [] : [broken('CRITERION_KNOWN', ['indicators', at, 'criterionCode'])],
    ),
  ];
}

/** The points of a criterion are those of its indicators; a geometric mean needs floors, and points in whole numbers. */
function brokenCriteria(body: MethodologyBody): BrokenRule[] {
  const all = body.indicators.map((indicator) => figure(indicator.maxPoints));
  const total = sum(all.filter((value) => value !== null));
  const isCountable = all.every((value) => value !== null && isWhole(value)) && compare(total, greatestGeometricTotal) <= 0;
  return body.criteria.flatMap(({ code, maxPoints, aggregator }, at) => {
    const points = all.filter((_, place) => body.indicators[place]?.criterionCode === code);
    const known = points.filter((value) => value !== null);
    const isSum = known.length === points.length && known.length > 0 && isSame(sum(known), figure(maxPoints));
    const floor = aggregator.kind === 'GEOMETRIC' ? figure(aggregator.floor) : ONE;
    const hasFloor = floor !== null && compare(floor, ZERO) > 0 && compare(floor, ONE) <= 0;
    return [
      ...(isSum ? [] : [broken('CRITERION_SUM', ['criteria', at, 'maxPoints'], shortText(sum(known)))]),
      ...(hasFloor ? [] : [broken('GEOMETRIC_FLOOR', ['criteria', at, 'aggregator', 'floor'])]),
      ...(aggregator.kind === 'LINEAR' || isCountable
        ? []
        : [broken('GEOMETRIC_POINTS', ['criteria', at, 'aggregator'], toExactString(greatestGeometricTotal))]),
    ];
  });
}

/** A sum of decimals as people write it. */
function shortText(value: Rational): string {
  // A denominator of twos and fives has at most four decimals for each of its digits.
  const digits = `${value.denominator}`.length * 4;
  return shortestDecimal(toDecimalString(value, digits)) ?? toExactString(value);
}
